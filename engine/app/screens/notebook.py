"""The notebook: what has been met of the record, and what of it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.files import keep_notebook
from engine.app.screens.pick import Pick
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE
from engine.document.english import listed, plural
from engine.record import notebook as notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.app.widgets.options import Item
    from engine.record.notebook import Note, Notebook

ALL, OPENED, PERSON = "all", "opened", "person:"
EMPTY = "You have met no claim of the record yet."
NOTHING = "Nothing here now: the filter shows the rest."
FORMS = (
    (".md", "Markdown, with numbered notes and a bibliography"),
    (".json", "CSL-JSON, for Zotero and pandoc: the works alone"),
    (".bib", "BibTeX: the works alone"),
)


class NotebookPage(RecordPage):
    """Every claim met or opened, all of them or those of one source or person."""

    NAME = "notebook"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._shown = ALL
        self._whole: Notebook | None = None

    def on_screen_resume(self) -> None:
        """Show what was opened since."""
        if self._whole is not None:
            self.refill()

    def items(self) -> Iterable[Item]:
        """How many there are, which of them are shown, and these."""
        self._whole, trouble = self.sitting.notebook(new_first=self.new_first)
        if trouble:
            self.say(trouble)
        shown = _filtered(self._whole, self._shown)
        yield voices.said(self._head(self._whole, shown))
        for note in shown.notes:
            yield SPACE
            yield voices.claim_entry(
                note.claim, self.sitting.library, *_met(note), new_first=self.new_first
            )

    def _head(self, whole: Notebook, shown: Notebook) -> Content:
        count = plural(whole.met, "claim")
        met = f"{count} met, {whole.opened} opened." if whole.notes else EMPTY
        only = f"Shown: {self._scope()}, {plural(len(shown.notes), 'claim')}."
        return text.lines(
            text.plain("The notebook", text.MARK_STRONG),
            text.remark(met, text.SOFT),
            text.remark("" if self._shown == ALL else only, text.MARK),
            text.remark(NOTHING if whole.notes and not shown.notes else "", text.EMPHASIS),
        )

    # What is shown

    def _scope(self) -> str:
        library = self.sitting.library
        source = library.sources.get(self._shown.removeprefix(voices.SOURCE))
        person = library.people.get(self._shown.removeprefix(PERSON))
        found = source.short if source else person.name if person else ""
        return found or ("what you opened" if self._shown == OPENED else "everything")

    def action_filter(self) -> None:
        """Ask what to show."""
        whole = self._whole
        if whole is not None and whole.notes:
            answers = tuple(_answers(whole, self.sitting))
            self.app.push_screen(Pick("Show", answers, self._show_only))
        else:
            self.say("There is nothing to choose from yet.")

    def _show_only(self, answer: str) -> None:
        self._shown = answer
        self.options.highlighted = None
        self.leaf.go(0)
        self.refill()

    # What is written

    def action_export(self) -> None:
        """Ask in which form to write what is shown."""
        whole = self._whole
        if whole is not None and _filtered(whole, self._shown).notes:
            self.app.push_screen(Pick(f"Write {self._scope()} as", FORMS, self._export))
        else:
            self.say("There is nothing to write.")

    def _export(self, form: str) -> None:
        if self._whole is not None:
            shown = _filtered(self._whole, self._shown)
            self.say(keep_notebook(shown, self.sitting.library, form))


def _filtered(whole: Notebook, shown: str) -> Notebook:
    if shown == OPENED:
        return notes.opened_only(whole)
    if shown.startswith(voices.SOURCE):
        return notes.of_source(whole, shown.removeprefix(voices.SOURCE))
    if shown.startswith(PERSON):
        return notes.of_person(whole, shown.removeprefix(PERSON))
    return whole


def _answers(whole: Notebook, sitting: Sitting) -> Iterator[tuple[str, str]]:
    """What can be shown, each with how many claims it has."""
    yield _answer(whole, ALL, "Everything")
    yield _answer(whole, OPENED, "What you opened")
    yield "", "Only one source"
    for source in notes.works(whole, sitting.library):
        yield _answer(whole, f"{voices.SOURCE}{source.id}", source.short)
    people = notes.people(whole, sitting.library)
    if people:
        yield "", "Only one person"
    for person in people:
        yield _answer(whole, f"{PERSON}{person.id}", person.name)


def _answer(whole: Notebook, shown: str, said: str) -> tuple[str, str]:
    return shown, f"{said} ({len(_filtered(whole, shown).notes)})"


def _met(note: Note) -> Iterator[Content]:
    pages: dict[str, dict[str, None]] = {}
    for seen in note.sightings:
        pages.setdefault(seen.title, {})[str(seen.page)] = None
    places = (f"{_pages(list(found))}, {title}" for title, found in pages.items())
    met = f"Met on {'; '.join(places)}." if pages else "Not met in this reading."
    opened = " Opened." if note.opened else ""
    yield text.remark(f"{met}{opened}", text.SOFT)


def _pages(found: list[str]) -> str:
    return f"page{'s' if len(found) > 1 else ''} {listed(found, 'and')}"
