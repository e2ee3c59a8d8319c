"""What matters at each moment: what some condition from there on can still tell apart.

Two states at one moment that differ in nothing that matters have the same future, choice for
choice and condition for condition. So only one of them is explored, and what is found of it
holds of the other exactly.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING

from engine.explore.noticed import Noticed
from engine.explore.places import NOTHING
from engine.explore.ways import before

PATIENCE = 12
"""After so many rounds a number that a loop still tells further apart is told apart throughout."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.explore.places import Places, Tokens
    from engine.explore.ways import Way


def relevance(
    own: Sequence[dict[int, Tokens]], ways: Sequence[Sequence[Way]], places: Places
) -> list[dict[int, Tokens]]:
    """What matters at each moment: a least fixpoint, from the ends backwards.

    Args:
        own: What each moment itself looks at, by its number.
        ways: The ways out of each.
        places: The places of the state.
    """
    matters: list[dict[int, Tokens]] = [dict(tokens) for tokens in own]
    grown: Counter[tuple[int, int]] = Counter()
    leading = _leading(ways)
    todo = deque(range(len(own) - 1, -1, -1))
    waiting = set(todo)
    while todo:
        number = todo.popleft()
        waiting.discard(number)
        found = _at(number, own[number], ways, matters, places)
        for place, tokens in found.items():
            known = matters[number].get(place)
            if tokens is not known and tokens != known:
                grown[number, place] += 1
                if grown[number, place] > PATIENCE:
                    found[place] = places.upto(place, tokens)
        if found != matters[number]:
            matters[number] = found
            for source in leading[number] - waiting:
                todo.append(source)
                waiting.add(source)
    return matters


def _at(
    number: int,
    own: dict[int, Tokens],
    ways: Sequence[Sequence[Way]],
    matters: list[dict[int, Tokens]],
    places: Places,
) -> dict[int, Tokens]:
    noticed = Noticed(places, own)
    for way in ways[number]:
        for place, tokens in before(way.deeds, matters[way.there], places).items():
            if tokens:
                noticed.add(place, tokens)
    return {place: tokens for place, tokens in noticed.tokens.items() if tokens != NOTHING}


def _leading(ways: Sequence[Sequence[Way]]) -> dict[int, set[int]]:
    """The moments that lead to each moment."""
    leading: dict[int, set[int]] = defaultdict(set)
    for source, out in enumerate(ways):
        for way in out:
            leading[way.there].add(source)
    return leading
