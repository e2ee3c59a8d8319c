"""What makes so many states of a story, where they are too many to be visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.explore.search import Search

LOOKED_AT = 20_000
"""So many states are looked at, from all over the search."""
MANY = 8
"""With this many values a place is named; of less the number of combinations is what counts."""
NAMED = 3


def crowding(found: Search) -> tuple[str, ...]:
    """Name what has the most values, in words; where nothing has many, how much is combined."""
    if found.countless:
        return (f"what is drawn for {found.countless}",)
    states = found.states[:: max(len(found.states) // LOOKED_AT, 1)]
    many = [len(set(values)) for values in zip(*states, strict=True)]
    named = zip(many, (*found.machine.names, "detours within detours"), strict=True)
    most = sorted((pair for pair in named if pair[0] >= MANY), key=lambda pair: -pair[0])
    if most:
        return tuple(name for _, name in most[:NAMED])
    return (f"{sum(count > 1 for count in many)} things in every combination",)
