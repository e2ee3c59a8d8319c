"""A page of the record: a list of what can be read and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app.screens.dated_list import DatedList
from engine.app.screens.with_record import WithRecord
from engine.app.widgets.options import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult


class RecordPage(WithRecord, DatedList):
    """A page of the record: one list, in which what can be opened can be highlighted."""

    CSS_PATH: ClassVar = ["page.tcss", "record.tcss"]

    def compose_leaf(self) -> ComposeResult:
        """The list."""
        yield Options(id="choices")

    def fill(self) -> None:
        """Show the entries."""
        self.dated = self.new_first
        self.options.show(self.items())
        self.call_after_refresh(self.on_leaf_scrolled)

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Open a claim or a source over this page."""
        self.open_entry(self.options.items[event.option_index].id)

    def open_entry(self, entry: str) -> None:
        """Open what an entry stands for."""
        from engine.app.widgets.voices import CLAIM, SOURCE  # noqa: PLC0415  (a page has none)

        library = self.sitting.library
        claim = library.claim(entry.removeprefix(CLAIM)) if entry.startswith(CLAIM) else None
        source = library.sources.get(entry.removeprefix(SOURCE))
        if claim is not None:
            self.open_claim(claim)
        elif source is not None and entry.startswith(SOURCE):
            self.open_source(source)
