"""The foot of a screen: the keys that matter here, as many as fit, each also a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from engine.app import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.content import Content

    from engine.app.commands.table import Command

GAP = 2
MORE = "▾ more"


class Keys(Widget):
    """One line made from the table of commands.

    Attributes:
        more: Whether there is more to read below.
        waiting: How many claims wait in a margin that is hidden; 0 says nothing.
        typing: Whether letters are words now, and no keys.
    """

    more: reactive[bool] = reactive(default=False)
    waiting: reactive[int] = reactive(0)
    typing: reactive[bool] = reactive(default=False)

    def __init__(self, screen_name: str, commands: Callable[[str], Iterable[Command]]) -> None:
        """Takes the screen's name, and what gives its commands."""
        super().__init__()
        self._screen_name = screen_name
        self._commands = commands
        self._made: dict[tuple[int, bool], list[Content]] = {}

    def render(self) -> Content:
        """The keys that fit, in the order of the table, and whether there is more below."""
        room = self.size.width - (len(MORE) + GAP if self.more else 0)
        shown: list[Content] = []
        now = (self.waiting, self.typing)
        if now not in self._made:
            self._made[now] = self._parts()
        for part in self._made[now]:
            if sum(p.cell_length + GAP for p in shown) + part.cell_length > room:
                break
            shown.append(part)
        line = text.join(shown, " " * GAP)
        if not self.more:
            return line
        space = " " * (self.size.width - line.cell_length - len(MORE))
        return text.line(line, text.plain(space), text.plain(MORE, text.SOFT))

    def _parts(self) -> list[Content]:
        return [
            text.key(command.caption, self._label(command.id, command.label), command.action)
            for command in self._commands(self._screen_name)
            if command.label and not (self.typing and command.typed)
        ]

    def _label(self, command: str, label: str) -> str:
        return f"{label} ({self.waiting})" if command == "margin" and self.waiting else label
