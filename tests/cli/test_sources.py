"""`engine sources` as a person or a script runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import bibtexparser
import folders
import pytest

ROOT = Path(__file__).resolve().parents[2]

LETTERS = """\
    source: letters
    kind: primary
    csl: {type: book, title: Letters & Bills, author: [{family: Orlova, given: Anna}], issued: 1930}
    short: Letters 1930
    leaning: A family's letters.
    claims:
      snow:
        id: S1-001
        says: It snowed [for a week].
        speaker: Anna Orlova
        page: 12
        chain: [letters]
        date: {os: 1918-01-15}
        people: [anna]
        verdict: disputed
        note: Nobody else says so.
        locator: {seed: "001", line: 2, words: It snowed}
      frost:
        id: S1-002
        says: It froze.
        speaker: Anna Orlova
        chain: [letters]
        verdict: sound
        locator: {seed: "001", line: 1, words: froze}
    """

PEOPLE = """\
    people:
      anna: {name: Anna Orlova, real: true, note: Wrote letters., spellings: [Orloff]}
    institutions:
      league: {name: The League, note: A club.}
    """


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folders.write(tmp_path, letters=LETTERS, people=PEOPLE)


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "engine", "sources", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "MARGINALIA_CACHE": str(cwd / "cache"),
            "MARGINALIA_CONFIG": str(cwd / "config"),
        },
    )


def test_every_source_is_told_with_its_card_and_its_claims(home: Path, tmp_path: Path) -> None:
    done = run(str(home), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "# Sources\n"
        "\n"
        "## Letters 1930\n"
        "\n"
        "Orlova, Anna, *Letters \\& Bills* (1930).\n"
        "\n"
        "- Kind: document\n"
        "- Leaning: A family's letters.\n"
        "- We hold the text itself, or a part of it.\n"
        "- Id: letters\n"
        "\n"
        "- **S1-001** It snowed \\[for a week\\].\n"
        "  - Anna Orlova; page 12; 15 January 1918 Old Style, 28 January New Style.\n"
        "  - Disputed. Nobody else says so.\n"
        "- **S1-002** It froze.\n"
        "  - Anna Orlova.\n"
        "  - Sound.\n"
    )


def test_the_calendar_that_was_chosen_comes_first(home: Path, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text("calendar: new-first\n")
    both = "28 January 1918 New Style, 15 January Old Style"
    assert both in run(str(home), cwd=tmp_path).stdout
    assert both in run(str(home), "--claim", "S1-001", cwd=tmp_path).stdout


def test_bibliographies_are_data_for_other_programs(home: Path, tmp_path: Path) -> None:
    (item,) = json.loads(run(str(home), "--format", "csl", cwd=tmp_path).stdout)
    assert (item["id"], item["title"]) == ("letters", "Letters & Bills")
    bib = bibtexparser.parse_string(run(str(home), "--format", "bibtex", cwd=tmp_path).stdout)
    assert [entry.key for entry in bib.entries] == ["letters"]


@pytest.mark.parametrize("name", ["letters/snow", "S1-001", "s1-001"])
def test_a_claim_is_told_in_full(home: Path, tmp_path: Path, name: str) -> None:
    done = run(str(home), "--claim", name, cwd=tmp_path)
    assert done.stdout == (
        "S1-001: letters/snow\n"
        "\n"
        "It snowed [for a week].\n"
        "\n"
        "Speaker: Anna Orlova\n"
        "Kind of voice: document\n"
        "Date: 15 January 1918 Old Style, 28 January New Style\n"
        "Page: 12\n"
        "People: Anna Orlova\n"
        "How it reached us:\n"
        "  1. Letters 1930: speaks, and we hold the page\n"
        "The work: Orlova, Anna, Letters & Bills (1930).\n"
        "  A family's letters.\n"
        "  We hold the text itself, or a part of it.\n"
        "Locator: text 001, line 2: It snowed\n"
        "Verdict: Disputed: one-sided, oversimplified, or argued over. Nobody else says so.\n"
        "Cited at:\n"
        "  hall: yard/snow (The yard)\n"
    )


def test_an_unknown_claim_is_told_with_what_was_meant(home: Path, tmp_path: Path) -> None:
    done = run(str(home), "--claim", "letters/snwo", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'engine: there is no claim "letters/snwo"; did you mean "letters/snow"?\n'
    )


def test_the_figures_count_claims_and_moments(home: Path, tmp_path: Path) -> None:
    done = run(str(home), "--figures", cwd=tmp_path)
    assert done.stdout.startswith("2 claims, 1 of them cited.\n\n| voice    | claims | cited |\n")
    assert "| Letters 1930 | document | 2      | 1     |\n" in done.stdout
    assert "Moments of The Hall:\n\n| standing   | cited | silent |\n" in done.stdout
    assert "| altered    | 1     | 0      |\n" in done.stdout
    assert "\n- S1-002 letters/frost: It froze.\n" in done.stdout
    told = json.loads(run(str(home), "--figures", "--format", "json", cwd=tmp_path).stdout)
    assert told["version"] == 1
    assert told["kinds"]["primary"] == {"claims": 2, "cited": 1}
    assert told["stories"]["hall"]["invented"] == {"cited": 0, "silent": 1}


def test_the_table_of_people_has_institutions_as_well(home: Path, tmp_path: Path) -> None:
    told = run(str(home), "--people", cwd=tmp_path).stdout
    assert "| anna   | Anna Orlova | yes   | 1      | Wrote letters. | Orloff     |\n" in told
    assert "| league      | The League | A club.     |            |\n" in told
    told = json.loads(run(str(home), "--people", "--format", "json", cwd=tmp_path).stdout)
    assert told["institutions"][0]["id"] == "league"


def test_locators_are_looked_up_in_a_folder_of_texts(home: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "001_letters.txt").write_text("it froze\nIt snowed\n")
    done = run(str(home), "--locate", str(texts), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "2 of 2 locators found on their line\n")
    (texts / "001_letters.txt").write_text("It snowed\nit froze\n")
    done = run(str(home), "--locate", str(texts), "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert json.loads(done.stdout)["missed"][0] == {
        "claim": "letters/snow",
        "why": "the words stand on line 1",
    }
    assert run(str(home), "--locate", str(tmp_path / "gone"), cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    "words", [["--people", "--figures"], ["--people", "--format", "csl"], ["nowhere/at/all"]]
)
def test_what_cannot_be_answered_exits_2_and_prints_no_data(
    home: Path, tmp_path: Path, words: list[str]
) -> None:
    done = run(*words, *([str(home)] if words[0].startswith("-") else []), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr


def test_without_a_story_the_shelf_is_asked_and_a_shared_library_told_once(
    tmp_path: Path,
) -> None:
    for name in ("hall", "barn"):
        folders.write(tmp_path / "story", story=folders.STORY.replace("story: hall", "story: x"))
        (tmp_path / "story" / "hall").rename(tmp_path / "story" / f"{name}-book")
    done = run("--format", "json", cwd=tmp_path)
    assert [source["id"] for source in json.loads(done.stdout)["sources"]] == ["letters"]


def test_a_story_with_errors_is_told_and_its_sources_are_printed(
    home: Path, tmp_path: Path
) -> None:
    (home / "scenes" / "hall.yaml").write_text("scene: [")
    done = run(str(home), cwd=tmp_path)
    assert done.returncode == 0
    assert "## Letters 1930" in done.stdout
    assert done.stderr == f"engine: {home} has errors: engine check names them\n"


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    hostile = LETTERS.replace("It snowed [for a week].", '"\\e]0;owned\\a \\u202e <b>"')
    home = folders.write(tmp_path, letters=hostile, people=PEOPLE)
    for words in ([], ["--claim", "S1-001"], ["--format", "json"], ["--figures"]):
        done = run(str(home), *words, cwd=tmp_path)
        assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)


def test_the_books_that_came_along_have_all_claims_of_the_register(tmp_path: Path) -> None:
    found = json.loads(run("--format", "json", cwd=tmp_path).stdout)["sources"]
    assert sum(len(source["claims"]) for source in found) == 307


def commands() -> list[str]:
    blocks = (ROOT / "docs" / "record.md").read_text("utf-8").split("```sh\n")[1:]
    lines = (line.strip() for block in blocks for line in block.partition("```")[0].splitlines())
    return [line.removeprefix("engine ") for line in lines if line]


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("sources")])
def test_every_command_of_the_page_on_the_record_runs(tmp_path: Path, command: str) -> None:
    (tmp_path / "texts").mkdir()
    done = run(*command.split()[1:], cwd=tmp_path)
    assert done.returncode == (1 if "--locate" in command else 0)
    assert done.stdout
