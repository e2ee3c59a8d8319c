"""The page of a source: its card, its line in the bibliography, and all that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.words import Words
from engine.document.english import plural
from engine.record.margin import KINDS
from engine.record.works import held, work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult
    from textual.content import Content

    from engine.app.sitting import Sitting
    from engine.app.text import Sheet
    from engine.app.widgets.options import Item
    from engine.model.record import Library, Source


class SourcePage(RecordPage):
    """What a work is, which way it leans, how we hold it, and every claim of it."""

    NAME = "source"
    BINDINGS: ClassVar = bindings(NAME)

    def __init__(self, sitting: Sitting, source: Source) -> None:
        super().__init__(sitting)
        self._source = source

    def compose_leaf(self) -> ComposeResult:
        """The card, then the list."""
        line = text.plain(work(self._source))
        yield Words(_card(self._source, self.sitting.library, line), id="card")
        yield from super().compose_leaf()

    def fill(self) -> None:
        """Show the page, then set its line as a bibliography would."""
        super().fill()
        self.call_after_refresh(self._set_work)

    def items(self) -> Iterable[Item]:
        """The claims, and the voices that it alone brings us."""
        source, library = self._source, self.sitting.library
        count = plural(len(source.claims), "claim")
        yield voices.said(text.plain(f"What it says: {count}".upper(), text.SOFT))
        yield from voices.spaced(
            voices.claim_entry(claim, library, new_first=self.new_first)
            for claim in source.claims.values()
        )
        yield from _brought(source, library)

    def _set_work(self) -> None:
        from engine.record.bibliography import Bibliography  # noqa: PLC0415  (takes its time)

        if not self.is_mounted:
            return
        runs = Bibliography([self._source]).lines()[0].runs
        line = text.join(
            text.plain(run.text, text.EMPHASIS if run.italic else text.PLAIN) for run in runs
        )
        self.query_one("#card", Words).show(_card(self._source, self.sitting.library, line))


def _card(source: Source, library: Library, work: Content) -> Sheet:
    """What it is called, its line in a bibliography, what it is and how we hold it."""
    about = text.lines(
        text.plain(f"Kind: {KINDS[source.kind]}", text.SOFT),
        text.remark(source.leaning),
        text.remark(held(source, library)),
    )
    blocks = [text.block(text.plain(source.short, text.MARK_STRONG))]
    for heading, body in (("The work", work), ("What it is", about)):
        named = text.plain(heading.upper(), text.SOFT)
        blocks += [text.GAP, text.block(named), text.block(body)]
    return text.Sheet(blocks)


def _brought(source: Source, library: Library) -> Iterator[Item]:
    """The works that we hold only through this one."""
    works = [one for one in library.sources.values() if source.id in one.reached_by]
    if not works:
        return
    yield from voices.headed("Voices that reach us through it")
    for one in works:
        count = text.plain(f": {plural(len(one.claims), 'claim')}", text.SOFT)
        yield voices.source_entry(one, text.line(text.plain(one.short), count))
