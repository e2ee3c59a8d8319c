"""The footer: as many keys as fit, the most useful first, each also a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from engine.app import text
from engine.app.commands import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.content import Content

    from engine.app.commands.table import Command

GAP = 2
MORE, MORE_BRIEFLY = "▾ more", "▾"
ROOM = 60
"""Columns from which there is room to say it in full."""

FIRST = ("choose", "back", "close", "help", "page", "open")
"""Where a list leads, the ways out, the page of keys: a narrow window leaves others out first."""

FROM_WORDS, AMONG = "list", "open"
"""The command that leads on from the words while they are typed, and one for what was found."""
CHOOSING = frozenset((FROM_WORDS, AMONG, "choose"))
"""What can be done only with an entry of a list."""

COVERED = {"undo": "", "close": "close"}
"""What some commands are called while a drawer lies over the page; nothing if they rest."""
WALKED = {"claim": "next claim", "close": "close"}
"""The same while the reader goes from claim to claim."""
OPENING = (0, text.key("enter", "open", "screen.open"))
"""What can be done with the claim that one has come to: its list has the key."""


class Keys(Widget):
    """One line made from the table of commands.

    Attributes:
        more: Whether there is more to read below.
        waiting: How many claims wait in a margin that is hidden; 0 says nothing.
        typing: Whether letters are words now, and no keys.
        covered: Whether a drawer lies over the page, which can be closed.
        idle: Whether there is nothing to choose on the page.
        walking: Whether the reader goes from claim to claim.
    """

    more: reactive[bool] = reactive(default=False)
    waiting: reactive[int] = reactive(0)
    typing: reactive[bool] = reactive(default=False)
    covered: reactive[bool] = reactive(default=False)
    idle: reactive[bool] = reactive(default=False)
    walking: reactive[bool] = reactive(default=False)

    def __init__(self, screen_name: str, commands: Callable[[str], Iterable[Command]]) -> None:
        """Takes the screen's name, and what gives its commands."""
        super().__init__()
        self._screen_name = screen_name
        self._commands = commands
        self._made: dict[tuple[int, bool, bool, bool, bool], list[tuple[int, Content]]] = {}

    def render(self) -> Content:
        """The keys that fit, in the order of the table, and whether there is more below."""
        width = self.size.width
        more = "" if not self.more else MORE if width >= ROOM else MORE_BRIEFLY
        line = text.join(self._fitting(width - (len(more) + GAP if more else 0)), " " * GAP)
        space = " " * (width - line.cell_length - len(more))
        return text.line(line, text.plain(space), text.plain(more, text.SOFT)) if more else line

    def _fitting(self, room: int) -> list[Content]:
        """As many keys as there is room for: those that matter most, then the first of the rest."""
        parts = self._now()
        left, shown = room + GAP, []
        for number in sorted(range(len(parts)), key=lambda number: parts[number][0]):
            length = parts[number][1].cell_length + GAP
            if length > left:
                break
            left -= length
            shown.append(number)
        return [parts[number][1] for number in sorted(shown)]

    def _now(self) -> list[tuple[int, Content]]:
        """The parts as they are now."""
        now = (self.waiting, self.typing, self.covered, self.idle, self.walking)
        if now not in self._made:
            self._made[now] = self._parts()
        return self._made[now]

    def _parts(self) -> list[tuple[int, Content]]:
        """Every key that does something here, and how many come before it where room is short."""
        found = [
            (_rank(command), text.key(command.caption, label, command.action))
            for command in self._commands(self._screen_name)
            if (label := self._label(command)) and not (self.typing and command.typed)
        ]
        return [OPENING, *found] if self.walking else found

    def _label(self, command: Command) -> str:
        """What a command is called here; nothing if it does nothing here."""
        if command.id in {self._screen_name, AMONG if self.typing else FROM_WORDS}:
            return ""
        if self.idle and command.id in CHOOSING:
            return ""
        label = table.label(command, self._screen_name)
        label = COVERED.get(command.id, label) if self.covered else label
        label = WALKED.get(command.id, label) if self.walking else label
        waits = command.id == "margin" and self.waiting
        return f"{label} ({self.waiting})" if waits else label


def _rank(command: Command) -> int:
    return FIRST.index(command.id) if command.id in FIRST else len(FIRST)
