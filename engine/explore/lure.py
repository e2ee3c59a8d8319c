"""What draws a curious reader: the nearest choice that nobody has taken, or a hidden text."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from engine.explore.ranges import roads_from
from engine.explore.trail import one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.explore.machine import Machine, Option
    from engine.play.dice import Dice

STRAY = 8
"""One choice of so many is left to chance: the nearest way may be closed."""
FAR = 1 << 30


class Lure:
    """Picks what leads to a choice that nobody has taken, by the fewest pages.

    Args:
        machine: The story.
        texts: Whether to go as well where a condition of the prose has given one answer only.
    """

    def __init__(self, machine: Machine, *, texts: bool = False) -> None:
        self._spots = machine.spots
        self._texts = texts
        self._leading: list[list[int]] = [[] for _ in machine.spots]
        for number, spot in enumerate(machine.spots):
            for there in {road.way.there for road in roads_from(spot)}:
                self._leading[there].append(number)
        self._left = [FAR] * len(machine.spots)
        self._taken: Mapping[int, int] = {}

    def look(self, taken: Mapping[int, int]) -> None:
        """See anew which choices nobody has taken."""
        self._taken = taken
        self._left = left = [FAR] * len(self._spots)
        todo: deque[int] = deque()
        for number, spot in enumerate(self._spots):
            untaken = any(not taken[id(option)] for option in spot.options)
            if untaken or (self._texts and spot.watched):
                left[number] = 0
                todo.append(number)
        while todo:
            number = todo.popleft()
            for before in self._leading[number]:
                if left[before] == FAR:
                    left[before] = left[number] + 1
                    todo.append(before)

    @property
    def nearest(self) -> list[int]:
        """The moments where something is left, by number."""
        return [number for number, pages in enumerate(self._left) if not pages]

    def pick(self, offers: list[Option], chance: Dice) -> Option:
        """Pick one of the choices that can be taken."""
        if len(offers) == 1 or not chance.roll(0, STRAY - 1):
            return one_of(offers, chance)
        pages = [self._pages(option) for option in offers]
        least = min(pages)
        best = [option for option, left in zip(offers, pages, strict=True) if left == least]
        return one_of(best, chance)

    def _pages(self, option: Option) -> int:
        return self._left[option.road.way.there] if self._taken[id(option)] else -1
