"""Suggestions: the one name that a misspelt name must have meant, or none.

A hint that is sometimes wrong teaches people to ignore hints, so there is one only where a
single name is close and clearly closer than any other.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SURE = 0.8
"""How alike two names must be, from 0 to 1, for a hint."""
CLEAR = 0.08
"""How far ahead of the next name the best must be."""
SHORTEST = 3
"""A shorter name is like too many others."""
_JOINS = str.maketrans("", "", "-_./ ")


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that a misspelt one must have meant, or nothing where that is not sure.

    Args:
        name: What was written.
        known: What could have been written.

    Returns:
        A name that differs only in its capitals and joining characters, if there is just one;
        else the one with two neighbouring letters exchanged, if no other is close; else the one
        that is close and clearly closer than any other; else nothing.
    """
    plain = _plain(name)
    same = [candidate for candidate in known if _plain(candidate) == plain]
    if same:
        return same[0] if len(same) == 1 else None
    if len(name) < SHORTEST:
        return None
    ranked = ranking(name, known, SURE)
    if swapped := [candidate for candidate in known if _is_swapped(plain, _plain(candidate))]:
        return swapped[0] if {*swapped, *(other for _, other in ranked)} == {swapped[0]} else None
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR):
        return None
    return ranked[0][1]


def suggestion(name: str, known: Collection[str]) -> str | None:
    """The help of a finding that names what was meant, or nothing where that is not sure."""
    guess = nearest(name, known)
    return f'did you mean "{guess}"?' if guess else None


def did_you_mean(name: str, known: Collection[str]) -> str:
    """The same as the end of a sentence; empty where it is not sure."""
    found = suggestion(name, known)
    return f"; {found}" if found else ""


def ranking(name: str, known: Iterable[str], least: float) -> list[tuple[float, str]]:
    """The known names that are at least so alike, the most alike first."""
    matcher = SequenceMatcher(b=name.lower(), autojunk=False)
    found = []
    for candidate in known:
        # The cheap upper bounds come first: most names fall at one of them.
        if 2 * min(len(candidate), len(name)) < least * (len(candidate) + len(name)):
            continue
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        if (ratio := matcher.ratio()) >= least:
            found.append((ratio, candidate))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _plain(name: str) -> str:
    return name.lower().translate(_JOINS)


def _is_swapped(one: str, other: str) -> bool:
    """Whether two neighbouring letters stand the other way round, and all else is the same."""
    if len(one) != len(other) or one == other:
        return False
    at = next(n for n in range(len(one)) if one[n] != other[n])
    return one == other[:at] + other[at : at + 2][::-1] + other[at + 2 :]
