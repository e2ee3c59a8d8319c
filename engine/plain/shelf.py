"""Choosing a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TextIO, TypeVar

from engine.plain.console import COULD_NOT, STILL, Console
from engine.plain.text import BLANK, Line
from engine.saves import SaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from engine.saves import Saves


class Listed(Protocol):
    """A book as the shelf shows it: a `Story`, or anything that says as much."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def author(self) -> str:
        """Who wrote it."""

    @property
    def summary(self) -> str:
        """What it is, in a line."""

    @property
    def content_notes(self) -> tuple[str, ...]:
        """What a reader may want to know before."""


B = TypeVar("B", bound=Listed)


def choose(
    books: Sequence[B],
    *,
    saves: Saves | None = None,
    length: Callable[[B], str] = lambda _: "",
    stdin: TextIO,
    stdout: TextIO,
) -> B | int:
    """Let the reader choose a book by its number.

    Args:
        books: The books, in the order in which to show them.
        saves: Where the reader's places are; they are shown only on a terminal.
        length: How long a book is and how much of it was read; asked of books that were begun.
        stdin: What the reader types.
        stdout: Where the books are listed.

    Returns:
        The book chosen, or the exit status where the reader left or there was nothing to
        choose.
    """
    console = Console(stdin, stdout)
    chosen: list[B] = []

    def work() -> int:
        if not books:
            console.say([Line("There are no books here.")])
            return COULD_NOT
        console.say(_shelf(books, None if console.piped else saves, length))
        return _ask(console, books, chosen)

    status = console.finish(work, list)
    return chosen[0] if chosen and not status else status


def _ask(console: Console, books: Sequence[B], chosen: list[B]) -> int:
    wrong = 0
    while (typed := console.ask()) is not None and typed.lower() not in {"q", "quit"}:
        if typed.isdecimal() and 1 <= int(typed) <= len(books):
            chosen.append(books[int(typed) - 1])
            return 0
        console.say([Line(_possible(len(books)))])
        wrong += 1
        if console.piped and wrong == STILL:
            return COULD_NOT
    return 0


def _possible(count: int) -> str:
    numbers = "1" if count == 1 else f"a number from 1 to {count}"
    return f"Type {numbers} to open a book, or q to leave."


def _shelf(books: Sequence[B], saves: Saves | None, length: Callable[[B], str]) -> Iterator[Line]:
    yield Line("Books")
    for number, book in enumerate(books, 1):
        yield BLANK
        by = f", by {book.author}" if book.author else ""
        yield Line(f"{book.title}{by}", lead=f"{number}. ")
        if book.summary:
            yield Line(book.summary, depth=1)
        if book.content_notes:
            yield Line(f"Content: {', '.join(book.content_notes)}.", depth=1)
        if saves is not None:
            yield from _progress(book, saves, length)
    yield BLANK
    yield Line(_possible(len(books)))


def _progress(book: B, saves: Saves, length: Callable[[B], str]) -> Iterator[Line]:
    try:
        found = saves.progress(book.id)
        read = length(book) if found else ""
    except SaveError:  # told when the book is opened
        return
    if found is None:
        return
    if found.number:
        at = "You are at an ending, on page" if found.ending else "You are at page"
        yield Line(f"{at} {found.number}: {found.title}.", depth=1)
    endings = f"Endings found: {len(found.endings)}." if found.endings else ""
    if read or endings:
        yield Line(f"{read} {endings}", depth=1)
