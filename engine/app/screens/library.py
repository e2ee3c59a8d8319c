"""The library: the books on the shelf, and how far each has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.saves import SaveError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content

    from engine.app.shelf import ShelfBook
    from engine.saves import Progress

ABOUT = "Fiction with the record in its margin"
EMPTY = "There is no book on this shelf. “engine play FOLDER” opens one elsewhere."


class Library(Page):
    """Every book with its title, its author, what it is, and the reader's place in it."""

    NAME = "library"
    CSS_PATH: ClassVar = ["page.tcss", "library.tcss"]
    BINDINGS: ClassVar = bindings(NAME)

    def compose_leaf(self) -> ComposeResult:
        """A title, then the books."""
        yield Words(text.titled("M A R G I N A L I A", ABOUT), id="masthead")
        yield Options(id="choices")

    def on_screen_resume(self) -> None:
        """Show how far the reader has come since."""
        self._fill_if_whole()

    def fill(self) -> None:
        """Show the books and the places kept."""
        options = self.query_one("#choices", Options)
        options.show(self._items(), options.highlighted or 0 if self.reader.shelf.books else None)
        self.tell_notices()

    def _items(self) -> Iterator[Item]:
        if not self.reader.shelf.books:
            yield Item(text.plain(EMPTY), enabled=False)
        for number, book in enumerate(self.reader.shelf.books):
            if number:
                yield SPACE
            progress = self._progress(book)
            yield Item(text.Sheet([text.block(_book(book, progress))]), str(number))

    def _progress(self, book: ShelfBook) -> Progress | None:
        try:
            return self.reader.shelf.saves.progress(book.id)
        except SaveError as error:
            self.say(str(error))
            return None

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Take a book from the shelf."""
        item = self.query_one("#choices", Options).items[event.option_index]
        self.reader.open_book(self.reader.shelf.books[int(item.id)])


def _book(book: ShelfBook, progress: Progress | None) -> Content:
    by = f" by {book.author}" if book.author else ""
    notes = ", ".join(book.content_notes)
    return text.lines(
        text.line(text.plain(book.title, text.STRONG), text.plain(by, text.SOFT)),
        text.plain(book.summary),
        text.plain(f"Content notes: {notes}." if notes else "", text.SOFT),
        text.plain(place(progress), text.MARK),
        text.plain(found(book.endings, progress), text.SOFT),
    )


def place(progress: Progress | None) -> str:
    """Where the reader is, in words."""
    if progress is None or not progress.number:
        return ""
    where = ", ".join(part for part in (progress.title, progress.place) if part)
    return f"You are on page {progress.number}{': ' if where else ''}{where}."


def found(endings: int, progress: Progress | None) -> str:
    """How many of its endings the reader has found; nothing before the first."""
    count = len(progress.endings) if progress else 0
    if not count:
        return ""
    of = f" of {endings}" if endings else ""
    return f"Endings found: {count}{of}."
