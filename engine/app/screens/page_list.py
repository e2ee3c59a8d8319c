"""The base of history, map, branches and saves: a list of pages that one can go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app.screens.dated_list import DatedList
from engine.app.widgets.options import Options

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from engine.app.sitting import Sitting


class PageList(DatedList):
    """A list that opens where the reader is; enter goes to what is highlighted."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def compose_leaf(self) -> ComposeResult:
        """The list."""
        options = Options(id="choices")
        self.dated = self.new_first
        options.show(self.items())
        yield options

    def here(self) -> int | None:
        """The entry to open at."""
        return None

    def fill(self) -> None:
        """Open where the reader is."""
        self.call_after_refresh(self._to_here)

    def _to_here(self) -> None:
        options, here = self.options, self.here()
        if here is not None:
            options.highlighted = here
            options.bring_into_sight()
        self.on_leaf_scrolled()

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        """Choose it."""
        self.choose(self.options.items[event.option_index].id)

    def choose(self, entry: str) -> None:
        """Go to what an entry stands for, and back to reading."""
        trouble = self.go(entry)
        if trouble:
            self.say(trouble)
        else:
            self.arrive()

    def arrive(self) -> None:
        """Show the page that was gone to."""
        if any(getattr(screen, "NAME", "") == "reading" for screen in self.app.screen_stack):
            self.reader.back_to("reading")
        else:
            self.dismiss()
            self.reader.read(self.sitting)

    def go(self, entry: str) -> str:
        """Go to what an entry stands for; why that cannot be, if it cannot."""
        raise NotImplementedError(entry)

    # From one of these screens to another

    def action_history(self) -> None:
        """The pages read, in order."""
        from engine.app.screens.history import History  # noqa: PLC0415  (when first opened)

        self.app.switch_screen(History(self.sitting))

    def action_map(self) -> None:
        """The map."""
        from engine.app.screens.map import MapPage  # noqa: PLC0415  (when first opened)

        self.app.switch_screen(MapPage(self.sitting))

    def action_branches(self) -> None:
        """The branches."""
        from engine.app.screens.branches import Branches  # noqa: PLC0415  (when first opened)

        self.app.switch_screen(Branches(self.sitting))
