"""Collecting the findings of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.document import codes
from engine.document.finding import Code, Finding, Related

if TYPE_CHECKING:
    from engine.document.span import Span

MOST: Final = 100
"""How many findings of one file are listed; nobody reads more, and a hostile file has a million."""


_SHOWN: Final = 30  # characters of the author's text that a message repeats


def shown(words: str) -> str:
    """Quote an author's words as a message repeats them: on one line, and not too many."""
    line = " ".join(words.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN].rstrip()}..."'


class StopReading(Exception):  # noqa: N818  (not an error: what is wrong has been noted)
    """The rest of the file is not worth reading, or not safe to read."""


class Findings:
    """The findings of one file, in the order they were made."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(
        self,
        code: Code,
        message: str,
        span: Span,
        *,
        help: str | None = None,  # noqa: A002  (it is called so in a finding)
        related: tuple[Related, ...] = (),
    ) -> None:
        """Note a finding.

        Raises:
            StopReading: There are too many; that is noted in its place.
        """
        if len(self._found) == MOST:
            message = f"there are more than {MOST} problems in this file; the rest is not listed"
            self._found.append(Finding(codes.MANY_FINDINGS, message, span))
            raise StopReading
        self._found.append(Finding(code, message, span, help, related))

    def has(self, found: frozenset[Code], line: int) -> bool:
        """Whether one of these kinds was found on a line."""
        return any(f.span.line == line and f.code in found for f in self._found)

    def in_order(self) -> tuple[Finding, ...]:
        """All of them as a reader meets them."""
        return tuple(sorted(self._found, key=lambda finding: finding.sort_key))
