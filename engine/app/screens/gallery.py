"""The gallery: the endings of a book that were found, and how much of it has been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.words import Words
from engine.app.wording import number as in_words
from engine.model.length import share
from engine.saves import SaveError
from engine.saves.progress import local_day
from engine.settings import PACE, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from engine.app.text import Block
    from engine.model.story import Story


class Gallery(Page):
    """What was found has its title; what was not keeps it to itself."""

    NAME = "gallery"
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "#leaf"
    has_list = False

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story

    def compose_leaf(self) -> ComposeResult:
        """How much was read, then the endings in the order of the book."""
        yield Words(id="gallery")

    def fill(self) -> None:
        """Ask what was found and read."""
        saves = self.reader.shelf.saves
        try:
            found, met = saves.endings(self._story.id), saves.met(self._story)
        except SaveError as error:
            found, met = {}, frozenset()
            self.say(str(error))
        pace = number(self.reader.settings, PACE)
        shown = text.Sheet(
            [
                *_title(self._story),
                text.block(text.plain(share(self._story, met, pace))),
                text.GAP,
                *_endings(self._story, found),
            ]
        )
        self.query_one("#gallery", Words).show(shown)
        self.call_after_refresh(self.on_leaf_scrolled)


def _title(story: Story) -> Iterator[Block]:
    about = "What you have read, and the endings you have found"
    yield text.block(text.titled(story.title, about))
    yield text.GAP


def _endings(story: Story, found: Mapping[str, str]) -> Iterator[Block]:
    known = [ending for ending in story.endings.values() if ending.id in found]
    hidden = len(story.endings) - len(known)
    told = f"Endings found: {len(known)} of {len(story.endings)}"
    yield text.block(text.plain(told.upper(), text.SOFT))
    for ending in known:
        yield text.GAP
        yield text.block(
            text.lines(
                text.plain(ending.title, text.STRONG),
                text.plain(ending.summary, text.EMPHASIS),
                text.plain(f"Found on {local_day(found[ending.id])}", text.SOFT),
            ),
            text.plain("✓  ", text.MARK_STRONG),
        )
    if hidden:
        yield text.GAP
        yield text.block(text.plain(_kept_back(hidden, others=bool(known)), text.EMPHASIS))


def _kept_back(hidden: int, *, others: bool) -> str:
    """What is said of the endings that are not found, whether or not others are."""
    if hidden == 1:
        return f"{'One more ending' if others else 'Its ending'} is kept back until you find it."
    many = f"{in_words(hidden).capitalize()} more" if others else f"All {in_words(hidden)}"
    return f"{many} endings are kept back until you find them."
