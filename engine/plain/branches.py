"""History, branches and map as lines, and going to a page of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.english import plural
from engine.plain.page import text, words
from engine.plain.text import BLANK, Line
from engine.play import view
from engine.saves import SaveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.plain.session import Session
    from engine.play import Playthrough
    from engine.saves.branches import Stretch
    from engine.saves.map import Map, Visited
    from engine.saves.tried import Tried

MOST_STEPS = 6
"""Branches within branches beyond which a line is not indented further."""


def undo(session: Session, rest: str) -> None:
    """Go back one page, or to the page of a number."""
    if not rest:
        session.undo()
        return
    at = _page(session.at, rest)
    if at is None:
        session.console.say(
            [Line("Type u and the number of a page that you have read, or u alone.")]
        )
    else:
        session.leap(at)


def forward(session: Session, _: str) -> None:
    """Go forward again."""
    session.redo()


def history(session: Session, rest: str) -> None:
    """List the pages read, or print one of them again."""
    if not rest:
        session.console.say(_read(list(session.at.pages())[::-1]))
        return
    at = _page(session.at, rest)
    if at is None:
        session.console.say([Line("Type h and the number of a page that you have read.")])
    else:
        session.console.say([BLANK, Line(f"Page {at.number}")])
        session.console.say(
            text(view(at), session.library, opens=True, new_first=session.new_first)
        )


def _page(at: Playthrough, typed: str) -> Playthrough | None:
    pages = (page for page in at.pages() if str(page.number) == typed)
    return next(pages, None)


def _read(pages: list[Playthrough]) -> Iterator[Line]:
    yield BLANK
    yield Line(
        "What you have read. Type h and a number to read a page again, u and a number to go back "
        "to it."
    )
    for at, then in zip(pages, [*pages[1:], None], strict=True):
        title = view(at).scene.title
        yield Line(f"{title}{_chosen(at, then)}", lead=f"{at.number}. ")


def _chosen(at: Playthrough, then: Playthrough | None) -> str:
    if then is None:
        return ". You are here."
    offer = next((offer for offer in view(at).offers if offer.id == then.choice), None)
    return f". You chose: {words(offer.text, {})}" if offer and offer.choice else "."


def branches(session: Session, rest: str) -> None:
    """List all that was tried, or go to a part of it."""
    from engine.saves.branches import branches as all_of  # noqa: PLC0415  (when first asked)

    tree, here = session.around()
    places = ((place.slot, tree.at(place.step)) for place in session.places() if place.named)
    named = ((name, tried) for name, tried in places if tried is not None)
    found = all_of(session.at.book, tree, here, named)
    if rest:
        _go(session, rest, [stretch.tried for stretch in found], "b")
    else:
        session.console.say(_branches(found))


def _branches(found: list[Stretch]) -> Iterator[Line]:
    yield BLANK
    yield Line(
        "The branches: all that you tried, a branch that you left before what you went on with. "
        "Type b and a number to go there."
    )
    for number, stretch in enumerate(found, 1):
        yield Line(_branch(stretch), lead=f"{number}. ", depth=min(stretch.depth, MOST_STEPS))


def _branch(stretch: Stretch) -> str:
    from engine.saves.branches import numbered  # noqa: PLC0415  (when first asked)

    there, gone = (numbered(part, " to ") if part else "" for part in (stretch.pages, stretch.gone))
    are = "are" if stretch.gone[1:] else "is"
    within = "A branch that you left" if stretch.depth == 1 else "A branch within that branch"
    branch = f"{within}. " if stretch.begins and stretch.depth else ""
    parts = (
        f"You chose: {words(stretch.choice, {})}" if stretch.choice else "",
        f"{there}: {stretch.title}." if stretch.title else there and f"{there}.",
        f"An ending: {stretch.ending}." if stretch.ending else "",
        f"{gone} {are} no longer in the story." if gone else "",
        *(f"Kept as “{name}”." for name in stretch.names),
        "You are here." if stretch.here else "",
    )
    return branch + " ".join(filter(None, parts))


def map_(session: Session, rest: str) -> None:
    """Tell what was visited, or go to a moment of it."""
    from engine.saves.map import draw  # noqa: PLC0415  (when first asked)

    tree, here = session.around()
    drawn = draw(session.at.book, tree, here, session.endings())
    if rest:
        visited = [one.tried for _, moments in drawn.scenes for one in moments]
        _go(session, rest, visited, "v")
    else:
        session.console.say(_map(drawn))


def _map(drawn: Map) -> Iterator[Line]:
    endings = ", ".join(ending.title for ending in drawn.endings)
    yield BLANK
    yield Line(
        f"The map: {drawn.visited} of {drawn.moments} moments read, {_roads(drawn.untaken)}."
    )
    yield Line(
        f"Endings found: {len(drawn.endings)} of {drawn.of}{f': {endings}' if endings else ''}."
    )
    yield Line("Type v and a number to go to a moment; another choice there begins a new branch.")
    number = 0
    for scene, moments in drawn.scenes:
        yield BLANK
        yield Line(", ".join(part for part in (scene.title, scene.place) if part))
        for one in moments:
            number += 1
            yield Line(_moment(one), lead=f"{number}. ")


def _roads(count: int) -> str:
    return f"{plural(count, 'road')} not taken"


def _moment(one: Visited) -> str:
    parts = [one.words, "You are here." if one.here else ""]
    parts += [f"An ending: {one.ending.title}." if one.ending else ""]
    for road in one.roads:
        to = f" This led to {', '.join(scene.title for scene in road.scenes)}."
        parts += [f"You chose: {words(road.words, {})}" if road.words else ""]
        parts += [to.strip() if road.scenes else ""]
    parts += [f"{_roads(one.untaken)}." if one.untaken else ""]
    parts += ["You have not read on from here." if one.unturned else ""]
    return " ".join(filter(None, parts))


def _go(session: Session, typed: str, entries: list[Tried], letter: str) -> None:
    number = int(typed) if typed.isdecimal() else 0
    if not 1 <= number <= len(entries):
        session.console.say([Line(f"Type {letter} and a number from 1 to {len(entries)}.")])
        return
    try:
        session.go(entries[number - 1])
    except SaveError as error:
        session.console.say([Line(str(error))])
