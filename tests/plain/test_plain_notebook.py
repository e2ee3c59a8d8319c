"""The notebook, the timeline and the search in plain mode."""

from __future__ import annotations

import json
from pathlib import Path

import depot as books
import pytest

from engine import settings
from engine.saves import SaveError, Saves


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_notebook_lists_what_was_met_and_what_was_read(depot: books.Depot) -> None:
    printed = books.piped(depot, "r 1\n3\nn\n")
    assert (
        "The notebook\n"
        "3 claims met, 1 read in full. Type r and the number of a claim to read\n"
        "it.\n"
        "S1-002. The engines ran all week.\n"
        "    The commission; January 1918; Short History, page 40; official\n"
        "    history.\n"
        "    Met on page 1, The platform.\n"
        "    Read in full.\n"
        "S1-001. No engine left the depot that week.\n"
        "    Pavel Orlov, as inferred; February 1918; Orlov 1918, pages 12-13;\n"
        "    document.\n"
        "    Met on page 1, The platform.\n"
        "S1-003. Orders were obeyed.\n"
    ) in printed


def test_a_claim_that_waits_for_a_choice_is_in_the_notebook_only_after_it(
    depot: books.Depot,
) -> None:
    assert "3 claims met, 0 read" in books.piped(depot, "n\n")
    printed = books.piped(depot, "1\nn orders\nn commission\n")
    assert "Nothing in the notebook has to do with orders.\n" in printed


def test_the_notebook_is_filtered_by_a_name(depot: books.Depot) -> None:
    printed = books.piped(depot, "n ORLOV\n").partition("The notebook: ORLOV\n")[2]
    assert "S1-001." in printed
    assert "S1-003." not in printed
    printed = books.piped(depot, "n nobody\n")
    assert "has to do with nobody.\nIts sources: Short History, Orlov 1918.\n" in printed


@pytest.mark.parametrize("name", ["Notes.md", "my notes.json", "notes.BIB"])
def test_the_notebook_is_written_and_never_over_a_file(depot: books.Depot, name: str) -> None:
    Path(name).write_text("mine")
    stem, _, suffix = name.partition(".")
    printed = books.piped(depot, f"n {name}\n")
    assert f"There is a {name} already: the notebook is written to {stem}-2.{suffix}." in (
        printed.replace("\n", " ")
    )
    assert Path(name).read_text() == "mine"
    written = Path(f"{stem}-2.{suffix}").read_text("utf-8")
    if suffix == "json":
        assert {item["id"] for item in json.loads(written)} == {"report-1918", "history-1939"}
    else:
        assert "A Short History of Depots" in written


def test_what_cannot_be_written_is_told(depot: books.Depot) -> None:
    printed = books.piped(depot, "n missing/notes.md\n3\n")
    told = "The notebook could not be written to missing/notes.md: No such file or directory."
    assert told in printed.replace("\n", " ")
    assert "The points groan and give.\n" in printed


def test_a_search_finds_claims_that_can_then_be_read(depot: books.Depot) -> None:
    printed = books.piped(depot, "s orlov ENGINE\nr s1-001\ns nothing here\ns\n")
    assert "1 claim:\nS1-001. No engine left the depot" in printed
    assert "\nClaim S1-001\nNo engine left the depot that week.\nSpeaker: " in printed
    assert "No claim has all of these words.\nType s and some words.\n" in printed
    assert "Why here" not in printed


def test_the_timeline_puts_reading_and_record_on_one_scale(depot: books.Depot) -> None:
    assert (
        "The timeline: what you read, and what the claims beside it speak of\n"
        "\n"
        "January 1918:\n"
        "    S1-002, Short History: The engines ran all week.\n"
        "    S1-003, Short History: Orders were obeyed.\n"
        "\n"
        "mid-January 1918 (about 15 January 1918 Old Style, 28 January New\n"
        "Style):\n"
        "    You read: The platform.\n"
        "\n"
        "February 1918, one month later:\n"
        "    S1-001, Orlov 1918: No engine left the depot that week.\n"
    ) in books.piped(depot, "t\n")


def test_what_was_read_is_kept_for_the_next_reading(depot: books.Depot, saves: Saves) -> None:
    books.typed(depot, "r 2\nr 2\n", saves)
    assert saves.opened("depot") == ("report-1918/engines",)
    assert "3 claims met, 1 read in full." in books.typed(depot, "\nn\n", saves)


def test_a_pipe_notes_nothing_for_the_next_reading(depot: books.Depot, saves: Saves) -> None:
    assert "1 read in full" in books.piped(depot, "r 2\nn\n", saves)
    assert saves.opened("depot") == ()


class Forgetful(Saves):
    """Saves that keep places and nothing else."""

    def note_opened(self, story_id: str, claim_id: str) -> None:  # noqa: ARG002
        raise SaveError("It could not be noted.")

    def opened(self, story_id: str) -> tuple[str, ...]:  # noqa: ARG002
        raise SaveError("It could not be noted.")


def test_trouble_with_what_was_read_is_told_once_and_the_place_is_kept(
    depot: books.Depot, path: Path
) -> None:
    with Forgetful(path) as forgetful:
        printed = books.typed(depot, "r 1\nr 2\nn\nq\n", forgetful)
    assert printed.count("It could not be noted.\n") == 1
    assert "3 claims met, 2 read in full." in printed
    assert printed.endswith("Your place is kept, at page 1.\n")


def test_every_date_follows_the_calendar_that_was_chosen(depot: books.Depot) -> None:
    with Saves(Path("saves.sqlite3")) as saves:
        chosen = settings.Forgetful(calendar="new-first")
        printed = books.typed(depot, "p\nt\nh 1\nn n.md\nw w.md\nq\n", saves, settings=chosen)
    told = " ".join((printed, Path("n.md").read_text("utf-8"), Path("w.md").read_text("utf-8")))
    words = " ".join(told.split())
    assert words.count("28 January 1918 New Style, 15 January Old Style") == 6
    assert "January Old Style, " not in words
