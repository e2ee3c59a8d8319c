"""The line of a finding, shortened to what can be shown, and its words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.visible import visible_line

if TYPE_CHECKING:
    from engine.document.span import Span

WIDEST = 160
"""A frame shows so much of a line: a paragraph is one line, and the words may be far along."""
BEFORE = 60
"""How much of a long line is shown before the words."""


def window(line: str, span: Span) -> tuple[str, int, int]:
    """The part of a line around the words, and where the words begin and end in it.

    >>> from engine.document.span import Span
    >>> window("goto: yrad", Span("hall.yaml", 1, 7, 1, 11))
    ('goto: yrad', 6, 10)
    """
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start), len(line))
    first = max(start - BEFORE, 0) if len(line) > WIDEST else 0
    last = min(first + WIDEST, len(line))
    before, after = "…" if first else "", "…" if last < len(line) else ""
    shown = f"{before}{visible_line(line[first:last])}{after}"
    shift = len(before) - first
    return shown, start + shift, min(end, last) + shift
