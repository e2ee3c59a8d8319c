"""What the pages of the record have: a list to go through, and the ways on from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app.screens.page import Page
from engine.app.widgets.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from engine.app.sitting import Sitting
    from engine.app.widgets.options import Item
    from engine.model.record import Claim, Source
    from engine.model.story import Citation


class WithRecord(Page):
    """A page from which the record can be opened; escape comes back to it as it was."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def open_claim(self, claim: Claim, citation: Citation | None = None) -> None:
        """Open a claim, with why it stands beside the page where it does."""
        from engine.app.screens.claim import ClaimPage  # noqa: PLC0415  (when first opened)

        self.app.push_screen(ClaimPage(self.sitting, claim, citation))

    def open_source(self, source: Source) -> None:
        """Open the page of a source."""
        from engine.app.screens.source import SourcePage  # noqa: PLC0415  (when first opened)

        self.app.push_screen(SourcePage(self.sitting, source))

    def action_search(self) -> None:
        """Search the record."""
        from engine.app.screens.search import Search  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Search(self.sitting))

    def action_timeline(self) -> None:
        """Show what was read and met by its date."""
        from engine.app.screens.timeline import TimelinePage  # noqa: PLC0415  (when first opened)

        self.app.push_screen(TimelinePage(self.sitting))

    def action_notebook(self) -> None:
        """Show what was met and opened."""
        from engine.app.screens.notebook import NotebookPage  # noqa: PLC0415  (when first opened)

        self.app.push_screen(NotebookPage(self.sitting))

    def action_page(self) -> None:
        """Go straight back to the page that is being read."""
        self.reader.back_to("reading", "draft")


class RecordPage(WithRecord):
    """A page of the record: one list, in which what can be opened can be highlighted."""

    CSS_PATH: ClassVar = ["page.tcss", "record.tcss"]

    _dated: bool | None = None
    """Whether New Style comes first in the dates that are shown, once any are."""

    def compose_leaf(self) -> ComposeResult:
        """The list."""
        yield Options(id="choices")

    @property
    def options(self) -> Options:
        """The list."""
        return self.query_one("#choices", Options)

    def fill(self) -> None:
        """Show the entries."""
        self._dated = self.new_first
        self.options.show(self.items())
        self.call_after_refresh(self.on_leaf_scrolled)

    def on_screen_resume(self) -> None:
        """Follow a calendar that was chosen since."""
        if self._dated not in {None, self.new_first}:
            self.refill()

    def refill(self) -> None:
        """Show the entries anew, where the reader is among them."""
        self._dated = self.new_first
        with self.app.batch_update():
            self.options.renew(self.items())
        self.call_after_refresh(self.on_leaf_scrolled)

    def items(self) -> Iterable[Item]:
        """What there is to read and to open."""
        return ()

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
