"""The base of lists with dates, which follow the calendar that the reader has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app.widgets.options import Item


class DatedList(Page):
    """A list whose dates follow the calendar that was chosen."""

    dated: bool | None = None
    """Whether New Style comes first in the dates that are shown, once any are."""

    def items(self) -> Iterable[Item]:
        """The entries."""
        return ()

    def on_screen_resume(self) -> None:
        """Follow a calendar that was chosen since."""
        if self.dated not in {None, self.new_first}:
            self.refill()

    def refill(self) -> None:
        """Show the entries anew, where the reader is among them."""
        self.dated = self.new_first
        with self.app.batch_update():
            self.options.renew(self.items())
        self.call_after_refresh(self.on_leaf_scrolled)
