"""What a reader has done in a book: endings found, share read, words searched for."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from engine.model.length import share
from engine.plain.text import BLANK, Line
from engine.play.recall import recall
from engine.saves.progress import local_day
from engine.settings import PACE, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.model.story import Story
    from engine.plain.session import Session

MOST = 12
"""How many passages a search prints."""


def endings(session: Session, _: str) -> None:
    """How much was read, and the endings found; the others are kept back."""
    story = session.at.book.story
    read = {at.moment for at in session.at.pages()} | session.place.met(story)
    pace = number(session.settings, PACE)
    session.console.say([BLANK, Line(share(story, read, pace))])
    session.console.say(_endings(story, session.place.endings_found(story.id)))


def _endings(story: Story, found: Mapping[str, str]) -> Iterator[Line]:
    known = [ending for ending in story.endings.values() if ending.id in found]
    yield Line(f"Endings found: {len(known)} of {len(story.endings)}.")
    for ending in known:
        day = local_day(found[ending.id])
        yield Line(f"{ending.title}. {ending.summary} Found on {day}.", depth=1)
    if len(known) < len(story.endings):
        yield Line("The others are kept back until you find them.")


def look(session: Session, query: str) -> None:
    """Look for words on the pages read."""
    session.console.say(_found(session, query))


def _found(session: Session, query: str) -> Iterator[Line]:
    found = list(islice(recall(query, session.at), MOST + 1))
    if not found:
        none = "No paragraph that you have read has all of these words."
        yield Line(none if query else "Type l and some words.")
        return
    yield BLANK
    yield Line("What you have read, the latest page first; type h and a number to read a page.")
    for one in found[:MOST]:
        start, end = one.around
        said = one.paragraph.text
        cut = f"{'…' if start else ''}{said[start:end]}{'…' if end < len(said) else ''}"
        yield Line(f"{one.page.scene.title}. {cut}", lead=f"Page {one.page.number}. ")
    if len(found) > MOST:
        yield Line("And more: type more words to narrow it.")
