"""Playing at random: the quickest way to meet most of what can be met.

What has been met in some playthrough needs no proof. The first way to each moment is kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.explore.doom import closed_from
from engine.explore.lure import Lure
from engine.explore.ranges import roads_from
from engine.explore.search import NOBODY, Search, look
from engine.explore.trail import Reader, Trail, one_of
from engine.play.dice import Dice

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from engine.explore.machine import Machine, Option, Road
    from engine.explore.trail import Pick

LONGEST = 400
"""A playthrough is given up after so many pages, or after one for each moment."""
SEED = 1917
SHORT, LONGER, LONG = 60, 300, 2_500
"""Pages without anything new before it is given up: so many for each moment, within limits."""
FEWEST, MOST = 5_000, 200_000
ALL = 500_000
"""So many pages are read at most: a second or two."""
TRIES = 8
"""So often play goes on from the end of a way."""


class Sampler:
    """Plays a story again and again, by turns at random, where it has been least, and lured.

    Attributes:
        found: The playthroughs that met something first, as a search that did not finish.
    """

    def __init__(self, machine: Machine) -> None:
        self.found = Search(machine)
        self._machine = machine
        self._reader = Reader(machine)
        self._dice = Dice(SEED)
        self._lure = Lure(machine, texts=True)
        self._stuck: set[int] = set()
        self._unread = self._watched = machine.spots
        self._untaken = list(_ways_that_may_be_gone(machine))
        self._longest = max(LONGEST, len(machine.spots))
        self._first: dict[int, int] = {}

    def play(self, patience: int = LONG) -> Search:
        """Play until everything has been met, or nothing new for a long time.

        Args:
            patience: How long: so many pages for each moment.
        """
        pages = min(max(patience * len(self._machine.spots), FEWEST), MOST)
        left, patience, unread = self._left(), pages, self._machine.within(ALL)
        while left and patience > 0 and unread > 0:
            self._lure.look(self._reader.taken)
            read = self._round()
            patience, unread = patience - read, unread - read
            now = self._left()
            if now < left:
                left, patience = now, pages
        return self.found

    def _round(self) -> int:
        """Some playthroughs from the beginning, and some that leave an earlier one on its way."""
        lured = self._lure.pick
        read = sum(map(self._one, (self._reader.least_taken, one_of, lured)))
        if waiting := [n for n in self._lure.nearest if n in self._first]:
            for pick in (one_of, lured):
                way = self._way(self._first[waiting[self._dice.roll(0, len(waiting) - 1)]])
                read += self._on(way[: self._dice.roll(1, len(way))], pick)
        kept = self._dice.roll(0, len(self.found.states) - 1)
        return read + self._on(self._way(kept), lured)

    def _way(self, state: int) -> list[int]:
        """The kept states that lead to one, in order."""
        way = []
        while state != NOBODY:
            way.append(state)
            state = self.found.before[state]
        return way[::-1]

    def _on(self, way: list[int], pick: Pick) -> int:
        """Play on from the last of some kept states."""
        found = self.found
        where, states, by = zip(
            *((found.where[n], found.states[n], found.by[n]) for n in way), strict=True
        )
        trail = Trail(list(where), list(states), list(by))
        self._keep_new(self._reader.play_on(trail, self._dice, self._dice, LONGEST, pick))
        return len(trail.where) - len(way) + 1

    def play_from(self, trail: Trail, wanted: Option | None) -> None:
        """Go a way that can be gone, and play on from its end.

        Args:
            trail: The way.
            wanted: The choice to take there, if it is there.
        """

        def pick(offers: list[Option], chance: Dice) -> Option:
            return wanted if wanted in offers and not wanted.road.taken else one_of(offers, chance)

        self._note(trail)
        for _ in range(TRIES):
            copy = replace(trail, where=trail.where[:], states=trail.states[:], by=trail.by[:])
            self._keep_new(self._reader.play_on(copy, self._dice, self._dice, LONGEST, pick))
            trail.fresh = 0

    def forget(self, closed: Collection[int]) -> None:
        """Wait no longer for what nobody can take.

        Args:
            closed: The ``id`` of each choice, and of each way of a crossing.
        """
        options = (option for spot in self._machine.spots for option in spot.options)
        shut = {id(option.road) for option in options if id(option) in closed} | set(closed)
        self._untaken = [road for road in self._untaken if id(road) not in shut]

    def _left(self) -> int:
        """How much there is that has not been met."""
        self._unread = [spot for spot in self._unread if not spot.reached]
        self._untaken = [road for road in self._untaken if not road.taken]
        self._watched = [spot for spot in self._watched if spot.watched]
        answers = (2 - len(watch.seen) for spot in self._watched for watch, _ in spot.watched)
        return len(self._unread) + len(self._untaken) + sum(answers)

    def _one(self, pick: Pick) -> int:
        trail = self._reader.play(self._dice, self._dice, self._longest, pick)
        self._keep_new(trail)
        return len(trail.where)

    def _keep_new(self, trail: Trail) -> None:
        """Keep a playthrough as far as it leads to something that nobody has met."""
        last = trail.where[-1]
        stops = trail.over and not self._machine.spots[last].moment.ending
        if stops and last not in self._stuck:
            self._stuck.add(last)
            self._keep(trail, len(trail.where))
            self.found.stuck.append(len(self.found.states) - 1)
        else:
            self._keep(trail, trail.fresh)

    def _note(self, trail: Trail) -> None:
        """Mark what is met on a way that was not played."""
        for page, (at, state) in enumerate(zip(trail.where, trail.states, strict=True), 1):
            spot = self._machine.spots[at]
            if not spot.reached:
                spot.reached, trail.fresh = True, page
            look(spot, state)

    def _keep(self, trail: Trail, pages: int) -> None:
        found, before = self.found, NOBODY
        for page in range(pages):
            self._first.setdefault(trail.where[page], len(found.states))
            found.where.append(trail.where[page])
            found.states.append(trail.states[page])
            found.before.append(before)
            found.by.append(trail.by[page])
            before = len(found.states) - 1


def _ways_that_may_be_gone(machine: Machine) -> Iterator[Road]:
    """Every way, but of those back from a detour only where some detour that comes back leads."""
    plain: dict[int, set[int]] = {}
    begun: set[tuple[int, int]] = set()
    for number, spot in enumerate(machine.spots):
        out = [road for road in roads_from(spot) if not road.way.returns]
        yield from out
        plain[number] = {r.way.there if r.way.back is None else r.way.back for r in out}
        begun |= {(r.way.there, r.way.back) for r in out if r.way.back is not None}
    for target, back in begun:
        for number in closed_from(target, plain):
            if returning := machine.spots[number].returning:
                yield returning[back]
