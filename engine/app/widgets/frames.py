"""A finding on a screen: its message, its place, and the line with its words underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text
from engine.document.framing import window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.app.text import Block
    from engine.document.finding import Finding
    from engine.document.span import Span


def frame(finding: Finding, file: str) -> Iterator[Block]:
    """A finding with its frame.

    Args:
        finding: The finding.
        file: What its file says.
    """
    named = text.plain(f"{finding.code.severity} {finding.code.code}: ", text.STRONG)
    yield text.block(text.line(named, text.plain(finding.message)))
    place = f"{finding.span.path}, line {finding.span.line}" if file else finding.span.path
    yield text.block(text.plain(place, text.SOFT))
    yield from _line(finding.span, file)
    for note in finding.notes:
        yield text.block(text.plain(note))
    if finding.help:
        yield text.block(text.plain(finding.help, text.EMPHASIS))


def _line(span: Span, file: str) -> Iterator[Block]:
    """The line at fault without the space before it, however far in its words stand."""
    lines = file.splitlines()
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    shown, start, end = window(line, span)
    space = len(shown) - len(shown.lstrip())
    if not shown.strip():
        return
    bar = text.plain("│ ", text.SOFT)
    body = text.plain(shown[space:]).stylize(text.UNDER, max(0, start - space), max(0, end - space))
    yield text.block(body, bar, bar)
