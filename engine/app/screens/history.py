"""The history: all that has been read, in order, with the choices made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine import play
from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page_list import PageList
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.app.wording import dated
from engine.play.page import CONTINUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.app.text import Block
    from engine.play.page import Page as StoryPage

ABOUT = "All that you have read, page by page. Nothing is lost by going back to one."


class History(PageList):
    """One entry a page, so that only what is in sight is drawn; it opens at the latest."""

    NAME = "history"
    BINDINGS: ClassVar = bindings(NAME)

    def items(self) -> Iterator[Item]:
        """What it is, then every page of this playthrough."""
        yield voices.said(text.titled("The history", ABOUT))
        yield SPACE
        run = list(self.sitting.playthrough.pages())[::-1]
        for at, after in zip(run, [*run[1:], None], strict=True):
            page = play.view(at)
            read = _read(page, after.choice if after else None, new_first=self.new_first)
            yield Item(text.Sheet(list(read)), str(page.number))

    def here(self) -> int | None:
        """The latest page."""
        return len(self.options.items) - 1

    def go(self, entry: str) -> str:
        """Go back to a page."""
        at = next(p for p in self.sitting.playthrough.pages() if str(p.number) == entry)
        self.sitting.leap(at)
        return ""


def _read(page: StoryPage, chosen: str | None, *, new_first: bool) -> Iterator[Block]:
    if page.opens:
        yield text.block(text.plain(page.scene.title, text.MARK_STRONG))
        date = dated(page.scene.date, new_first=new_first)
        place = ", ".join(part for part in (page.scene.place, date) if part)
        yield text.block(text.plain(place, text.SOFT))
        yield text.GAP
    bar = text.plain("│ ", text.SOFT)
    for paragraph in page.paragraphs:
        body = text.held(text.words(paragraph))
        yield text.block(body, bar, bar) if paragraph.kind == "quote" else text.block(body)
        yield text.GAP
    if page.ending is not None:
        yield text.block(text.plain(f"An ending: {page.ending.title}", text.STRONG))
    taken = next((offer for offer in page.offers if offer.id == chosen), None)
    if taken is not None and taken.id != CONTINUE:
        yield text.block(text.held(text.words(taken.text)), text.plain("› ", text.MARK_STRONG))
        yield text.GAP
