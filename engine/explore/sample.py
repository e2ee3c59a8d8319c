"""Playing at random: the quickest way to meet most of what can be met.

What has been met in some playthrough needs no proof. The first way to each moment is kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.explore.ranges import roads_from
from engine.explore.search import NOBODY, Search, look, onward, single
from engine.play.dice import Dice

if TYPE_CHECKING:
    from engine.explore.machine import Machine, Option, Road, Spot, Values

    Trail = list[tuple[int, Values, int]]

LONGEST = 400
"""A playthrough is given up after so many pages."""
SEED = 1917
PATIENCE, FEWEST, MOST = 2_500, 5_000, 400_000
"""Pages without anything new before it is given up: so many for each moment, within limits."""


class Sampler:
    """Plays a story again and again, by turns at random and where it has been least.

    Attributes:
        found: The playthroughs that met something first, as a search that did not finish.
    """

    def __init__(self, machine: Machine) -> None:
        self.found = Search(machine)
        self._machine = machine
        self._dice = Dice(SEED)
        self._taken: Counter[int] = Counter()
        self._curious = False
        self._stuck: set[int] = set()

    def play(self) -> Search:
        """Play until everything has been met, or nothing new for a long time."""
        pages = min(max(PATIENCE * len(self._machine.spots), FEWEST), MOST)
        left, patience = self._left(), pages
        while left and patience > 0:
            self._curious = not self._curious
            patience -= self._one()
            now = self._left()
            if now < left:
                left, patience = now, pages
        return self.found

    def _left(self) -> int:
        """How much there is that has not been met."""
        left = 0
        for spot in self._machine.spots:
            left += (not spot.reached) + sum(2 - len(watch.seen) for watch, _ in spot.watched)
            left += sum(not road.taken for road in roads_from(spot))
        return left

    def _one(self) -> int:
        machine = self._machine
        at, state = machine.start, self._after(machine.first, machine.initial)
        trail: Trail = [(at, state, NOBODY)]
        kept = 0
        for _ in range(LONGEST):
            spot = machine.spots[at]
            if not spot.reached:
                spot.reached = True
                kept = len(trail)
            if spot.watched:
                look(spot, state)
            road = self._road(spot, state)
            if road is None:
                if not spot.moment.ending and at not in self._stuck:
                    self._stuck.add(at)
                    self._keep(trail)
                    self.found.stuck.append(len(self.found.states) - 1)
                    return len(trail)
                break
            road.taken = True
            at, state = road.way.there, self._after(road, state)
            by = road.way.option
            trail.append((at, state, NOBODY if by is None else by))
        self._keep(trail[:kept])
        return len(trail)

    def _keep(self, trail: Trail) -> None:
        found, before = self.found, NOBODY
        for at, state, by in trail:
            found.where.append(at)
            found.states.append(state)
            found.before.append(before)
            found.by.append(by)
            before = len(found.states) - 1

    def _road(self, spot: Spot, state: Values) -> Road | None:
        if spot.forks:
            return next(spot.across(state))
        if not (spot.plain or spot.fallbacks):
            return onward(spot, state)
        offers = spot.offers(state)
        return self._pick(offers).road if offers else None

    def _pick(self, offers: list[Option]) -> Option:
        picked = offers[self._dice.roll(0, len(offers) - 1)]
        if self._curious:
            least = min(self._taken[id(option)] for option in offers)
            offers = [option for option in offers if self._taken[id(option)] == least]
            picked = offers[self._dice.roll(0, len(offers) - 1)]
        self._taken[id(picked)] += 1
        return picked

    def _after(self, road: Road, state: Values) -> Values:
        if road.actions:
            values = list(state)
            for action in road.actions:
                action(values, self._dice)  # type: ignore[arg-type]  # detours come last
            state = tuple(values)
        return single(road, state)
