"""Did you mean: the one name that a misspelt name must have been, or none.

A hint that is sometimes wrong teaches people to ignore hints, so there is one only where a
single name is close.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SURE = 0.78
"""How alike two names must be, from 0 to 1, for a hint."""
CLEAR = 0.06
"""How far ahead of the next name the best must be."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` must have meant, or nothing where that is not sure."""
    ranked = ranking(name, known, SURE)
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR:
        return None
    return ranked[0][1]


def ranking(name: str, known: Iterable[str], least: float) -> list[tuple[float, str]]:
    """The known names that are at least so alike, the most alike first."""
    matcher = SequenceMatcher(b=name, autojunk=False)
    found = []
    for candidate in set(known):
        # The cheap upper bounds come first: most names fall at one of them.
        matcher.set_seq1(candidate)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        if (ratio := matcher.ratio()) >= least:
            found.append((ratio, candidate))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def one_of(names: Iterable[str], last: str = "or") -> str:
    """A list in words: "a, b or c".

    >>> one_of(["a", "b", "c"])
    'a, b or c'
    """
    *rest, final = names
    return f"{', '.join(rest)} {last} {final}" if rest else final
