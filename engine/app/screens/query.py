"""The base of the screens that search: an input line, and the results below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.keys import Keys
from engine.app.widgets.line_input import LineInput
from engine.app.widgets.options import Options
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.timer import Timer

    from engine.app.sitting import Sitting
    from engine.app.widgets.options import Item

IDLE = 0.09
"""Seconds without a key after which the words are looked for."""


class QueryPage(RecordPage):
    """A page with a search line and its results.

    Attributes:
        HEADING: What it looks through.
        HINT: What can be typed, before anything is.
    """

    AUTO_FOCUS = "LineInput"
    HEADING: ClassVar[str]
    HINT: ClassVar[str]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._wait: Timer | None = None
        self.query_text = ""

    def compose_leaf(self) -> ComposeResult:
        """A line, and a list."""
        yield Words(text.plain(self.HEADING, text.MARK_STRONG))
        yield LineInput(id="ask")
        yield Options(id="choices")

    def items(self) -> Iterable[Item]:
        """How it is done, or what is found."""
        if self.query_text.strip():
            yield from self.found()
        else:
            yield voices.said(text.plain(self.HINT, text.SOFT))

    def found(self) -> Iterable[Item]:
        """How much is found for what was typed, and what."""
        raise NotImplementedError

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Look once the reader pauses, so that no key waits for the search."""
        self.query_text = event.value
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(IDLE, self._look)

    def on_descendant_focus(self) -> None:
        """Say at the foot which keys are keys."""
        self.query_one(Keys).typing = isinstance(self.focused, LineInput)

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
        self.action_list()
        found = [at for at, item in enumerate(self.options.items) if item.enabled]
        if len(found) == 1:
            self.options.choose(found[0])

    def action_list(self) -> None:
        """From the words to what is found."""
        if self.options.first is not None:
            self.options.highlighted = self.options.first
            self.options.focus()
            self.call_after_refresh(self.options.bring_into_sight)

    def action_ask(self) -> None:
        """Back to the words."""
        self.options.highlighted = None
        self.leaf.go(0)
        self.query_one(LineInput).focus()
