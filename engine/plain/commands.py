"""What a reader can type: one table, and a function for each line of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.plain.page import text, turns, words
from engine.plain.record import cards, dossier, record
from engine.plain.text import BLANK, Line
from engine.play import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.plain.session import Session
    from engine.play import Playthrough

DONE = 0
"""Exit status of a reading that ended as it should."""


@dataclass(frozen=True, slots=True)
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
    page = session.page()
    if page.ending is not None and (not typed or (session.paper.piped and typed.isdecimal())):
        return DONE
    if not typed and turns(page):
        session.choose(1)
    elif typed.isdecimal():
        session.choose(int(typed))
    else:
        return _command(session, typed)
    return None


def _command(session: Session, typed: str) -> int | None:
    name, _, rest = typed.lower().partition(" ")
    command = next((command for command in COMMANDS if name in command.names), None)
    if command is None:
        session.refuse()
        return None
    return command.run(session, rest.strip())


def _record(session: Session, rest: str) -> None:
    page = session.page()
    if not rest:
        session.paper.say(record(page, session.library))
        return
    found = cards(page, session.library)
    number = int(rest) if rest.isdecimal() else 0
    if number in found:
        session.paper.say(dossier(number, found[number], session.library))
    else:
        session.paper.say([Line(_claims(len(found)))])


def _claims(count: int) -> str:
    if not count:
        return "There is no claim to read here: r alone says what the record is."
    return f"Type r and a number from 1 to {count} to read a claim, or r alone for them all."


def _undo(session: Session, _: str) -> None:
    session.undo()


def _history(session: Session, rest: str) -> None:
    pages = {at.number: at for at in session.at.pages()}
    if not rest:
        session.paper.say(_read(list(reversed(pages.values()))))
        return
    at = pages.get(int(rest)) if rest.isdecimal() else None
    if at is None:
        session.paper.say([Line("Type h and the number of a page that you have read.")])
    else:
        session.paper.say([BLANK, Line(f"Page {at.number}")])
        session.paper.say(text(view(at), session.library, opens=True))


def _read(pages: list[Playthrough]) -> Iterator[Line]:
    yield BLANK
    yield Line("What you have read; type h and a number to read a page again.")
    for at, then in zip(pages, [*pages[1:], None], strict=True):
        title = view(at).scene.title
        yield Line(f"{title}{_chosen(at, then)}", lead=f"{at.number}. ")


def _chosen(at: Playthrough, then: Playthrough | None) -> str:
    if then is None:
        return ". You are here."
    offer = next((offer for offer in view(at).offers if offer.id == then.choice), None)
    return f". You chose: {words(offer.text, {})}" if offer and offer.choice else "."


def _gauges(session: Session, _: str) -> None:
    gauges = session.page().gauges
    lines = [Line(f"{g.label}: {g.value}, from {g.minimum} to {g.maximum}.") for g in gauges]
    session.paper.say(lines or [Line("This story shows no gauges.")])


def _page(session: Session, _: str) -> None:
    session.show()


def _help(session: Session, _: str) -> None:
    session.paper.say(
        [
            BLANK,
            Line("Type the number of a choice to take it; press Enter to turn a page."),
            Line("A number in brackets in the text is the number of a claim in the record."),
            *(Line(f"{' or '.join(c.names)}: {c.does}.") for c in COMMANDS),
        ]
    )


def _quit(session: Session, _: str) -> int:
    session.paper.say(session.farewell())
    return DONE


COMMANDS = (
    Command(
        ("r", "record"), "what the record says here; with a number, one claim in full", _record
    ),
    Command(("u", "undo"), "go back one page", _undo),
    Command(("p", "page"), "print this page again", _page),
    Command(("h", "history"), "what you have read; with a number, that page again", _history),
    Command(("g", "gauges"), "how things stand", _gauges),
    Command(("?", "help"), "this list", _help),
    Command(("q", "quit"), "leave; your place is kept", _quit),
)
