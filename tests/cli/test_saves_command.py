"""`engine saves`: places out of the file, and into it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from engine.load import load
from engine.play import begin, make_book, take
from engine.saves import Saves

if TYPE_CHECKING:
    from pathlib import Path

STORY = """\
format: 1
story: hall
title: The Hall
summary: A hall with a door.
start: hall
endings:
  out: {title: Out}
"""
SCENE = """\
scene: hall
title: The hall
date: {ns: 1918-03-01}
place: Moscow
moments:
  dark:
    standing: invented
    text: A lamp stands by the door.
    record: silent
    choices:
      - {id: door, text: Open the door., goto: out}
      - {id: lamp, text: Light the lamp., goto: out}
  out:
    standing: invented
    text: Snow.
    record: silent
    ending: out
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "story" / "hall"
    (folder / "scenes").mkdir(parents=True)
    (folder / "story.yaml").write_text(STORY)
    (folder / "scenes" / "hall.yaml").write_text(SCENE)
    story = load(folder).story
    assert story is not None
    with Saves(tmp_path / "data" / "saves.sqlite3") as saves:
        at = begin(make_book(story), 1)
        saves.keep(at)
        saves.save(at, "the door")
    return tmp_path


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    folders = {f"MARGINALIA_{name}": str(home / name.lower()) for name in ("DATA", "CACHE")}
    return subprocess.run(
        [sys.executable, "-m", "engine", "saves", *arguments],
        cwd=home, env={**os.environ, **folders}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_places_are_listed_exported_and_imported(home: Path) -> None:
    assert run(home).stdout.splitlines()[0].startswith("hall: “the door”, page 1, The hall, ")
    told = json.loads(run(home, "list", "--format", "json").stdout)
    assert told["version"] == 1
    assert [place["name"] for place in told["places"]] == ["the door", "auto"]
    done = run(home, "export", "hall", "the door", "--to", "door.json")
    assert (done.stdout, done.returncode) == ("door.json\n", 0)
    assert run(home, "export", "hall", "the door").stdout == (home / "door.json").read_text()
    done = run(home, "import", "door.json")
    assert done.stdout == "kept as “the door 2”, at page 1 of The Hall\n"


def test_what_cannot_be_done_is_told_and_changes_nothing(home: Path) -> None:
    before = run(home).stdout
    (home / "door.json").write_text('{"version": 1,\n "story": 7}')
    for arguments, told in (
        (("export", "hall", "nothing"), "no place “nothing” is kept of hall"),
        (("export", "hall", "--to", "door.json"), "is there already, and nothing is overwritten"),
        (("import", "door.json"), "door.json:2:11"),
        (("import", "none.json"), "there is no such file"),
        (("import", "story"), "this is a folder"),
    ):
        done = run(home, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
        assert "Traceback" not in done.stderr
    assert run(home).stdout == before


def test_a_whole_reading_is_exported_with_its_branches(home: Path) -> None:
    with Saves(home / "data" / "saves.sqlite3") as saves:
        story = load(home / "story" / "hall").story
        assert story is not None
        for choice in ("door", "lamp"):
            saves.keep(take(begin(make_book(story), 1), choice))
    assert "branches" not in json.loads(run(home, "export", "hall").stdout)
    run(home, "export", "hall", "the door", "--branches", "--to", "whole.json")
    assert json.loads((home / "whole.json").read_text("utf-8"))["branches"] == [
        {"after": 0, "choice": "door", "moment": "hall/out"},
        {"after": 0, "choice": "lamp", "moment": "hall/out"},
    ]
    (home / "data" / "saves.sqlite3").unlink()
    assert "kept as “the door”" in run(home, "import", "whole.json").stdout
    with Saves(home / "data" / "saves.sqlite3") as saves:
        assert len(saves.tried(story).pages) == 3
