"""Findings as text, for people: the message, the place, and the words underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Severity
from engine.document.framing import window
from engine.document.frozen import frozen
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.document.finding import Finding
    from engine.document.span import Span

PAINT = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "quiet": "\x1b[34m",
    "strong": "\x1b[1m",
    "end": "\x1b[0m",
}


class _Painter:
    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, paint: str) -> str:
        return f"{PAINT[paint]}{text}{PAINT['end']}" if self.colour else text


def render(
    findings: Iterable[Finding], texts: Mapping[str, str], *, colour: bool = False
) -> Iterator[str]:
    """Each finding with its frame.

    Args:
        findings: What was found, in the order to show it.
        texts: What each file says, by the path that spans name.
        colour: Whether to paint it for a terminal.

    Yields:
        One finding after the other, several lines each, without a line end.
    """
    lines = _Lines(texts)
    paint = _Painter(colour=colour)
    for finding in findings:
        yield "\n".join(_finding(finding, lines, paint))


def summary(findings: Iterable[Finding]) -> str:
    """The last line: how many there are of each kind."""
    severities = [finding.code.severity for finding in findings]
    counts = (
        (severities.count(Severity.ERROR), "error"),
        (severities.count(Severity.WARNING), "warning"),
    )
    found = [f"{n} {name}{'s' if n != 1 else ''}" for n, name in counts if n]
    return " and ".join(found) if found else "no finding"


class _Lines:
    """The lines of each file, split only when a finding needs one."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._split: dict[str, list[str]] = {}

    def line(self, span: Span) -> str | None:
        if span.path not in self._split:
            self._split[span.path] = self._texts.get(span.path, "").split("\n")
        lines = self._split[span.path]
        return lines[span.line - 1].rstrip("\r") if 0 < span.line <= len(lines) else None


def _finding(finding: Finding, lines: _Lines, paint: _Painter) -> Iterator[str]:
    severity = finding.code.severity
    head = paint(f"{severity}[{finding.code.code}]", severity)
    yield f"{head}{paint(f': {visible_line(finding.message)}', 'strong')}"
    margin = _margin(finding)
    yield f"{margin}{paint('-->', 'quiet')} {_place(finding.span)}"
    frame = _Frame(lines, paint, margin)
    yield from frame.render(finding.span, severity)
    for related in finding.related:
        yield f"{margin}{paint(':::', 'quiet')} {_place(related.span)}"
        yield from frame.render(related.span, "quiet", related.message)
    for note in finding.notes:
        yield f"{margin}{paint(' =', 'quiet')} note: {visible_line(note)}"
    if finding.help:
        yield f"{margin}{paint(' =', 'quiet')} help: {visible_line(finding.help)}"


def _margin(finding: Finding) -> str:
    """Room for the longest line number."""
    spans = (finding.span, *(related.span for related in finding.related))
    return " " * len(str(max(span.line for span in spans)))


def _place(span: Span) -> str:
    return visible_line(str(span))


@frozen()
class _Frame:
    """Draws the line that a finding is about, with its words underlined."""

    lines: _Lines
    paint: _Painter
    margin: str

    def render(self, span: Span, under: str, message: str = "") -> Iterator[str]:
        line = self.lines.line(span)
        if not line:
            return
        from rich.cells import cell_len  # noqa: PLC0415  (only where there is something to show)

        shown, start, end = window(line, span)
        number = str(span.line).rjust(len(self.margin))
        bar = self.paint("|", "quiet")
        yield f"{self.paint(number, 'quiet')} {bar} {shown}"
        carets = "^" * max(cell_len(shown[start:end]), 1)
        label = f" {visible_line(message)}" if message else ""
        indent = " " * cell_len(shown[:start])
        yield f"{self.margin} {bar} {indent}{self.paint(carets + label, under)}"
