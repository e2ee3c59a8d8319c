"""A book's title page: what it is, what to know beforehand, and where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine import play
from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.library import found
from engine.app.screens.page import Page
from engine.app.sitting import Sitting
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.model.length import time
from engine.saves import SaveError
from engine.settings import PACE, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content

    from engine.model.record import Library
    from engine.model.story import Story
    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves import Resumed

GO_ON, BEGIN, ANEW, PLACES, GALLERY = "go-on", "begin", "anew", "places", "gallery"


SEED = 0
"""The seed of a beginning that is only looked at."""


class TitlePage(Page):
    """Opens a book where the reader left it, or at its beginning."""

    NAME = "title"
    CSS_PATH: ClassVar = ["page.tcss", "title.tcss"]
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, book: Book, library: Library) -> None:
        super().__init__()
        self._book = book
        self._library = library
        self._resumed: Resumed | None = None
        self._sure = False

    def compose_leaf(self) -> ComposeResult:
        """The title, the content notes, what can be done, and the credits."""
        pace = number(self.reader.settings, PACE)
        yield Words(_title(self._book.story, pace), id="title")
        yield Options(id="choices")
        yield Words(_credits(self._book.story), id="credits")

    def on_screen_resume(self) -> None:
        """Show the place kept since."""
        self._sure = False
        self._fill_if_whole()

    def fill(self) -> None:
        """Show where to begin."""
        trouble = ""
        try:
            self._resumed = self.reader.shelf.saves.resume(self._book)
        except SaveError as error:
            trouble = str(error)
        self.options.show(self._items(), 0)
        self.tell_notices(trouble)

    def _items(self) -> Iterator[Item]:
        if self._resumed is None:
            yield _entry(1, BEGIN, text.plain("Begin"))
            yield from self._kept(2)
            return
        page = self._resumed.playthrough.number
        scene = play.view(self._resumed.playthrough).scene
        place = text.plain(f"Page {page}: {scene.title}. {scene.place}.", text.SOFT)
        yield _entry(1, GO_ON, text.lines(text.plain("Go on"), place))
        yield SPACE
        warning = f"This leaves your place on page {page}. Choose it again to begin."
        anew = text.plain("Begin anew")
        yield _entry(
            2, ANEW, text.lines(anew, text.plain(warning, text.MARK)) if self._sure else anew
        )
        kept = list(self._kept(3))
        yield from kept
        endings = found(
            len(self._book.story.endings), self.reader.shelf.saves.progress(self._book.story.id)
        )
        if endings:
            yield SPACE
            yield _entry(4 if kept else 3, GALLERY, text.plain(endings))

    def _kept(self, number: int) -> Iterator[Item]:
        """The way to the places kept under a name, where there are any."""
        try:
            places = self.reader.shelf.saves.places(self._book.story.id)
        except SaveError:
            return
        named = sum(place.named for place in places)
        if named:
            yield SPACE
            yield _entry(number, PLACES, text.plain(f"Places you kept: {named}"))

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Go on, or begin."""
        deed = self.options.items[event.option_index].id
        if deed == GO_ON and self._resumed is not None:
            self._read(self._sitting(self._resumed.playthrough), self._resumed.notices)
        elif deed == PLACES:
            self.action_saves()
        elif deed == GALLERY:
            self.action_gallery()
        elif deed == ANEW and not self._sure:
            self._sure = True
            self.options.show(self._items(), event.option_index)
        else:
            sitting = self._sitting(play.begin(self._book, self.reader.shelf.seed()))
            sitting.turn_to(sitting.playthrough)
            self._read(sitting)

    def action_saves(self) -> None:
        """Show the places kept."""
        from engine.app.screens.saves import SavesPage  # noqa: PLC0415  (when first opened)

        at = self._resumed.playthrough if self._resumed else None
        sitting = self._sitting(at or play.begin(self._book, SEED))
        self.app.push_screen(SavesPage(sitting, begun=at is not None))

    def action_gallery(self) -> None:
        """Show the endings that were found."""
        from engine.app.screens.gallery import Gallery  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Gallery(self._book.story))

    def _sitting(self, playthrough: Playthrough) -> Sitting:
        return Sitting(playthrough, self._library, self.reader.shelf.saves)

    def _read(self, sitting: Sitting, notices: tuple[str, ...] = ()) -> None:
        self.reader.read(sitting, notices)


def _title(story: Story, pace: int) -> Content:
    notes = ", ".join(story.content_notes)
    length = f"About {time(story.words, pace)} in all; one reading meets a part of it."
    return text.lines(
        text.plain(story.title, text.MARK_STRONG),
        text.plain(story.author, text.SOFT),
        text.plain(" "),
        text.remark(story.summary),
        text.remark(f"\n{length}", text.SOFT),
        text.remark(f"\nContent notes: {notes}." if notes else "", text.SOFT),
    )


def _credits(story: Story) -> Content:
    return text.remark(story.credits.strip(), text.SOFT)


def _entry(number: int, deed: str, label: Content) -> Item:
    lead = text.plain(f"{number}  ", text.MARK_STRONG)
    return Item(text.Sheet([text.block(label, lead)]), deed)
