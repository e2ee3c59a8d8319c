"""A dialog that asks for a line of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.keys import Keys
from engine.app.widgets.line_input import LineInput
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Name(Page):
    """A question and a line to answer on; escape answers nothing."""

    NAME = "name"
    BINDINGS: ClassVar = bindings(NAME)
    CSS_PATH: ClassVar = ["page.tcss", "record.tcss"]
    AUTO_FOCUS = "LineInput"

    def __init__(self, asks: str, hint: str, given: str, then: Callable[[str], str]) -> None:
        """Takes the question, what to know, an answer to begin with, and what to do.

        What is done with the answer returns why it cannot be done; the line then stays.
        """
        super().__init__()
        self._asks = asks
        self._hint = hint
        self._given = given
        self._then = then

    def compose_leaf(self) -> ComposeResult:
        """The question, the line, and what to know."""
        yield Words(text.plain(self._asks, text.MARK_STRONG))
        yield LineInput(id="ask")
        yield Words(text.plain(self._hint, text.SOFT), id="hint")

    def fill(self) -> None:
        """Begin with the answer given."""
        line = self.query_one(LineInput)
        line.value = self._given
        line.cursor_position = len(self._given)
        self.query_one(Keys).typing = True

    def on_input_changed(self) -> None:
        """What was said of the answer before says nothing of this one."""
        self.say()

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Go back with the answer, or say why it is none."""
        trouble = self._then(event.value)
        if trouble:
            self.say(trouble)
        elif self.app.screen is self:
            self.dismiss()
