"""Moving from one marked phrase of the prose to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text
from engine.document.frozen import changing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.model.prose import Paragraph

MOST = 70
"""How many characters of a phrase are quoted; a longer one loses its beginning."""


@changing
class Walk:
    """Where the reader is among the marks of a page.

    Attributes:
        mark: The mark being looked at; empty where the page has none.
        back: The line that was at the top of the page before.
    """

    mark: str
    back: float


def beyond(mark: str, marks: Sequence[str], direction: int) -> str:
    """The mark after or before another, round and round; empty where there is none."""
    if not marks:
        return ""
    if mark not in marks:
        return marks[0] if direction > 0 else marks[-1]
    return marks[(marks.index(mark) + direction) % len(marks)]


def quoted(paragraphs: Iterable[Paragraph], mark: str) -> str:
    """The words that a mark stands behind, cut to their end."""
    said = next(filter(None, (text.phrase(p, mark) for p in paragraphs)), "").strip()
    if len(said) <= MOST:
        return said
    return f"…{said[-MOST:].partition(' ')[2]}"
