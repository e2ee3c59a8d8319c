"""Golden playthroughs: each ending of each book, by a road that must stay open.

A file holds the choices in order; a page that is only turned is not written down.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from engine.load import find_stories, load
from engine.play import CONTINUE, begin, make_book, take, view

ROOT = Path(__file__).resolve().parents[1]
STORIES = find_stories(ROOT / "story")
GOLDEN = sorted((ROOT / "tests" / "playthroughs").glob("*/*.yaml"))
BOOKS = {}


@pytest.fixture(params=GOLDEN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def golden(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_a_golden_playthrough_reaches_its_ending(golden: Path) -> None:
    road = yaml.safe_load(golden.read_text("utf-8"))
    home = ROOT / "story" / golden.parent.name
    if home not in BOOKS:
        loaded = load(home)
        assert not loaded.findings
        assert loaded.story is not None
        BOOKS[home] = make_book(loaded.story)
    at, words = begin(BOOKS[home], road["seed"]), 0
    todo = list(road["choose"])
    while not (page := view(at)).ending:
        assert page.paragraphs, f"{at.moment} has nothing to read"
        words += sum(len(paragraph.text.split()) for paragraph in page.paragraphs)
        turned = page.offers[0].id == CONTINUE
        at = take(at, CONTINUE if turned else todo.pop(0))
    assert todo == []
    assert page.ending.id == golden.stem
    least, most = road["words"]
    assert least <= words <= most


@pytest.mark.parametrize("home", STORIES, ids=lambda home: home.name)
def test_every_ending_of_a_book_has_a_golden_playthrough(home: Path) -> None:
    story = load(home).story
    assert story is not None
    covered = {path.stem for path in GOLDEN if path.parent.name == home.name}
    assert covered == set(story.endings)
