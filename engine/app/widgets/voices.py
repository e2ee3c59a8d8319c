"""The record as entries of a list: claims and sources, each of which can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text, wording
from engine.app.widgets.options import SPACE, Item
from engine.record.margin import route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from engine.app.text import Sheet
    from engine.model.record import Claim, Library, Source

CLAIM, SOURCE = "claim:", "source:"
"""What an entry's id begins with, by what it opens."""
LEAD = "› "


def said(content: Content, lead: str = "") -> Item:
    """Something to read that opens nothing."""
    led = text.plain(lead, text.SOFT)
    return Item(text.Sheet([text.block(content, led, led)]), enabled=False)


def headed(heading: str) -> Iterator[Item]:
    """A heading over the entries that follow."""
    yield SPACE
    yield said(text.remark(heading.upper(), text.SOFT))


def part(heading: str, content: Content) -> Iterator[Item]:
    """Something to read under its heading."""
    yield from headed(heading)
    yield said(content)


def told(claim: Claim, library: Library, *more: Content, new_first: bool = False) -> Content:
    """A claim in a list: what it says, who says it, when and where, then more lines."""
    source = library.sources[claim.source]
    return text.lines(
        text.remark(claim.says),
        text.remark(wording.spoken(claim, new_first=new_first), text.SOFT),
        text.remark(f"{wording.where(claim, source)} ({route(claim, library)})", text.SOFT),
        text.remark(wording.warned(claim), text.MARK),
        *more,
    )


def met(claim: Claim, library: Library, *more: Content, new_first: bool = False) -> Content:
    """A claim that is met on its own: whether it is told otherwise elsewhere is said as well."""
    otherwise = wording.otherwise(claim, library.conflicts)
    warned = text.plain(f"{otherwise}." if otherwise else "", text.MARK)
    return told(claim, library, warned, *more, new_first=new_first)


def leading(content: Content, lead: str = LEAD) -> Sheet:
    """Something that can be opened, behind its lead."""
    return text.Sheet([text.block(content, text.plain(lead, text.MARK_STRONG))])


def claim_entry(claim: Claim, library: Library, *more: Content, new_first: bool = False) -> Item:
    """A claim that can be opened."""
    shown = met(claim, library, *more, new_first=new_first)
    return Item(leading(shown), f"{CLAIM}{claim.id}")


def voice_entry(claim: Claim, library: Library, *, new_first: bool = False) -> Item:
    """A claim that stands against the one that is open, and can be opened."""
    return Item(leading(told(claim, library, new_first=new_first)), f"{CLAIM}{claim.id}")


def source_entry(source: Source, content: Content) -> Item:
    """A source that can be opened."""
    return Item(leading(content), f"{SOURCE}{source.id}")


def spaced(items: Iterator[Item]) -> Iterator[Item]:
    """Entries with an empty line before each but the first."""
    for number, item in enumerate(items):
        if number:
            yield SPACE
        yield item
