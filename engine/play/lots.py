"""Lots: which storylets of a deck are drawn.

The lot of each comes from the playthrough's seed, the moment, the visit and the storylet, and
from nothing else: it is the same however often a page is looked at, and whatever else the deck
holds, so that a storylet that an author adds changes as little as it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from engine.play.dice import key, luck

if TYPE_CHECKING:
    from collections.abc import Sequence


class Drawable(Protocol):
    """Something that leads into a storylet."""

    @property
    def id(self) -> str:
        """The id of the choice that does."""

    @property
    def lot(self) -> tuple[int, int] | None:
        """Its priority and its weight."""


D = TypeVar("D", bound=Drawable)


def drawn(there: Sequence[D], count: int | None, seed: int, visit: str) -> list[D]:
    """Draw by priority, and by lot among those of the same priority.

    Args:
        there: What can be drawn.
        count: How many are drawn at most; all, if nothing is given.
        seed: The seed of the playthrough.
        visit: A name for the moment and the visit.

    Returns:
        Those drawn, in the order in which they were given.
    """
    if count is None or len(there) <= count:
        return list(there)

    def rank(one: D) -> tuple[int, int]:
        priority, weight = one.lot or (0, 0)
        return priority, luck(key(seed, f"{visit}#{one.id}"), weight)

    lucky = {one.id for one in sorted(there, key=rank, reverse=True)[:count]}
    return [one for one in there if one.id in lucky]


def visit_of(moment: str, visits: int) -> str:
    """The name of a visit."""
    return f"{moment}#draw#{visits}"
