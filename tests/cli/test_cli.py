"""The commands as a person or a script runs them: real processes, real pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import folders
import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(
    *words: str, cwd: Path, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "engine", *words],
        cwd=cwd,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "MARGINALIA_DATA": str(cwd / "data"),
            "MARGINALIA_CACHE": str(cwd / "cache"),
            **environment,
        },
    )


def test_a_clean_story_exits_0_and_says_so_on_standard_error(tmp_path: Path) -> None:
    done = run("check", str(folders.write(tmp_path)), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "checked 1 story: no finding\nproved: hall: 3 states, every ending reachable\n"
    )


def test_errors_exit_1_and_warnings_only_when_strict(tmp_path: Path) -> None:
    story = folders.STORY.replace("    people:", "      bell: {type: boolean}\n    people:")
    home = str(folders.write(tmp_path, story=story))
    assert run("check", home, cwd=tmp_path).returncode == 0
    assert run("check", "--strict", home, cwd=tmp_path).returncode == 1
    home = str(folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad")))
    done = run("check", home, cwd=tmp_path)
    assert done.returncode == 1
    assert "hall.yaml:20:15" in done.stdout
    assert done.stderr == "checked 1 story: 1 error\n"


@pytest.mark.parametrize("command", ["check", "play", "stats"])
def test_a_package_that_is_not_whole_is_told_in_one_sentence_and_exits_2(
    tmp_path: Path, command: str
) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['yaml._yaml'] = None\n")
    home, path = folders.write(tmp_path), os.pathsep.join([str(tmp_path), str(ROOT)])
    done = run(command, str(home), cwd=tmp_path, PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("engine: PyYAML is installed here without libyaml")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["missing", "file.txt", "empty"])
@pytest.mark.parametrize("command", ["check", "play"])
def test_what_is_no_story_is_told_in_one_sentence_and_exits_2(
    tmp_path: Path, name: str, command: str
) -> None:
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    done = run(command, str(tmp_path / name), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("engine: ")
    assert done.stderr.count("\n") == 1


def test_an_unknown_option_exits_2(tmp_path: Path) -> None:
    assert run("check", "--nonsense", cwd=tmp_path).returncode == 2


def test_a_file_of_a_story_checks_its_story(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    assert run("check", str(home / "scenes" / "hall.yaml"), cwd=tmp_path).returncode == 0
    assert run("check", str(home / "story.yaml"), cwd=tmp_path).returncode == 0


def test_a_story_that_is_named_twice_is_checked_once(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    named = (str(home / "story.yaml"), str(home / "scenes" / "hall.yaml"), str(home))
    assert run("check", *named, cwd=tmp_path).stderr.startswith("checked 1 story: ")


@pytest.mark.parametrize("inside", ["hall", ".", "shelf"])
def test_without_a_path_the_stories_at_hand_are_checked(tmp_path: Path, inside: str) -> None:
    bad = folders.HALL.replace("goto: yard", "goto: yrad")
    folders.write(tmp_path / ("shelf/story" if inside == "shelf" else ""), hall=bad)
    done = run("check", cwd=tmp_path / inside)
    assert done.returncode == 1
    assert 'named "yrad"' in done.stdout
    assert done.stderr == "checked 1 story: 1 error\n"


def test_where_no_story_is_at_hand_a_check_says_so_and_passes_nothing(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("engine: there is no story here: ")


@pytest.mark.parametrize("command", ["play", "sources", "stats"])
def test_a_slip_in_a_books_name_is_told_from_a_wrong_folder(tmp_path: Path, command: str) -> None:
    slip = run(command, "the-netwrk", cwd=tmp_path)
    assert slip.returncode == 2
    assert slip.stderr.endswith('no story at the-netwrk; did you mean "the-network"?\n')
    assert run(command, "x/y", cwd=tmp_path).stderr.endswith("is a folder with a story.yaml\n")


def test_without_a_name_the_story_at_hand_is_played(tmp_path: Path) -> None:
    done = run("play", "--plain", cwd=folders.write(tmp_path), typed="1\n1\n2\n")
    assert "The end: Out" in done.stdout


def test_json_goes_to_standard_output_alone(tmp_path: Path) -> None:
    done = run("check", "--format", "json", str(folders.write(tmp_path)), cwd=tmp_path)
    report = json.loads(done.stdout)
    assert (report["version"], report["findings"]) == (1, [])


def test_a_piped_playthrough_reaches_an_ending_and_is_the_same_twice(tmp_path: Path) -> None:
    home = str(folders.write(tmp_path))
    first = run("play", home, "--plain", cwd=tmp_path, typed="1\n2\n")
    again = run("play", home, "--plain", cwd=tmp_path, typed="1\n2\n")
    assert first.returncode == 0
    assert "The end: Out" in first.stdout
    assert first.stdout == again.stdout
    assert not (tmp_path / "data").exists()


def test_a_book_is_chosen_and_played_from_one_pipe(tmp_path: Path) -> None:
    home = folders.write(tmp_path / "story")
    assert home.parent == tmp_path / "story"
    done = run("play", "--plain", cwd=tmp_path, typed="1\n1\n2\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "The end: Out" in done.stdout


def test_without_a_terminal_it_plays_as_lines_by_itself(tmp_path: Path) -> None:
    done = run("play", str(folders.write(tmp_path)), cwd=tmp_path, typed="q\n")
    assert done.returncode == 0
    assert "It is dark." in done.stdout
    assert "\x1b" not in done.stdout


def test_a_story_with_errors_is_not_played_and_says_where(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("lamps >= 2", "lamsp >= 2"))
    done = run("play", str(home), "--plain", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "hall.yaml:17:19" in done.stderr
    assert "cannot be played" in done.stderr


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("lamps >= 2", "lamsp >= 2"))
    command = f"{sys.executable} -m engine check {home} | head -c 1"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == "checked 1 story: 1 error\n" or not done.stderr


def test_a_hostile_file_name_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    (home / "scenes" / "x\x1b]0;owned\x07.yaml").write_text("scene: x\n")
    done = run("check", str(home), cwd=tmp_path)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr


def test_hostile_prose_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    hall = folders.HALL.replace("It is dark.", "'[@click=app.quit]x[/] [sic] [/] [b]dark[/b]'")
    done = run("play", str(folders.write(tmp_path, hall=hall)), cwd=tmp_path, typed="q\n")
    assert "[@click=app.quit]x[/] [sic] [/] [b]dark[/b]" in done.stdout


def test_check_and_help_never_wait_for_a_screen(tmp_path: Path) -> None:
    for words in (["check", str(folders.write(tmp_path))], ["--help"], ["play", "--plain"]):
        code = (
            "import sys; from engine import cli\n"
            f"sys.argv = ['engine', *{words!r}]\n"
            "try: cli.main()\n"
            "except SystemExit: pass\n"
            "print('textual' in sys.modules, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            input="q\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "MARGINALIA_DATA": str(tmp_path)},
        )
        assert done.stderr.splitlines()[-1] == "False"


def test_a_published_schema_is_printed_as_it_is(tmp_path: Path) -> None:
    done = run("schema", "scene", cwd=tmp_path)
    assert json.loads(done.stdout)["title"] == "a scene"


def test_play_says_where_the_readers_files_are_and_what_is_wrong_with_them(tmp_path: Path) -> None:
    config = {"MARGINALIA_CONFIG": str(tmp_path / "config")}
    done = run("play", "--config", cwd=tmp_path, **config)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"settings: {tmp_path / 'config' / 'settings.yaml'}",
        f"keys: {tmp_path / 'config' / 'keys.yaml'}",
        f"saves: {tmp_path / 'data' / 'saves.sqlite3'}",
        f"copies: {tmp_path / 'cache' / 'books'}",
    ]
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.yaml").write_text("theme: papr\n")
    (tmp_path / "config" / "keys.yaml").write_text("margn: b\n")
    done = run("play", "--config", cwd=tmp_path, **config)
    assert done.returncode == 1
    assert "settings.yaml:1:8: theme is “papr”" in done.stderr
    assert "keys.yaml:1:1: there is no command “margn”" in done.stderr
