"""Scores: a book played from what was kept of it tells what the story tells."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import folders
import pytest

from engine.load import find_stories, load
from engine.play import NotPlayableError, begin, make_book, take, view
from engine.play.layout import layout_of
from engine.play.score import scores_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.story import Story
    from engine.play import Book, Page

ROOT = Path(__file__).resolve().parents[2]
BOOKS = sorted(find_stories(ROOT / "story"))

HALL = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15}
    place: Moscow
    moments:
      dark:
        standing: invented
        enter: ["lamps = lamps + random(-1, 1)"]
        text:
          - |
            It is dark.

            > *{lamps}* lamps, the door {door}.
          - It is {'late' if visits(hall) > 2 else ''}.
          - {if: lamps > 1, text: "Two, {lamps}.", else: One.}
          - {vary: [Snow., "Rain, {door}.", Hail.], how: shuffle}
          - {vary: [First., "*Again.*"], how: once}
        record: silent
        draw: {deck: evenings, count: 1, back: here}
        choices:
          - id: light
            text: "Light *{lamps}*."
            if: turns_since(light) > 1 and not chosen(wait)
            requires: lamps < 3 or door == open
            locked: Enough.
            effects: [lamps += 1]
            goto: [{if: visits(dark) % 5 == 4, goto: yard}, dark]
          - {id: wait, text: Wait., once: true, effects: [door = open], goto: dark}
          - {id: leave, text: Leave., fallback: true, goto: yard}
    """

STORYLET = """\
    scene: NAME
    title: NAME
    date: {text: now}
    place: Moscow
    storylet: {deck: evenings, offer: "To NAME, {lamps}.", weight: 2, if: lamps < 2}
    moments:
      only: {standing: invented, text: NAME., record: silent, return: true}
    """


def kept(story: Story) -> Book:
    """A book as it is opened from what was kept of it, as text."""
    layout = layout_of(story)
    texts = {name: json.dumps(scores_of(one, layout)) for name, one in story.scenes.items()}
    return make_book(story, layout, lambda scene: json.loads(texts[scene]))


def walk(book: Book, seed: int, pages: int) -> Iterator[Page]:
    """A reader by chance, who begins again after each ending."""
    chance, at = random.Random(seed), begin(book, seed)
    for _ in range(pages):
        page = view(at)
        yield page
        open_ = [offer.id for offer in page.offers if offer.locked is None]
        at = take(at, chance.choice(open_)) if open_ else begin(book, chance.randrange(2**32))


def told(page: Page) -> tuple[object, ...]:
    """All that a page says."""
    cited = [(offer.id, offer.citations) for offer in page.offers]
    shown = (page.opens, page.gauges, page.ending, page.number, page.revealed, page.moment)
    return page.at.state, page.at.detours, page.paragraphs, page.offers, cited, shown


@pytest.mark.parametrize("home", BOOKS, ids=lambda home: home.name)
def test_a_book_is_played_from_its_scores_as_from_its_story(home: Path) -> None:
    story = load(home).story
    assert story is not None
    one, other = walk(make_book(story), 7, 600), walk(kept(story), 7, 600)
    assert all(told(a) == told(b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_all_that_can_vary_is_in_a_score(tmp_path: Path, seed: int) -> None:
    more = {name: STORYLET.replace("NAME", name) for name in ("stove", "letter", "walk")}
    found = folders.loaded(tmp_path, hall=HALL, **more)
    assert not [finding for finding in found.findings if finding.code.severity == "error"]
    story = found.story
    assert story is not None
    pages = list(walk(make_book(story), seed, 300))
    again = list(walk(kept(story), seed, 300))
    assert [told(page) for page in again] == [told(page) for page in pages]
    assert len({page.paragraphs for page in pages}) > 12
    assert {offer.id for page in pages for offer in page.offers} >= {"light", "wait", "leave"}


def test_what_says_the_same_is_compiled_once(tmp_path: Path) -> None:
    hall = folders.HALL.replace(
        "requires: lamps >= 2", "requires: lamps >= 2\n            if: lamps>=2"
    )
    [_, option] = folders.book(tmp_path, hall=hall).beats["hall/dark"].options
    assert option.visible is option.open


def test_a_story_that_could_not_be_made_out_has_no_score(tmp_path: Path) -> None:
    found = folders.loaded(tmp_path, hall=folders.HALL.replace("lamps >= 2", "lumps >= 2"))
    assert found.story is not None
    with pytest.raises(NotPlayableError):
        scores_of(found.story.scenes["hall"], layout_of(found.story))
