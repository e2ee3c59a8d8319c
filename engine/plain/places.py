"""Places kept under a name, as lines: keep, open, rename, delete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.plain.text import BLANK, Line
from engine.saves import NameTakenError, SaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from engine.plain.session import Session
    from engine.saves import Progress, Saves

NONE = "You have kept no place under a name. Type k and a name to keep this page."


def keep(session: Session, rest: str) -> None:
    """Keep this page under a name."""
    if not rest:
        session.console.say([Line("Type k and a name to keep this page under it.")])
        return
    _attempt(session, lambda saves: _keep(session, saves, rest))


def _keep(session: Session, saves: Saves, name: str) -> str:
    try:
        return f"This page is kept as “{saves.save(session.at, name)}”."
    except NameTakenError as error:
        session.ask_first(lambda: _attempt(session, lambda saves: _instead(session, saves, name)))
        return f"{error} Type yes to keep this page in its stead."


def _instead(session: Session, saves: Saves, name: str) -> str:
    return f"This page is kept as “{saves.save(session.at, name, instead=True)}”."


def open_(session: Session, rest: str) -> None:
    """List the places, or open one."""
    if not rest:
        session.console.say(_listed(_places(session)))
        return
    place = _named(session, rest)
    if place is not None:
        _attempt(session, lambda saves: _open(session, saves, place.slot))


def _open(session: Session, saves: Saves, name: str) -> str:
    found = saves.open(session.at.book, name)
    if found is None:
        return f"“{name}” is no longer there."
    session.leap(found.playthrough, *found.notices)
    return ""


def rename(session: Session, rest: str) -> None:
    """Give a place another name."""
    number, _, name = rest.partition(" ")
    place = _named(session, number) if name.strip() else None
    if not name.strip():
        session.console.say([Line("Type rename, the number of a place, and its new name.")])
    elif place is not None:
        _attempt(session, lambda saves: _rename(session, saves, place.slot, name))


def _rename(session: Session, saves: Saves, known: str, name: str) -> str:
    return f"“{known}” is now “{saves.rename(_story(session), known, name)}”."


def delete(session: Session, rest: str) -> None:
    """Delete a place, after asking."""
    place = _named(session, rest)
    if place is None:
        return
    session.ask_first(lambda: _attempt(session, lambda saves: _delete(session, saves, place.slot)))
    question = f"Delete “{place.slot}”, at page {place.number}? Its pages stay among the branches."
    session.console.say([Line(f"{question} Type yes to delete it.")])


def _delete(session: Session, saves: Saves, name: str) -> str:
    saves.forget(_story(session), name)
    return f"“{name}” is deleted."


def export(session: Session, rest: str) -> None:
    """Write a place, or where the reader is, to a file."""
    _export_as(session, rest, "export", branches=False)


def export_all(session: Session, rest: str) -> None:
    """Write it with all that was tried of that reading."""
    _export_as(session, rest, "export-all", branches=True)


def _export_as(session: Session, rest: str, typed: str, *, branches: bool) -> None:
    def put(saves: Saves, name: str, file: str) -> str:
        return _export(session, saves.export(_story(session), name, branches=branches), name, file)

    first, _, file = rest.partition(" ")
    place = _named(session, first) if file.strip() else None
    if not rest:
        numbered = f"{typed}, the number of a place, and a file’s name"
        session.console.say([Line(f"Type {typed} and a file’s name, or {numbered}.")])
    elif not file.strip():
        _attempt(session, lambda saves: put(saves, saves.slot(_story(session)), first))
    elif place is not None:
        _attempt(session, lambda saves: put(saves, place.slot, file))


def _export(session: Session, text: str | None, name: str, file: str) -> str:
    from engine.document.writing import write_new  # noqa: PLC0415  (when first asked)

    if text is None:
        return session.place.trouble or f"“{name}” is no longer there."
    try:
        return f"Written to {write_new(Path(file.strip()).expanduser(), text)}"
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or error
        return f"That file could not be written: {why}."


def import_(session: Session, rest: str) -> None:
    """Take a place from a file."""
    if not rest:
        session.console.say([Line("Type import and the name of a file that was exported.")])
        return
    _attempt(session, lambda saves: _import(session, saves, rest))


def _import(session: Session, saves: Saves, file: str) -> str:
    from engine.saves.exported import read_typed  # noqa: PLC0415  (when first asked)

    taken = saves.take_in(session.at.book, read_typed(file))
    session.console.say(map(Line, taken.notices))
    return f"Kept as “{taken.slot}”: type o for a list of the places."


def _story(session: Session) -> str:
    return session.at.book.story.id


def _places(session: Session) -> list[Progress]:
    """All places but the one that follows the reader."""
    saves = session.place.saves
    own = saves.slot(_story(session)) if saves else ""
    return [place for place in session.places() if place.slot != own]


def _listed(places: Sequence[Progress]) -> Iterator[Line]:
    yield BLANK
    if not places:
        yield Line(NONE)
        return
    yield Line("Places kept. Type o and a number to open one, rename or delete and a number.")
    for number, place in enumerate(places, 1):
        own = "" if place.named else " Kept by another window of Marginalia."
        where = f"page {place.number}: {place.title}. {place.clock}."
        yield Line(f"{place.slot}, {where}{own}", lead=f"{number}. ")


def _named(session: Session, typed: str) -> Progress | None:
    """The place of a number or a name; says so where there is none."""
    places = _places(session)
    found = next((place for place in places if place.slot == typed), None)
    if found is None and typed.isdecimal() and 1 <= int(typed) <= len(places):
        found = places[int(typed) - 1]
    if found is None:
        session.console.say([Line("There is no such place: type o alone for a list of them.")])
    return found


def _attempt(session: Session, deed: Callable[[Saves], str]) -> None:
    """Do something with the saves, and say what came of it."""
    saves = session.place.saves
    try:
        said = deed(saves) if saves else session.place.unkept
    except SaveError as error:
        said = str(error)
    session.console.say([Line(said)] if said else [])
