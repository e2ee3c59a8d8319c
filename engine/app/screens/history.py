"""The history: all that has been read, in order, with the choices made."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.options import Item, Options
from engine.model.calendar import describe
from engine.play.page import CONTINUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from engine.app.text import Block
    from engine.play.page import Page as StoryPage
    from engine.play.playthrough import Step


class History(Page):
    """One entry a page, so that only what is in sight is drawn; it opens at the latest."""

    NAME = "history"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, pages: Sequence[StoryPage], steps: Sequence[Step]) -> None:
        super().__init__()
        self._pages = pages
        self._chosen = [step.choice for step in steps]

    def compose_leaf(self) -> ComposeResult:
        """Every page."""
        options = Options(id="choices")
        options.show(
            Item(text.Sheet(list(_read(page, chosen))), str(page.number))
            for page, chosen in zip(self._pages, [*self._chosen, None], strict=True)
        )
        yield options

    def fill(self) -> None:
        """Open at the latest page."""
        self.call_after_refresh(self._to_latest)

    def _to_latest(self) -> None:
        options = self.query_one("#choices", Options)
        options.highlighted = len(options.items) - 1
        options.bring_into_sight()


def _read(page: StoryPage, chosen: str | None) -> Iterator[Block]:
    if page.opens:
        yield text.block(text.plain(page.scene.title, text.MARK_STRONG))
        place = [part for part in (page.scene.place, describe(page.scene.date)) if part]
        yield text.block(text.plain(", ".join(place), text.SOFT))
        yield text.GAP
    bar = text.plain("│ ", text.SOFT)
    for paragraph in page.paragraphs:
        body = text.words(paragraph)
        yield text.block(body, bar, bar) if paragraph.kind == "quote" else text.block(body)
        yield text.GAP
    if page.ending is not None:
        yield text.block(text.plain(f"An ending: {page.ending.title}", text.STRONG))
    taken = next((offer for offer in page.offers if offer.id == chosen), None)
    if taken is not None and taken.id != CONTINUE:
        yield text.block(text.words(taken.text), text.plain("› ", text.MARK_STRONG))
        yield text.GAP
