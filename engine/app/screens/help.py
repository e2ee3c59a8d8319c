"""The help page, made from the table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import OTHERWISE, WIDGET_HELP, belongs, bindings
from engine.app.screens.page import Page
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from engine.app.commands.table import Command
    from engine.app.text import Block

COLUMN = 12


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
        """A line a key."""
        yield Words(text.Sheet(list(_lines(self._about, self.reader.commands(self._about)))))


def _lines(screen: str, commands: Iterable[Command]) -> Iterator[Block]:
    yield text.block(text.plain("Keys", text.MARK_STRONG))
    yield text.GAP
    own = [
        (command.caption, OTHERWISE.get((screen, command.id), command.says))
        for command in commands
        if command.says
    ]
    named = {keys for keys, _ in own}
    lists = [
        (keys, says)
        for keys, says, where in WIDGET_HELP
        if keys not in named and (not where or belongs(screen, where))
    ]
    for keys, says in (*lists, *own):
        lead = text.plain(keys.ljust(COLUMN), text.STRONG)
        yield text.block(text.plain(says), lead)
    yield text.GAP
    yield text.block(
        text.plain(
            "The margin shows what real sources say about the moment on the page: who said it, "
            "when, through whom it reached us, and who disagrees. Where no source speaks, it "
            "says so. You never need it to follow the story."
        )
    )
