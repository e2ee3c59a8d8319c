"""Comments that allow findings: `# allow: NAME`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from engine.document.frozen import frozen
from engine.document.reader import read
from engine.document.span import Span
from engine.document.tree import scalars_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.tree import Scalar

ALLOW: Final = re.compile(r"(?<!\S)#[ \t]*allow:[ \t]*(?P<names>[^#\n]*)")
NAME: Final = re.compile(r"[^\s,]+")


@frozen()
class Allow:
    """One name behind ``allow:``.

    Attributes:
        name: The name of a kind of finding, or its code.
        span: Where the name stands.
        lines: The lines it speaks of; nothing where it speaks of more than one file's lines.
        path: The file it speaks of; nothing where it speaks of the whole story.
    """

    name: str
    span: Span
    lines: range | None = None
    path: str | None = None

    def covers(self, span: Span) -> bool:
        """Whether a finding at this place may be allowed by it."""
        if self.path is not None and span.path != self.path:
            return False
        return self.lines is None or span.line in self.lines


def allows_in(path: str, text: str) -> Iterator[Allow]:
    """Every comment of a file that allows something; none where the file cannot be read."""
    if "allow:" not in text:
        return
    root = read(text.encode("utf-8", "surrogatepass"), path).root
    if root is None:
        return
    scalars = list(scalars_in(root))
    for number, line in enumerate(text.split("\n"), 1):
        match = ALLOW.search(line)
        if match and not any(_holds(s, number, match.start() + 1) for s in scalars):
            heads = number < root.span.line
            yield from _names(path, match, number, None if heads else _spoken_of(number, scalars))


def _names(path: str, match: re.Match[str], number: int, lines: range | None) -> Iterator[Allow]:
    for name in NAME.finditer(match["names"]):
        start = match.start("names") + name.start() + 1
        span = Span(path, number, start, number, start + len(name[0]))
        yield Allow(name[0], span, lines, path)


def _spoken_of(number: int, scalars: list[Scalar]) -> range:
    """The comment's own line; behind the | of a block also the lines of the block."""
    ends = (s.span.end_line for s in scalars if s.style in ("|", ">") and s.span.line == number)
    return range(number, max(ends, default=number) + 1)


def _holds(scalar: Scalar, line: int, column: int) -> bool:
    """Whether a place lies in the text of a scalar."""
    span = scalar.span
    if scalar.style and scalar.style in "|>":
        return span.line < line <= span.end_line
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
