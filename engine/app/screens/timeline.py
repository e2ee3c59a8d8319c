"""The timeline: what was read and what the record says, on one scale."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from engine.app import text, wording
from engine.app.commands.table import bindings
from engine.app.screens.record import RecordPage
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.record.claims import speaker
from engine.record.timeline import EntryKind, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.app.sitting import Sitting
    from engine.model.record import Library
    from engine.record.timeline import Entry

ABOUT = "What you read, and what the claims beside it speak of, by date."
UNDATED = "Without a date"


class TimelinePage(RecordPage):
    """Moments and claims in order, with the gaps between them in words."""

    NAME = "timeline"
    BINDINGS: ClassVar = bindings(NAME)

    def items(self) -> Iterable[Item]:
        """A date, what belongs to it, and how long it is until the next."""
        at, library = self.sitting.playthrough, self.sitting.library
        found = timeline(at, library, new_first=self.new_first)
        said = text.titled("The dates", ABOUT)
        yield voices.said(said)
        yield from entries(found.entries, found.undated, self.sitting)


def entries(dated: Iterable[Entry], undated: Iterable[Entry], sitting: Sitting) -> Iterator[Item]:
    """What stands on the scale, and what has no place on it."""
    pages = sitting.visited()
    yield SPACE
    for number, (label, found) in enumerate(groupby(dated, key=lambda entry: entry.label)):
        at = list(found)
        if number:
            yield _between(at[0].gap)
        yield from _at(label, at, sitting.library, pages)
    without = list(undated)
    if without:
        yield SPACE
        yield from _at(UNDATED, without, sitting.library, pages)


def _between(gap: str) -> Item:
    """The line from a date to the next, with how long it is where that can be said."""
    space = text.block(text.plain(" "), text.plain("│  ", text.SOFT))
    said = text.block(text.plain(gap, text.SOFT), text.plain("┊  ", text.SOFT))
    return Item(text.Sheet([space, said, space] if gap else [space]), enabled=False)


def _at(
    label: str, found: list[Entry], library: Library, pages: Mapping[str, int]
) -> Iterator[Item]:
    line = text.plain("│  ", text.SOFT)
    dot = text.plain("•  ", text.MARK_STRONG)
    named = text.remark(wording.unbroken(wording.opening(label)), text.STRONG)
    yield Item(text.Sheet([text.block(named, dot, line)]), enabled=False)
    for number, entry in enumerate(found):
        if number:
            yield Item(line, enabled=False)
        yield _entry(entry, library, pages)


def _entry(entry: Entry, library: Library, pages: Mapping[str, int]) -> Item:
    if entry.kind is EntryKind.MOMENTS:
        return voices.said(text.remark(_read(entry, pages)), "│  ")
    claim = library.claim(entry.ids[0])
    line = text.plain("│    ", text.SOFT)
    if claim is None:
        return voices.said(text.plain(entry.title), "│  ")
    source = library.sources[claim.source]
    voice = ", ".join(word for word in (speaker(claim), source.short) if word)
    body = text.lines(text.remark(claim.says), text.remark(voice, text.SOFT))
    lead = text.line(text.plain("│  ", text.SOFT), text.plain(voices.LEAD, text.MARK_STRONG))
    return Item(text.Sheet([text.block(body, lead, line)]), f"{voices.CLAIM}{claim.id}")


def _read(entry: Entry, pages: Mapping[str, int]) -> str:
    read = sorted(pages[moment] for moment in entry.ids if moment in pages)
    first, last = (read[0], read[-1]) if read else (0, 0)
    where = f"pages {first} to {last}" if last > first else f"page {first}"
    return f"You read: {entry.title}, {where}."
