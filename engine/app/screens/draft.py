"""The reading screen of an author: it follows saved files, and can show the state behind a page."""

from __future__ import annotations

from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, ClassVar

from textual.app import SuspendNotSupported
from textual.message import Message

from engine.app.commands.table import bindings
from engine.app.screens.page import WIDE
from engine.app.screens.reading import Reading
from engine.app.sitting import Sitting
from engine.app.widgets.findings_panel import FindingsPanel
from engine.app.widgets.inspector import Inspector
from engine.play.inspection import inspect

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from engine.app.screens.findings import Findings
    from engine.app.widgets.leaf import Leaf
    from engine.author.draft import Draft, Edition
    from engine.play.playthrough import Playthrough

OPENED = "A draft: no place is kept."
NOT_LENT = "This terminal cannot be lent to an editor."


class DraftPage(Reading):
    """A story being played by who writes it; an error never closes it."""

    NAME = "draft"
    CSS_PATH: ClassVar = ["page.tcss", "reading.tcss", "draft.tcss"]
    BINDINGS: ClassVar = bindings(NAME)

    class Saved(Message):
        """Files were saved, and the story was read again."""

        def __init__(self, edition: Edition) -> None:
            super().__init__()
            self.edition = edition

    def __init__(self, draft: Draft) -> None:
        edition = draft.edition
        assert edition.book is not None  # noqa: S101  (what cannot be played is never opened)
        sitting = Sitting(draft.begin(edition.book), edition.library, draft.saves)
        sitting.turn_to(sitting.playthrough)
        super().__init__(sitting, (OPENED,))
        self.draft = draft
        self._inspecting = False
        self._listed: Findings | None = None
        self._left = Event()

    def compose_beside(self) -> ComposeResult:
        """The margin, and what can stand in its place."""
        yield from super().compose_beside()
        yield Inspector(id="inspector", can_focus=True)

    def compose_below(self) -> ComposeResult:
        """What is wrong."""
        yield FindingsPanel(id="findings")

    def fill(self) -> None:
        """Show the first page, and look out for what is saved."""
        super().fill()
        self._show_errors(self.draft.edition)
        if self.draft.watched:
            Thread(target=self._watch, daemon=True).start()

    def on_unmount(self) -> None:
        """Look no more."""
        self._left.set()

    def _watch(self) -> None:
        """Look again and again, beside the screen; what is found goes to it as a message."""
        while not self._left.wait(self.draft.pause):
            edition = self.draft.look()
            if edition is not None:
                with suppress(RuntimeError):  # the app has just been left
                    self.post_message(self.Saved(edition))

    def on_draft_page_saved(self, event: Saved) -> None:
        """Show the page as it is now; where the story has errors, it stays as it was."""
        edition = event.edition
        lost: tuple[str, ...] = ()
        if edition.book is not None:
            at, lost = self.draft.carry(self.sitting.playthrough, edition.book)
            self._turn_over(at, edition)
        self._show_errors(edition)
        if self._listed is not None and self._listed.is_current:
            self._listed.renew(edition.summary, edition.findings, edition.texts)
        self.say(edition.news, *lost)

    def _turn_over(self, at: Playthrough, edition: Edition) -> None:
        """Show another edition of the page, with the reader where they were on it."""
        choices = self.options
        moment, chosen = self.sitting.playthrough.moment, choices.item
        self.sitting.renew(at, edition.library)
        self._show(anew=at.moment != moment)
        if at.moment == moment and chosen is not None:
            same = (n for n, i in enumerate(choices.items) if i.id == chosen.id and i.enabled)
            choices.highlighted = next(same, choices.highlighted)

    def _show_errors(self, edition: Edition) -> None:
        self.query_one(FindingsPanel).show(edition.errors, edition.texts)
        self.call_after_refresh(self.on_leaf_scrolled)

    def _show(self, *, anew: bool = True) -> None:
        """Show the page, and what is behind it where that is asked for."""
        super()._show(anew=anew)
        if self._inspecting:
            self._inspect()

    # The inspector's place is the margin's

    @property
    def front(self) -> Leaf:
        """The inspector while it covers the page."""
        covered = self._inspecting and not self._beside
        return self.query_one(Inspector) if covered else super().front

    def _inspect(self) -> None:
        self.query_one(Inspector).show(inspect(self.sitting.playthrough))

    def _place_inspector(self, *, shown: bool) -> None:
        self._inspecting = shown
        self.set_class(shown, "-inspecting")
        if shown:
            self._inspect()
        self.call_after_refresh(self.on_leaf_scrolled)

    def action_inspect(self) -> None:
        """Show what is behind the page, or the margin again."""
        self._place_inspector(shown=not self._inspecting)
        front = self.query_one(Inspector) if self.front is not self.leaf else None
        (front or self.options).focus()

    def action_margin(self) -> None:
        """Show the margin instead of what is behind the page, else as for a reader."""
        instead = self._inspecting
        self._place_inspector(shown=False)
        if not (instead and self.margin_open):
            super().action_margin()

    def action_claim(self, direction: int) -> None:
        """Go to a claim, which stands in the margin."""
        self._place_inspector(shown=False)
        super().action_claim(direction)

    def action_close(self) -> None:
        """Close what stands beside the page and below it."""
        self._place_inspector(shown=False)
        self.query_one(FindingsPanel).display = False
        super().action_close()

    def on_resize(self, event: events.Resize) -> None:
        """Give the keys back where the inspector no longer covers the page."""
        super().on_resize(event)
        if self._inspecting and event.size.width >= WIDE:
            self.options.focus()

    # What an author does

    def action_edit(self) -> None:
        """Open what is to be mended, or this moment, in the author's editor."""
        place = self.draft.place(self.sitting.playthrough)
        try:
            trouble = self.draft.edit(place, self.app.suspend)
        except SuspendNotSupported:
            trouble = NOT_LENT
        self.say(trouble)

    def action_golden(self) -> None:
        """Write this playthrough down, and say where."""
        self.say(self.draft.record(self.sitting.playthrough))

    def action_findings(self) -> None:
        """Show all that is wrong with the story."""
        from engine.app.screens.findings import Findings  # noqa: PLC0415  (when first opened)

        edition = self.draft.edition
        if edition.findings:
            self._listed = Findings(edition.summary, edition.findings, edition.texts)
            self.app.push_screen(self._listed)
        else:
            self.say("Nothing is wrong with the story.")

    def action_again(self) -> None:
        """Begin again where the author began."""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.sitting.turn_to(self.draft.begin(self.sitting.playthrough.book))
        self._show()
