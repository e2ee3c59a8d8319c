"""Golden playthroughs: each ending of each book, by a road that must stay open."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.author.golden import Expect, Take, read
from engine.author.replay import Player, beginning
from engine.author.replaying import PASSED, outcome
from engine.author.shelf import Books
from engine.load import find_stories, load_head
from engine.play import view

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "playthroughs"
GOLDEN = sorted(FOLDER.glob("*/*.yaml"))
BOOKS = Books()
TESTED = [home for home in find_stories(ROOT / "story") if (FOLDER / home.name).is_dir()]


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", GOLDEN, ids=named)
def test_a_golden_playthrough_is_as_it_was(path: Path) -> None:
    found = outcome(path, BOOKS)
    assert found.status == PASSED, "\n".join((*found.lines, *map(str, found.findings)))


@pytest.mark.parametrize("path", GOLDEN, ids=named)
def test_every_page_of_a_golden_playthrough_has_words(path: Path) -> None:
    golden = read(path).golden
    assert golden is not None
    player = Player(beginning(golden, BOOKS.book(path.parent / golden.story)))
    for step in golden.steps:
        assert (player.choose(step.choice) if isinstance(step, Take) else None) is None
    player.turn_pages()
    for at in player.sight.at.pages():
        assert view(at).paragraphs, at.moment


def test_every_folder_of_playthroughs_is_of_a_book() -> None:
    assert {home.name for home in TESTED} == {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize("home", TESTED, ids=lambda home: home.name)
def test_every_ending_of_a_book_has_a_golden_playthrough(home: Path) -> None:
    story = load_head(home)
    assert story is not None
    assert endings_expected(FOLDER / home.name) == set(story.endings)


def endings_expected(folder: Path) -> set[object]:
    """The endings that the playthroughs of a folder end with."""
    found = [read(path).golden for path in folder.glob("*.yaml")]
    last = [golden.steps[-1] for golden in found if golden]
    wants = [want for step in last if isinstance(step, Expect) for want in step.wants]
    return {want.value for want in wants if want.what == "ending"}
