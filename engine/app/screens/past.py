"""A page that was read, shown again without going back in the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine import play
from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.prose import Prose
from engine.app.widgets.words import Words
from engine.play.page import CONTINUE
from engine.settings import PARAGRAPHS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.play.page import Page as StoryPage


class Past(Page):
    """The text of one page, with the words that were looked for; the arrows leaf on."""

    NAME = "past"
    CSS_PATH: ClassVar = ["page.tcss", "past.tcss"]
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "#leaf"
    has_list = False

    def __init__(self, sitting: Sitting, number: int, asked: str = "") -> None:
        super().__init__()
        self._run = list(sitting.playthrough.pages())[::-1]
        self._at = number - 1
        self._asked = asked

    def compose_leaf(self) -> ComposeResult:
        """Where it is, the prose, and what was chosen."""
        yield Words(id="head")
        yield Prose(id="prose")
        yield Words(id="chosen")

    def fill(self) -> None:
        """Show the page."""
        page = play.view(self._run[self._at])
        indented = self.reader.settings.get(PARAGRAPHS) == "indented"
        with self.app.batch_update():
            self.query_one("#head", Words).show(_head(page, len(self._run)))
            self.query_one(Prose).show(page.paragraphs, {}, indented=indented, asked=self._asked)
            self.query_one("#chosen", Words).show(self._chosen(page))
            self.leaf.go(0)
        self.call_after_refresh(self.on_leaf_scrolled)

    def _chosen(self, page: StoryPage) -> Content:
        """What led to the page after this one."""
        after = self._run[self._at + 1 : self._at + 2]
        taken = after[0].choice if after else None
        offer = next((offer for offer in page.offers if offer.id == taken), None)
        if page.ending is not None:
            return text.plain(f"An ending: {page.ending.title}", text.STRONG)
        if offer is None or offer.id == CONTINUE:
            return text.plain(" ")
        return text.line(text.plain("› ", text.MARK_STRONG), text.words(offer.text))

    def action_leaf(self, step: int) -> None:
        """Go to the page before or after."""
        at = self._at + step
        if 0 <= at < len(self._run):
            self._at = at
            self.say()
            self.fill()
        else:
            self.say("This is the first page." if step < 0 else "You have read no further.")


def _head(page: StoryPage, pages: int) -> Content:
    return text.titled(page.scene.title, f"Page {page.number} of {pages} that you have read")
