"""What the first page waits for, and what it does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import folders
import pytest
from click import UsageError

from engine.app import open_folder
from engine.cli import parse_check, parse_play
from engine.cli.check import check
from engine.cli.commands import engine
from engine.cli.play import play

FIRST_PAGE = """
import asyncio, sys
from pathlib import Path
from engine.app import Books, Shelf, ShelfBook, open_folder
from engine.app.app import Reader
from engine.cli import parse_play
from engine.cli.reading import read
from engine.play import begin
from engine.saves import Saves

async def main():
    home, copies = Path(sys.argv[1]), Path(sys.argv[2])
    shelf = Shelf(
        Books([home]),
        Saves(copies / "saves"),
        open=lambda folder: open_folder(folder, copies),
        open_at=ShelfBook(home, "", ""),
        start=lambda book: begin(book, 1),
    )
    async with Reader(shelf).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.NAME == "reading"
        print(*sys.modules)

asyncio.run(main())
"""
NOT_NEEDED = (
    "citeproc", "click", "engine.app.commands.keymap", "engine.app.screens.library",
    "engine.app.screens.record", "engine.app.screens.title", "engine.app.walk",
    "engine.app.widgets.voices", "engine.author", "engine.check", "engine.document.reader",
    "engine.explore", "engine.language.observed", "engine.language.parser",
    "engine.language.resolve", "engine.load.gate", "engine.load.library", "engine.load.shape",
    "engine.load.story", "engine.plain", "engine.play.layout", "engine.play.recall",
    "engine.record.bibliography", "engine.record.dossier", "engine.record.notebook",
    "engine.saves.restore", "engine.saves.resume", "engine.saves.tried", "jsonschema",
    "lsprotocol", "pygls", "secrets", "watchfiles", "yaml",
)  # fmt: skip
"""What nothing on a first page has any use for, where the book was read before."""


def test_a_first_page_imports_only_what_it_shows(tmp_path: Path) -> None:
    home, copies = folders.write(tmp_path), tmp_path / "copies"
    assert open_folder(home, copies).book is not None
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE, home, copies],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "MARGINALIA_CONFIG": "/none"},
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert "engine.app.screens.reading" in loaded
    of = {name: [m for m in loaded if m == name or m.startswith(f"{name}.")] for name in NOT_NEEDED}
    assert {name: found for name, found in of.items() if found} == {}


@pytest.mark.parametrize("words", [["check", "--help"], ["--help"], ["schema", "scene"]])
def test_a_command_without_a_screen_imports_no_screen(words: list[str]) -> None:
    ran = "import sys; from engine.cli import main; sys.argv[1:] = {!r}\ntry: main()\nfinally: {}"
    told = "sys.exit(any(name.startswith(('textual', 'engine.app.')) for name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", ran.format(words, told)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["play"], ["play", "the-network"], ["play", "story/the-network"], ["play", ""],
        ["play", "a", "--seed", "1"], ["play", "a", "--seed", "007"], ["play", "a", "--seed", "٣"],
        ["play", "a", "--seed", "-1"], ["play", "a", "--seed", ""], ["play", "a", "--seed", "1_0"],
        ["play", "a", "--seed", "²"], ["play", "a", "--seed", "9" * 5000], ["play", "-a"],
        ["play", "--help"], ["play", "--plain"], ["play", "a", "b"], ["play", "--seed", "1"],
        ["play", "a", "--plain"], ["play", "--", "a"],
        ["check"], ["check", "play"], ["plays"], [],
    ],
    ids=lambda words: " ".join(words)[:30],
)  # fmt: skip
def test_the_plainest_words_mean_what_all_words_mean(words: list[str]) -> None:
    found = parse_play(words)
    if found is None:
        return
    assert engine.get_command(None, words[0]) is play  # type: ignore[arg-type]
    try:
        options = play.make_context("play", words[1:]).params
    except UsageError:
        pytest.fail("click refuses it")
    told = {name: value for name, value in options.items() if value}
    assert told == {k: v for k, v in zip(("story", "seed"), found, strict=True) if v}


@pytest.mark.parametrize(
    "words",
    [
        ["check"], ["check", "a"], ["check", "a", "b"], ["check", ""], ["check", "--no-prove", "a"],
        ["check", "a", "--prove"], ["check", "--strict"], ["check", "--prove", "--no-prove", "a"],
        ["check", "--no-prove", "--strict", "--prove"], ["check", "--format", "json"],
        ["check", "--str"], ["check", "--watch"], ["check", "-h"], ["check", "--", "--prove"],
        ["check", "--no-prove=1"], ["checks"], ["play", "check"], [],
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_plainest_check_is_what_all_words_ask_for(words: list[str]) -> None:
    found = parse_check(words)
    if found is None:
        return
    assert words[0] == "check"
    options = check.make_context("check", words[1:]).params
    paths, strict, prove = found
    assert (tuple(map(Path, paths)), strict, prove) == (
        options["paths"], options["strict"], options["prove"]
    )  # fmt: skip
    others = {name: options[name] for name in ("form", "select", "ignore", "explain", "watch")}
    assert others == {
        "form": "text", "select": (), "ignore": (), "explain": None, "watch": False,
    }  # fmt: skip


def test_a_plain_check_imports_only_what_it_does(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    ran = "import sys; from engine.cli import main; sys.argv[1:] = {!r}\ntry: main()\nfinally: {}"
    told = "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", ran.format(["check", "--no-prove", str(home)], told)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = done.stderr.split()
    assert "engine.check.run" in loaded
    assert not {"click", "jsonschema", "rich", "textual", "engine.explore"}.intersection(loaded)
