"""Playing a book as lines."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, TextIO

from engine.plain.commands import DONE, obey
from engine.plain.console import COULD_NOT, STILL, Console
from engine.plain.page import opening
from engine.plain.place import Place
from engine.plain.session import Session
from engine.plain.text import BLANK, Line
from engine.play import begin
from engine.settings import PACE, Forgetful, number

if TYPE_CHECKING:
    from engine.author.draft import Draft
    from engine.model.record import Library
    from engine.play import Book, Playthrough
    from engine.saves import Resumed, Saves
    from engine.settings import Settings


class Start(Enum):
    """How a reading starts, where a place was kept."""

    GO_ON = auto()
    ANEW = auto()
    LEAVE = auto()


PIPED = "No place is kept of this reading: its choices come from a pipe or a file."
DRAFT = "No place is kept of this reading: it is a draft, begun where its author asked."
QUESTION = "Press Enter to go on, type 2 to begin anew, or q to leave."
ANSWERS = {
    "": Start.GO_ON,
    "1": Start.GO_ON,
    "2": Start.ANEW,
    "q": Start.LEAVE,
    "quit": Start.LEAVE,
}


def play(  # noqa: PLR0913  (each is said by name)
    book: Book,
    library: Library,
    *,
    seed: int,
    stdin: TextIO,
    stdout: TextIO,
    saves: Saves | None = None,
    fresh: bool | None = None,
    start: Playthrough | None = None,
    settings: Settings | None = None,
) -> int:
    """Play a book as lines: append-only, for a screen reader, a log or a pipe.

    On a terminal the place is kept before each page is shown, and the reader is asked
    whether to go on from it. Where the input is not a terminal, the saves are neither read
    nor written unless `fresh` is false: the same input gives the same text every time, and a
    script never moves a person's place.

    Args:
        book: The book.
        library: Its sources.
        seed: What the random numbers of a new playthrough grow from.
        stdin: What the reader types.
        stdout: Where the story is printed.
        saves: Where places are kept; nothing keeps none.
        fresh: True begins anew; false goes on from the place kept, without asking, also where
            the input is not a terminal; nothing asks on a terminal and else begins anew.
        start: A page to begin at instead.
        settings: What the reader chose; where the input is not a terminal, it is not followed.

    Returns:
        The exit status: 0 at the end, where the reader leaves and where the input ends; 130
        interrupted; 141 where nobody reads the output; 2 where it cannot be written, and where
        a pipe says so many lines in a row that move nothing that it may never end.
    """
    console = Console(stdin, stdout)
    place = Place(None, PIPED) if console.piped and fresh is not False else Place(saves)
    chosen = Forgetful() if console.piped or settings is None else settings
    session = Session(start or begin(book, seed), library, console, place, settings=chosen)
    session.follow_settings()
    console.say(Line(sentence) for sentence in chosen.notices())

    def work() -> int:
        anew = start is not None or fresh is True
        how = Start.ANEW if anew else _find_place(session, ask=fresh is None)
        if how is Start.LEAVE:
            return DONE
        if how is Start.ANEW:
            console.say(opening(book.story, number(chosen, PACE)))
            session.turn_to(session.at)
        return _read(session)

    return console.finish(work, session.farewell)


def play_draft(draft: Draft, *, stdin: TextIO, stdout: TextIO) -> int:
    """Play a story that is being written as lines: no place is kept, nor one that was is used.

    Args:
        draft: The story; its first edition can be played.
        stdin: What the author types.
        stdout: Where the story is printed.

    Returns:
        The exit status, as of `play`.
    """
    console, edition = Console(stdin, stdout), draft.edition
    assert edition.book is not None  # noqa: S101  (what cannot be played is never opened)
    session = Session(
        draft.begin(edition.book), edition.library, console, Place(None, DRAFT), draft
    )

    def work() -> int:
        console.say(opening(session.at.book.story, number(session.settings, PACE)))
        session.turn_to(session.at)
        return _read(session)

    return console.finish(work, session.farewell)


def _read(session: Session) -> int:
    still = 0
    while (typed := _asked(session)) is not None:
        before = session.at
        status = obey(session, typed)
        if status is not None:
            return status
        still = still + 1 if session.at is before else 0
        if session.console.piped and still == STILL:
            session.console.say([Line(f"The last {STILL} lines moved nothing: no more are read.")])
            return COULD_NOT
    if session.page().ending is None:
        session.console.say([Line("The input has ended."), *session.farewell()])
    return DONE


def _asked(session: Session) -> str | None:
    """What is typed next; an author is told of what is saved in the meantime."""
    if session.draft is None or not session.draft.watched:
        return session.console.ask()
    from engine.plain.draft import renew  # noqa: PLC0415  (a reader never needs it)

    renew(session)
    session.console.prompt()
    while not session.console.wait(session.draft.pause):
        if renew(session):
            session.console.prompt()
    return session.console.typed()


def _find_place(session: Session, *, ask: bool) -> Start:
    """Look for the place kept, and go on from it if the reader wants to."""
    found, notices = session.place.resume(session.at.book)
    session.console.say(Line(sentence) for sentence in notices)
    if found is None:
        return Start.ANEW
    how = _ask(session.console, found) if ask else Start.GO_ON
    if how is Start.GO_ON:
        session.console.say(Line(sentence) for sentence in found.notices)
        session.at = found.playthrough
        session.show()
    return how


def _ask(console: Console, found: Resumed) -> Start:
    at = found.playthrough
    where = f"You were at page {at.number}: {at.book.scene(at.moment).title}."
    console.say([Line(at.book.story.title), Line(where), Line(QUESTION)])
    while (typed := console.ask()) is not None:
        if typed.lower() in ANSWERS:
            console.say([BLANK])
            return ANSWERS[typed.lower()]
        console.say([Line(QUESTION)])
    return Start.LEAVE
