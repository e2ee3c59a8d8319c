"""The base of screens from which the record can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app.screens.page import Page

if TYPE_CHECKING:
    from engine.app.sitting import Sitting
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
