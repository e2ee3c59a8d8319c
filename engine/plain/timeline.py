"""The timeline as lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from engine.plain.text import BLANK, Line
from engine.record.lookup import called
from engine.record.timeline import EntryKind, timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Library
    from engine.play import Playthrough
    from engine.record.timeline import Entry


def lines(playthrough: Playthrough, library: Library, *, new_first: bool) -> Iterator[Line]:
    """What was read until here and what was met beside it, by date."""
    found = timeline(playthrough, library, new_first=new_first)
    yield BLANK
    yield Line("The timeline: what you read, and what the claims beside it speak of")
    for label, entries in groupby(found.entries, key=lambda entry: entry.label):
        yield from _at(label, list(entries), library)
    yield from _at("Without a date", list(found.undated), library)


def _at(label: str, entries: list[Entry], library: Library) -> Iterator[Line]:
    if not entries:
        return
    yield BLANK
    later = f", {entries[0].gap}" if entries[0].gap else ""
    yield Line(f"{label}{later}:")
    for entry in entries:
        yield Line(_said(entry, library), depth=1)


def _said(entry: Entry, library: Library) -> str:
    if entry.kind is EntryKind.MOMENTS:
        return f"You read: {entry.title}."
    claim = library.claim(entry.ids[0])
    if claim is None:
        return entry.title
    return f"{called(claim)}, {library.sources[claim.source].short}: {entry.title}"
