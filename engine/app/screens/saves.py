"""The places kept in a book: save one under a name, open, rename and delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.name import Name
from engine.app.screens.page_list import PageList
from engine.app.screens.pick import Pick
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.saves import NameTakenError, SaveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.saves import Progress

SAVE = "save"
PLACE = "place:"
ABOUT = "Where you are is always kept by itself. What you keep under a name stays there."
NOTHING = "No place is kept of this book yet."
HINT = "Enter keeps it."
ALONE, WHOLE = "alone", "whole"
FORMS = (
    (ALONE, "The place, and the way to it"),
    (WHOLE, "All that you tried in this reading besides, as its branches"),
)
"""How much of a reading a file holds."""
YES, NO = "yes", "no"


class SavesPage(PageList):
    """The first entry saves; every other opens a place."""

    NAME = "saves"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting, *, begun: bool = True) -> None:
        """Takes the reading, and whether it was begun, so that there is a page to keep."""
        self._begun = begun
        super().__init__(sitting)

    def items(self) -> Iterator[Item]:
        """What can be saved, then what was."""
        self._places = self.sitting.places()
        yield voices.said(text.titled("Places kept", ABOUT))
        if self._begun:
            yield SPACE
            yield self._this_page()
        elif not self._places:
            yield SPACE
            yield voices.said(text.plain(NOTHING, text.EMPHASIS))
        for place in self._places:
            if place.slot != self.sitting.slot:
                yield SPACE
                yield _entry(_place(place), f"{PLACE}{place.slot}")

    def _this_page(self) -> Item:
        page = self.sitting.page()
        where = f"Page {page.number}: {page.scene.title}. {page.scene.place}."
        save = text.lines(text.plain("Keep this page under a name"), text.remark(where, text.SOFT))
        return _entry(save, SAVE)

    def here(self) -> int | None:
        """The entry that saves, or the first place."""
        return self.options.first

    def _refill(self, *said: str) -> None:
        self.refill()
        self.say(*said)

    def go(self, entry: str) -> str:
        """Open a place."""
        return self.sitting.open_place(entry.removeprefix(PLACE))

    def choose(self, entry: str) -> None:
        """Save here, or open a place."""
        if entry == SAVE:
            self._ask_name("Keep this page as", "", self._save)
        else:
            super().choose(entry)

    @property
    def _highlighted(self) -> str:
        """The place that is highlighted; empty if none is."""
        item = self.options.item
        found = item is not None and item.id.startswith(PLACE)
        return item.id.removeprefix(PLACE) if item is not None and found else ""

    def _on_place(self, deed: Callable[[str], None]) -> None:
        """Do something to what is highlighted, or say that nothing is."""
        if self._highlighted:
            deed(self._highlighted)
        else:
            self.say("Highlight one of the places first.")

    def _ask_name(self, asks: str, given: str, then: Callable[[str], str]) -> None:
        self.app.push_screen(Name(asks, HINT, given, then))

    # Saving

    def _save(self, name: str) -> str:
        """Save here; where the name is taken, ask first."""
        try:
            kept = self.sitting.save(name)
        except NameTakenError as error:
            answers = ((NO, "Leave it as it is"), (YES, "Keep this page in its stead"))
            self.app.pop_screen()
            self.app.push_screen(Pick(str(error), answers, lambda yes: self._instead(name, yes)))
        except SaveError as error:
            return str(error)
        else:
            self._refill(f"Kept as “{kept}”.")
        return ""

    def _instead(self, name: str, answer: str) -> None:
        if answer == YES:
            self._attempt(lambda: f"Kept as “{self.sitting.save(name, instead=True)}”.")

    def _attempt(self, deed: Callable[[], str]) -> None:
        """Do something, and say what came of it."""
        try:
            said = deed()
        except SaveError as error:
            said = str(error)
        self._refill(said)

    # Files

    def action_export(self) -> None:
        """Write what is highlighted, else where the reader is, to a file."""
        name = self._highlighted or self.sitting.slot
        try:
            alone, whole = (
                self.sitting.saves.export(self.sitting.story, name, branches=branches)
                for branches in (False, True)
            )
        except SaveError as error:
            self.say(str(error))
            return
        if alone is None or whole is None:
            gone = f"“{name}” is no longer there." if self._begun else NOTHING
            self.say(self.sitting.trouble or gone)
        elif alone == whole:
            self._write(alone)
        else:
            texts = {ALONE: alone, WHOLE: whole}
            pick = Pick("Write to a file", FORMS, lambda form: self._write(texts[form]))
            self.app.push_screen(pick)

    def _write(self, text: str) -> None:
        from engine.app.files import keep_place  # noqa: PLC0415  (when first asked)

        self.say(keep_place(self.sitting.story, self._highlighted or "place", text))

    def action_import(self) -> None:
        """Ask for a file."""
        hint = "Type its path. It is read with care, whoever it comes from. Enter takes it in."
        self.app.push_screen(Name("A file to take a place from", hint, "", self._import))

    def _import(self, typed: str) -> str:
        from engine.saves.exported import read_typed  # noqa: PLC0415  (when first asked)

        book, saves = self.sitting.playthrough.book, self.sitting.saves
        try:
            taken = saves.take_in(book, read_typed(typed))
        except SaveError as error:
            return str(error)
        self._refill(f"Kept as “{taken.slot}”.", *taken.notices)
        return ""

    # Renaming, deleting

    def action_rename(self) -> None:
        """Ask for another name."""
        self._on_place(
            lambda known: self._ask_name(
                f"Another name for “{known}”", known, lambda name: self._rename(known, name)
            )
        )

    def _rename(self, known: str, name: str) -> str:
        try:
            kept = self.sitting.saves.rename(self.sitting.story, known, name)
        except SaveError as error:
            return str(error)
        self._refill(f"“{known}” is now “{kept}”.")
        return ""

    def action_delete(self) -> None:
        """Ask whether to delete a place."""
        self._on_place(self._ask_whether)

    def _ask_whether(self, name: str) -> None:
        answers = ((NO, "Keep it"), (YES, "Delete it; its pages stay among the branches"))
        asks = f"Delete “{name}”?"
        self.app.push_screen(Pick(asks, answers, lambda answer: self._delete(name, answer)))

    def _delete(self, name: str, answer: str) -> None:
        if answer == YES:
            self._attempt(lambda: self._deleted(name))

    def _deleted(self, name: str) -> str:
        self.sitting.saves.forget(self.sitting.story, name)
        return f"“{name}” is deleted."


def _entry(content: Content, entry: str) -> Item:
    return Item(voices.leading(content), entry)


def _place(place: Progress) -> Content:
    own = "" if place.named else "Kept by another window of Marginalia."
    return text.lines(
        text.plain(place.slot, text.STRONG),
        text.plain(f"Page {place.number}: {place.title}. {place.place}.", text.SOFT),
        text.plain("An ending." if place.ending else "", text.SOFT),
        text.plain(f"{place.clock}. {own}", text.SOFT),
    )
