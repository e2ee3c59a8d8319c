"""The help page, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import HEADINGS, HERE, OTHERWISE, WIDGET_HELP, belongs, bindings
from engine.app.screens.page import Page
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from engine.app.commands.table import Command
    from engine.app.text import Block

GAP = 2


class Help(Page):
    """The keys of the screen it was opened from."""

    NAME = "help"
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "#leaf"
    has_list = False

    def __init__(self, about: str) -> None:
        super().__init__()
        self._about = about

    def compose_leaf(self) -> ComposeResult:
        """A line a key, under headings."""
        yield Words(text.Sheet(list(_lines(self._about, self.reader.commands(self._about)))))


def _lines(screen: str, commands: Iterable[Command]) -> Iterator[Block]:
    yield text.block(text.plain("Keys", text.MARK_STRONG))
    parts = _parts(screen, tuple(command for command in commands if command.says))
    wide = max(len(keys) for _, entries in parts for keys, _ in entries) + GAP
    for heading, entries in parts:
        yield text.GAP
        yield text.block(text.plain(heading.upper(), text.SOFT))
        for keys, says in entries:
            yield text.block(text.remark(says), text.plain(keys.ljust(wide), text.STRONG))
    yield text.GAP
    yield text.block(
        text.remark(
            "The margin shows what real sources say about the moment on the page: who said it, "
            "when, through whom it reached us, and who disagrees. Where no source speaks, it "
            "says so. You never need it to follow the story."
        )
    )


def _parts(screen: str, commands: Iterable[Command]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The keys with what they do under their headings, those of the lists before the others."""
    parts: dict[str, list[tuple[str, str]]] = {HERE: [], **{heading: [] for heading in HEADINGS}}
    named = {command.caption for command in commands}
    for keys, says, where in WIDGET_HELP:
        if keys not in named and (not where or belongs(screen, where)):
            parts[HERE].append((keys, says))
    for command in commands:
        heading = next((name for name, ids in HEADINGS.items() if command.id in ids), HERE)
        says = OTHERWISE.get((screen, command.id), command.says)
        parts[heading].append((command.caption, says))
    return [(heading, entries) for heading, entries in parts.items() if entries]
