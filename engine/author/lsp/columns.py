"""Between the places of the check and the positions of the protocol.

The check counts lines and columns from 1, and columns in code points; the protocol counts
from 0, and columns in units of UTF-16, of which a character outside the first plane has two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.document.places import line_around, line_starts

if TYPE_CHECKING:
    from engine.document.span import Span

FIRST_PLANE = 0xFFFF


class Place(NamedTuple):
    """A place as the protocol counts."""

    line: int
    character: int


def place_of(text: str, index: int, line: int) -> Place:
    """Where an index of a text is, which lies in a line counted from 0."""
    start = line_starts(text)[line]
    return Place(line, units(text[start:index]))


def range_of(text: str, span: Span) -> tuple[Place, Place]:
    """Where a span begins and ends."""
    return _place(text, span.line, span.column), _place(text, span.end_line, span.end_column)


def _place(text: str, line: int, column: int) -> Place:
    starts = line_starts(text)
    at = min(max(line, 1), len(starts)) - 1
    return place_of(text, min(starts[at] + column - 1, len(text)), at)


def index_of(text: str, line: int, character: int) -> int:
    """The index in a text of a place of the protocol; a place past a line's end is its end."""
    starts = line_starts(text)
    if line >= len(starts) or line < 0:
        return len(text) if line > 0 else 0
    start, end = starts[line], line_around(text, starts[line])[1]
    said = text[start:end]
    if said.isascii():
        return start + min(max(character, 0), len(said))
    left = character
    for number, sign in enumerate(said):
        if left <= 0:
            return start + number
        left -= 1 + (ord(sign) > FIRST_PLANE)
    return end


def units(text: str) -> int:
    """How many units of UTF-16 a text has."""
    return (
        len(text) if text.isascii() else len(text) + sum(ord(sign) > FIRST_PLANE for sign in text)
    )
