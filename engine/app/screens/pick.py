"""A dialog that asks for one of several answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.options import SPACE, Item, Options
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult


class Pick(Page):
    """A question and its answers; escape answers nothing."""

    NAME = "pick"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(
        self, asks: str, answers: Sequence[tuple[str, str]], then: Callable[[str], None]
    ) -> None:
        """Takes the question, each answer as what it stands for and what it says, and what to do.

        An answer that stands for nothing is a heading.
        """
        super().__init__()
        self._asks = asks
        self._answers = answers
        self._then = then

    def compose_leaf(self) -> ComposeResult:
        """The question, then the answers."""
        yield Words(text.plain(self._asks, text.MARK_STRONG), id="asks")
        yield Options(id="choices")

    def fill(self) -> None:
        """Show the answers."""
        items = list(self._items())
        first = next((n for n, item in enumerate(items) if item.enabled), None)
        self.options.show(items, first)

    def _items(self) -> Iterator[Item]:
        for answer, said in self._answers:
            if not answer:
                yield SPACE
                yield Item(text.plain(said.upper(), text.SOFT), enabled=False)
            else:
                yield Item(text.plain(said), answer)

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Go back with the answer."""
        answer = self.options.items[event.option_index].id
        self.dismiss()
        self._then(answer)
