"""Between an index in a text and a line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TypeAlias

from engine.document.span import Span

Place: TypeAlias = tuple[int, int, int, int]
"""First line and column, then the line and column of the end: the numbers of a span."""

_LINE_BREAK = re.compile("\n")


@lru_cache(maxsize=16)
def line_starts(text: str) -> tuple[int, ...]:
    """Find the index of the first character of every line.

    Args:
        text: A whole file; a line ends at a line feed, and at nothing else.

    Returns:
        One index a line, the first being 0; a text that ends in a line feed has an empty last line.
    """
    return (0, *(match.end() for match in _LINE_BREAK.finditer(text)))


def index_at(text: str, line: int, column: int) -> int:
    """Turn a line and column, counted from 1, into an index, never past the end."""
    starts = line_starts(text)
    return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Turn an index into a line and a column, both counted from 1, in code points."""
    starts = line_starts(text)
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def span_between(path: str, text: str, start: int, end: int) -> Span:
    """Say where ``text[start:end]`` stands in the file.

    Args:
        path: The file, as it should be shown.
        text: The whole file.
        start: Index of the first character.
        end: Index after the last character, at least `start`.

    Returns:
        Its span, moved inside the text where an index lies outside.
    """
    return Span(path, *place_between(text, start, end))


def place_between(text: str, start: int, end: int) -> Place:
    """Say where ``text[start:end]`` stands, as the numbers of its span."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    return (*line_and_column(text, start), *line_and_column(text, end))


def line_around(text: str, index: int) -> tuple[int, int]:
    """Find the line that holds an index: its start, and its end before the line break."""
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return start, end - 1 if end > start and text[end - 1] == "\r" else end
