"""The word that was meant, when that is sure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_LIKENESS = 0.8
_CLEARLY = 0.08
_SHORTEST = 3
_JOINS = str.maketrans("", "", "-_./")


def suggest(word: str, candidates: Collection[str]) -> str | None:
    """Find the one candidate that a misspelt word most likely stands for.

    Args:
        word: What was written.
        candidates: What could have been written.

    Returns:
        A candidate that differs only in its capitals and joining characters, if there is just
        one; else the one that is close and clearly closer than any other; else nothing,
        because a wrong hint is worse than none.
    """
    plain = _plain(word)
    same = [candidate for candidate in candidates if _plain(candidate) == plain]
    if same:
        return same[0] if len(same) == 1 else None
    if len(word) < _SHORTEST:
        return None
    ranked = sorted(_near(word, candidates), reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CLEARLY:
        return None
    return ranked[0][1]


def _plain(word: str) -> str:
    return word.lower().translate(_JOINS)


def _near(word: str, candidates: Collection[str]) -> list[tuple[float, str]]:
    """Measure the candidates that are close, refusing most by their length and letters."""
    near = []
    matcher = SequenceMatcher(None, "", word.lower(), autojunk=False)
    for candidate in candidates:
        if abs(len(candidate) - len(word)) * 4 > len(word) + 4:
            continue
        matcher.set_seq1(candidate.lower())
        if matcher.real_quick_ratio() < _LIKENESS or matcher.quick_ratio() < _LIKENESS:
            continue
        likeness = matcher.ratio()
        if likeness >= _LIKENESS:
            near.append((likeness, candidate))
    return near
