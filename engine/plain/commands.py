"""The commands of plain mode: one table, and a function for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model.calendar import when
from engine.plain import branches, notebook, places, review, settings, timeline
from engine.plain.files import transcript
from engine.plain.page import turns
from engine.plain.record import cards, dossier, in_brief, record
from engine.plain.text import BLANK, Line
from engine.record import lookup
from engine.record.search import make_index, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.plain.session import Session

DONE = 0
"""Exit status of a reading that ended as it should."""
MOST_FOUND = 12
"""How many claims a search prints."""


@frozen()
class Command:
    """One thing that can be typed.

    Attributes:
        names: Its letter, and its word.
        does: What help says of it.
        run: Does it, with what was typed after its name; an exit status ends the reading.
    """

    names: tuple[str, ...]
    does: str
    run: Callable[[Session, str], int | None]


def obey(session: Session, typed: str) -> int | None:
    """Do what was typed; an exit status ends the reading."""
    if session.answer(typed):
        return None
    page = session.page()
    if page.ending is not None and (not typed or (session.console.piped and typed.isdecimal())):
        return DONE
    if not typed and turns(page):
        session.choose(1)
    elif typed.isdecimal():
        session.choose(int(typed))
    else:
        return _command(session, typed)
    return None


def _command(session: Session, typed: str) -> int | None:
    name, _, rest = typed.partition(" ")
    command = next((c for c in _commands(session) if name.lower() in c.names), None)
    if command is None:
        session.refuse()
        return None
    return command.run(session, rest.strip())


def _commands(session: Session) -> tuple[Command, ...]:
    """What can be typed: an author's own commands after a reader's."""
    if session.draft is None:
        return COMMANDS
    from engine.plain.draft import COMMANDS as OWN  # noqa: PLC0415  (a reader has none)

    return (*COMMANDS[:-1], *OWN, Command(COMMANDS[-1].names, "leave", _quit))


def _record(session: Session, rest: str) -> None:
    page = session.page()
    if not rest:
        session.console.say(record(page, session.library, new_first=session.new_first))
        return
    found = cards(page, session.library)
    card = found.get(int(rest)) if rest.isdecimal() else None
    claim = card.claim if card else lookup.find(rest, session.library)
    if claim is None:
        session.console.say([Line(_claims(len(found)))])
        return
    name, note = (rest, card.citation.note) if card else (lookup.called(claim), "")
    session.console.say(dossier(name, claim, session.library, note, new_first=session.new_first))
    session.note_opened(claim.id)


def _claims(count: int) -> str:
    if not count:
        return "There is no claim to read here: r alone says what the record is."
    return f"Type r and a number from 1 to {count} to read a claim, or r alone for them all."


def _gauges(session: Session, _: str) -> None:
    gauges = session.page().gauges
    lines = [Line(f"{g.label}: {g.value}, from {g.minimum} to {g.maximum}.") for g in gauges]
    session.console.say(lines or [Line("This story shows no gauges.")])


def _notebook(session: Session, rest: str) -> None:
    session.console.say(notebook.answer(session.notebook(), session.library, rest))


def _search(session: Session, rest: str) -> None:
    session.console.say(_found(rest, session))


def _found(asked: str, session: Session) -> Iterator[Line]:
    found = search(asked, make_index(session.library))
    if not found:
        yield Line("No claim has all of these words." if asked else "Type s and some words.")
        return
    yield BLANK
    alone = len(found) == 1
    yield Line("1 claim:" if alone else f"{len(found)} claims, the likeliest first:")
    for claim in found[:MOST_FOUND]:
        yield from in_brief(claim, session.library, when(claim.date, new_first=session.new_first))
    if len(found) > MOST_FOUND:
        yield Line(f"And {len(found) - MOST_FOUND} more: type more words to narrow it.")
    yield Line("Type r and the number of a claim to read it in full.")


def _timeline(session: Session, _: str) -> None:
    session.console.say(timeline.lines(session.at, session.library, new_first=session.new_first))


def _transcript(session: Session, rest: str) -> None:
    session.console.say(transcript(session.at, session.library, rest, new_first=session.new_first))


def _page(session: Session, _: str) -> None:
    session.show()


def _help(session: Session, _: str) -> None:
    session.console.say(
        [
            BLANK,
            Line("Type the number of a choice to take it; press Enter to turn a page."),
            Line("A number in brackets in the text is the number of a claim in the record."),
            *(Line(f"{' or '.join(c.names)}: {c.does}.") for c in _commands(session)),
        ]
    )


def _quit(session: Session, _: str) -> int:
    session.console.say(session.farewell())
    return DONE


COMMANDS = (
    Command(
        ("r", "record"), "what the record says here; with a number, one claim in full", _record
    ),
    Command(("s", "search"), "search the whole record for some words", _search),
    Command(
        ("n", "notebook"),
        "what you have met of the record; with a name, only what has to do with it; with a "
        "file that ends in .md, .json or .bib, write it there",
        _notebook,
    ),
    Command(("t", "timeline"), "what you read and what the record says, by date", _timeline),
    Command(("u", "undo"), "go back one page; with a number, to that page", branches.undo),
    Command(("f", "forward"), "go forward again to where you were", branches.forward),
    Command(("p", "page"), "print this page again", _page),
    Command(
        ("h", "history"), "what you have read; with a number, that page again", branches.history
    ),
    Command(
        ("b", "branches"),
        "all that you tried; with a number, go to a part of it",
        branches.branches,
    ),
    Command(
        ("v", "map"),
        "what you visited, where the roads not taken begin, the endings found; "
        "with a number, go to a moment",
        branches.map_,
    ),
    Command(("k", "keep"), "with a name, keep this page under it", places.keep),
    Command(("o", "open"), "the places kept; with a number or a name, open one", places.open_),
    Command(("rename",), "with the number of a place and a name, rename it", places.rename),
    Command(("delete",), "with the number of a place, delete it", places.delete),
    Command(
        ("export",),
        "with a file’s name, write your place to it; with a number before it, that place",
        places.export,
    ),
    Command(
        ("export-all",), "the same, with all that you tried of that reading", places.export_all
    ),
    Command(("import",), "with a file’s name, keep the place that it has", places.import_),
    Command(
        ("w", "write"),
        "write what you have read, with notes and a bibliography, to a file that ends in .md or "
        ".html",
        _transcript,
    ),
    Command(("l", "look"), "look for words on the pages that you have read", review.look),
    Command(("endings",), "the endings found, and how much you have read", review.endings),
    Command(
        ("c", "choose"), "settings; with a name and a value, choose another", settings.settings
    ),
    Command(("g", "gauges"), "how things stand", _gauges),
    Command(("?", "help"), "this list", _help),
    Command(("q", "quit"), "leave; your place is kept", _quit),
)
