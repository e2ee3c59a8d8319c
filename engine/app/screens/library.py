"""The library: the books on the shelf, and how far each has been read."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.aside import aside
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.load.stamp import stamp
from engine.model.length import in_short
from engine.saves import SaveError
from engine.settings import PACE, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content

    from engine.app.shelf import ShelfBook
    from engine.model.story import Story
    from engine.saves import Progress

ABOUT = "Fiction with the record in its margin"
MOST = 1 << 20
"""A book of more bytes is not read through only to say how long it is: keys would wait."""

_OPENING = Lock()
"""Who comes back while a book is being opened for its length waits for that."""

EMPTY = "There is no book on this shelf. “engine play FOLDER” opens one elsewhere."


class Library(Page):
    """Every book with its title, its author, what it is, and the reader's place in it.

    How long a book is, and how much of it was read, is found out while the shelf is looked at.
    """

    NAME = "library"
    CHOICE = "book"
    CSS_PATH: ClassVar = ["page.tcss", "library.tcss"]
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self) -> None:
        super().__init__()
        self._lengths: dict[int, str] = {}

    def compose_leaf(self) -> ComposeResult:
        """A title, then the books."""
        yield Words(text.titled("M A R G I N A L I A", ABOUT), id="masthead")
        yield Options(id="choices")

    def on_screen_resume(self) -> None:
        """Show how far the reader has come since."""
        self._fill_if_whole()

    def fill(self) -> None:
        """Show the books and the places kept."""
        options, at = self.options, self.options.highlighted
        options.show(self._items())
        options.highlighted = self._left() if at is None else at
        self.call_after_refresh(options.bring_into_sight)
        self.tell_notices()
        self.run_worker(self._measure(), exclusive=True, exit_on_error=False)

    def _left(self) -> int | None:
        """The book that was open last, else the first."""
        left = self.reader.opened
        at = (n for n, book in enumerate(self.reader.shelf.books) if left and book.folder == left)
        wanted = str(next(at, 0))
        return next((n for n, item in enumerate(self.options.items) if item.id == wanted), None)

    async def _measure(self) -> None:
        """Ask one book after the other for its length, and show it."""
        for at, book in enumerate(self.reader.shelf.books):
            said = await aside(partial(self._length, book))
            if said != self._lengths.get(at, ""):
                self._lengths[at] = said
                self.options.renew(self._items())
                self.call_after_refresh(self.on_leaf_scrolled)

    def _length(self, book: ShelfBook) -> str:
        """How long a book is, and how much of it was read."""
        story, pace = self._story(book), number(self.reader.settings, PACE)
        if story is None:
            return ""
        try:
            return in_short(story, self.reader.shelf.saves.met(story), pace)
        except SaveError:  # told with the place
            return in_short(story, (), pace)

    def _story(self, book: ShelfBook) -> Story | None:
        """A story, opened only where its files have changed since it last was."""
        known, looks = self.reader.measured, ""
        with suppress(OSError):
            if sum(scene.stat().st_size for scene in (book.folder / "scenes").iterdir()) > MOST:
                return None
            looks = stamp(book.folder, None).text
        with _OPENING:
            if book.folder not in known or known[book.folder][0] != looks:
                opened = self.reader.shelf.open(book.folder).book
                known[book.folder] = looks, opened.story if opened else None
            return known[book.folder][1]

    def _items(self) -> Iterator[Item]:
        if not self.reader.shelf.books:
            yield Item(text.plain(EMPTY), enabled=False)
        for at, book in enumerate(self.reader.shelf.books):
            if at:
                yield SPACE
            shown = _book(book, self._progress(book), self._lengths.get(at, ""))
            yield Item(text.Sheet([text.block(shown)]), str(at))

    def _progress(self, book: ShelfBook) -> Progress | None:
        try:
            return self.reader.shelf.saves.progress(book.id)
        except SaveError as error:
            self.say(str(error))
            return None

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Take a book from the shelf."""
        item = self.options.items[event.option_index]
        self.reader.open_book(self.reader.shelf.books[int(item.id)])


def _book(book: ShelfBook, progress: Progress | None, length: str) -> Content:
    by = f" by {book.author}" if book.author else ""
    notes, endings = ", ".join(book.content_notes), found(book.endings, progress)
    return text.lines(
        text.line(text.plain(book.title, text.STRONG), text.plain(by, text.SOFT)),
        text.plain(book.summary),
        text.plain(f"Content notes: {notes}." if notes else "", text.SOFT),
        text.plain(place(progress), text.MARK),
        text.plain(" ".join(filter(None, (length, endings))) or " ", text.SOFT),
    )


def place(progress: Progress | None) -> str:
    """Where the reader is, in words."""
    if progress is None or not progress.number:
        return ""
    where = ", ".join(part for part in (progress.title, progress.place) if part)
    at = "You are at an ending, on page" if progress.ending else "You are on page"
    return f"{at} {progress.number}{': ' if where else ''}{where}."


def found(endings: int, progress: Progress | None) -> str:
    """How many of its endings the reader has found; nothing before the first."""
    count = len(progress.endings) if progress else 0
    if not count:
        return ""
    of = f" of {endings}" if endings else ""
    return f"Endings found: {count}{of}."
