"""Searching what has been read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from engine.app import text, wording
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets import voices
from engine.app.widgets.ask import Ask
from engine.app.widgets.keys import Keys
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.play.recall import recall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.content import Content
    from textual.timer import Timer

    from engine.app.sitting import Sitting
    from engine.play.recall import Recalled

IDLE = 0.09
"""Seconds without a key after which the words are looked for."""
MOST = 30
"""Passages shown; a reader who gets more types another word."""
HINT = (
    "Type any words of a page that you have read. Every word must stand in one paragraph; its "
    "beginning is enough. Down goes to what is found, enter opens the page."
)
NONE = "No paragraph that you have read has all of these words."


class Find(Page):
    """A line to type on, and the passages found under it while one types."""

    NAME = "find"
    CSS_PATH: ClassVar = ["page.tcss", "record.tcss"]
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "Ask"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._wait: Timer | None = None
        self._asked = ""

    def compose_leaf(self) -> ComposeResult:
        """A line, and a list."""
        yield Words(text.plain("Find in what you have read", text.MARK_STRONG))
        yield Ask(id="ask")
        yield Options(id="choices")

    @property
    def options(self) -> Options:
        """The list."""
        return self.query_one("#choices", Options)

    def fill(self) -> None:
        """Say how it is done, or show what is found, the latest page first."""
        with self.app.batch_update():
            self.options.show(self._items())
            self.leaf.go(0)
        self.call_after_refresh(self.on_leaf_scrolled)

    def _items(self) -> Iterator[Item]:
        if not self._asked.strip():
            yield voices.said(text.plain(HINT, text.SOFT))
            return
        found = list(islice(recall(self._asked, self._sitting.playthrough), MOST + 1))
        yield voices.said(text.plain(_counted(len(found)), text.SOFT))
        for one in found[:MOST]:
            yield SPACE
            yield Item(voices.leading(_quoted(one)), str(one.page.number))

    def on_input_changed(self, event: Ask.Changed) -> None:
        """Look once the reader pauses, so that no key waits for the search."""
        self._asked = event.value
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(IDLE, self.fill)

    def on_descendant_focus(self) -> None:
        """Say at the foot which keys are keys."""
        self.query_one(Keys).typing = isinstance(self.focused, Ask)

    def on_input_submitted(self) -> None:
        """Go to what is found."""
        if self._wait is not None:
            self._wait.stop()
        self.fill()
        self.action_list()

    def action_list(self) -> None:
        """From the words to what is found."""
        first = next((n for n, item in enumerate(self.options.items) if item.enabled), None)
        if first is not None:
            self.options.highlighted = first
            self.options.focus()
            self.call_after_refresh(self.options.bring_into_sight)

    def action_ask(self) -> None:
        """Back to the words."""
        self.options.highlighted = None
        self.leaf.go(0)
        self.query_one(Ask).focus()

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Open the page of what was found."""
        from engine.app.screens.past import Past  # noqa: PLC0415  (when first opened)

        number = int(self.options.items[event.option_index].id)
        self.app.push_screen(Past(self._sitting, number, self._asked))


def _counted(found: int) -> str:
    if not found:
        return NONE
    if found > MOST:
        return f"More than {MOST} passages: these are the latest."
    order = ", the latest first" if found > 1 else ""
    return f"{wording.count(found, 'passage')}{order}."


def _quoted(one: Recalled) -> Content:
    """The words around what was found, and the page that they stand on."""
    start, end = one.around
    said = text.found(text.words(one.paragraph), one.spans)
    cut = text.line(
        text.plain("…" if start else ""),
        said[start:end],
        text.plain("…" if end < len(said) else ""),
    )
    where = f"Page {one.page.number}, {one.page.scene.title}"
    return text.lines(cut, text.plain(where, text.SOFT))
