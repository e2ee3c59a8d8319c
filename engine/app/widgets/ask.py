"""A line to type words on."""

from __future__ import annotations

from typing import ClassVar

from textual.widgets import Input

from engine.document.visible import visible

LONGEST = 200
"""As many characters as anybody looks for."""


class Ask(Input, inherit_bindings=False):
    """What is typed or pasted goes through the gate; nothing is put on the clipboard."""

    BINDINGS: ClassVar = [
        ("left", "cursor_left", ""),
        ("right", "cursor_right", ""),
        ("home,ctrl+a", "home", ""),
        ("end,ctrl+e", "end", ""),
        ("backspace", "delete_left", ""),
        ("delete,ctrl+d", "delete_right", ""),
        ("ctrl+w", "delete_left_word", ""),
        ("ctrl+u", "delete_left_all", ""),
        ("enter", "submit", ""),
        ("down", "screen.list", ""),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name for it)
        super().__init__(id=id, compact=True, max_length=LONGEST, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Nothing that could act on a terminal is kept."""
        return visible(value).replace("\n", " ")
