"""Quick fixes: findings whose help names exactly what to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.document.finding import Finding

_MEANT = re.compile(r'(?:did you mean "([^"\n]+)"\?|it is called "([^"\n]+)" today)')


@frozen()
class Fix:
    """Words to write in place of those at fault.

    Attributes:
        title: What is done, for a menu.
        start: The index in the file where the words at fault begin.
        end: The index where they end.
        text: What is written instead.
    """

    title: str
    start: int
    end: int
    text: str


def fix(finding: Finding, text: str, start: int, end: int) -> Fix | None:
    """What mends a finding whose help says what was meant; nothing for any other.

    Args:
        finding: The finding.
        text: The file that it is in.
        start: The index where its words begin.
        end: The index where they end.
    """
    found = _MEANT.fullmatch(finding.help or "")
    said = text[start:end]
    if not found or "\n" in said or not said:
        return None
    meant = found[1] or found[2]
    if said[0] in "'\"" and said[-1] == said[0]:
        start, end, said = start + 1, end - 1, said[1:-1]
    if "/" in said and "/" not in meant:
        # Only the scene of a scene/moment was misspelt.
        end = start + said.index("/")
    return Fix(f'Write "{meant}"', start, end, meant)
