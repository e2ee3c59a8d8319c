"""The command palette: every command of a screen by its name, filtered as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.actions import parse

from engine.app import text
from engine.app.commands.finding import found
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.keys import Keys
from engine.app.widgets.line_input import LineInput
from engine.app.widgets.options import Item, Options
from engine.app.widgets.words import Words
from engine.play.recall import places

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from engine.app.commands.table import Command

HEADING = "What you can do here"
NOTHING = "Nothing that can be done here has these words."
GAP = 2


class Line(LineInput):
    """What is looked for; the arrows go through what is found meanwhile."""

    EDITS: ClassVar = {**LineInput.EDITS, "up": "screen.go(-1)", "down": "screen.go(1)"}


class Palette(Page):
    """The commands of the page it was opened from: those that the foot names, then the others."""

    NAME = "palette"
    CSS_PATH: ClassVar = ["page.tcss", "record.tcss"]
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "Line"

    def __init__(self, below: Page) -> None:
        super().__init__()
        offered = (c for c in self.reader.commands(below.NAME) if _is_of_use(c, below))
        self._commands = sorted(offered, key=lambda command: not command.label)
        self._wide = max(len(command.caption) for command in self._commands) + GAP

    def compose_leaf(self) -> ComposeResult:
        """A line, and a list."""
        yield Words(text.plain(HEADING, text.MARK_STRONG))
        yield Line(id="ask")
        yield Options(id="choices", led=True)

    def fill(self) -> None:
        """Show all of them."""
        self.query_one(Keys).typing = True
        self._look("")

    def on_input_changed(self, event: Line.Changed) -> None:
        """Show those that have the words."""
        with self.app.batch_update():
            self._look(event.value)
            self.leaf.go(0)
        self.call_after_refresh(self.on_leaf_scrolled)

    def _look(self, asked: str) -> None:
        items = [self._item(command, asked) for command in found(asked, self._commands)]
        none = Item(text.plain(NOTHING, text.SOFT), enabled=False)
        self.options.show(items or [none], 0 if items else None)

    def _item(self, command: Command, asked: str) -> Item:
        name = text.found(text.plain(command.name), places(asked, command.name))
        lead = text.plain(command.caption.ljust(self._wide), text.MARK_STRONG)
        return Item(text.Sheet([text.block(name, lead)]), command.action)

    def action_go(self, direction: int) -> None:
        """Go through what is found."""
        if direction > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()

    def on_input_submitted(self) -> None:
        """Do what is highlighted."""
        self.action_do()

    def on_option_list_option_selected(self) -> None:
        """Do what was clicked on."""
        self.action_do()

    def action_do(self) -> None:
        """Go back to the page, and do there what is highlighted."""
        chosen = self.options.item
        if chosen is not None:
            self.dismiss()
            self.reader.call_later(self.reader.run_action, chosen.id)


def _is_of_use(command: Command, below: Page) -> bool:
    """Whether a command does something on a page."""
    if not command.says or command.id in {"palette", below.NAME}:
        return False
    namespace, action, parameters = parse(command.action)
    return namespace != "screen" or below.check_action(action, parameters) is not False
