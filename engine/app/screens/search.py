"""Searching the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text, wording
from engine.app.commands.table import bindings
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.ask import Ask
from engine.app.widgets.keys import Keys
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words
from engine.record.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.timer import Timer

    from engine.app.sitting import Sitting
    from engine.model.record import Claim

IDLE = 0.09
"""Seconds without a key after which the words are looked for."""

MOST = 40
"""Claims shown; a reader who gets more types another word."""

HINT = (
    "Type a name, a place, a work or any words of a claim. Every word must occur; its beginning "
    "is enough. Down goes to what is found, enter opens it."
)
NONE = "No claim in this library has all of these words."


class Search(RecordPage):
    """A line to type on, and what is found under it while one types."""

    NAME = "search"
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "Ask"

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._wait: Timer | None = None
        self._asked = ""

    def compose_leaf(self) -> ComposeResult:
        """A line, and a list."""
        yield Words(text.plain("Search the record", text.MARK_STRONG))
        yield Ask(id="ask")
        yield Options(id="choices")

    def items(self) -> Iterable[Item]:
        """What is found, the likeliest first."""
        if not self._asked.strip():
            yield voices.said(text.plain(HINT, text.SOFT))
            return
        found = search(self._asked, self.sitting.index())
        yield voices.said(text.plain(_counted(found), text.SOFT))
        for claim in found[:MOST]:
            yield SPACE
            yield voices.claim_entry(claim, self.sitting.library)

    def on_input_changed(self, event: Ask.Changed) -> None:
        """Look once the reader pauses, so that no key waits for the search."""
        self._asked = event.value
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(IDLE, self._look)

    def on_descendant_focus(self) -> None:
        """Say at the foot which keys are keys."""
        self.query_one(Keys).typing = isinstance(self.focused, Ask)

    def _look(self) -> None:
        self._wait = None
        with self.app.batch_update():
            self.options.show(self.items())
            self.leaf.go(0)
        self.call_after_refresh(self.on_leaf_scrolled)

    def on_input_submitted(self) -> None:
        """Go to what is found; what is found alone is opened."""
        if self._wait is not None:
            self._wait.stop()
            self._look()
        self._enter_list()
        if sum(item.enabled for item in self.options.items) == 1:
            self.options.action_select()

    def action_list(self) -> None:
        """From the words to what is found."""
        self._enter_list()

    def _enter_list(self) -> None:
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


def _counted(found: tuple[Claim, ...]) -> str:
    if not found:
        return NONE
    count = wording.count(len(found), "claim")
    order = ", the likeliest first" if len(found) > 1 else ""
    more = f"; the first {MOST} are shown" if len(found) > MOST else ""
    return f"{count}{order}{more}."
