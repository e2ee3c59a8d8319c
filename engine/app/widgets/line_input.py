"""An input line for words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from engine.document.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

LONGEST = 200
"""As many characters as anybody looks for."""


class LineInput(Input, inherit_bindings=False):
    """A line to type or paste on, made safe to show; it puts nothing on the clipboard.

    Attributes:
        EDITS: What each key does that writes nothing. It is done here, in its turn: Textual's
            bindings would do it after the letters that come behind it on a slow line.
    """

    EDITS: ClassVar[Mapping[str, str]] = {
        "left": "cursor_left",
        "right": "cursor_right",
        "home": "home",
        "ctrl+a": "home",
        "end": "end",
        "ctrl+e": "end",
        "backspace": "delete_left",
        "delete": "delete_right",
        "ctrl+d": "delete_right",
        "ctrl+w": "delete_left_word",
        "ctrl+u": "delete_left_all",
        "enter": "submit",
        "down": "screen.list",
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name for it)
        super().__init__(id=id, compact=True, max_length=LONGEST, select_on_focus=False)
        self.cursor_blink = False

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does that writes nothing."""
        action = self.EDITS.get(event.key)
        if action is not None:
            event.stop()
            await self.run_action(action)

    def validate_value(self, value: str) -> str:
        """Nothing that could act on a terminal is kept."""
        return visible(value).replace("\n", " ")
