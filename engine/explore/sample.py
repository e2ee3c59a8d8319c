"""Playing at random: the quickest way to meet most of what can be met.

What has been met in some playthrough needs no proof. The first way to each moment is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explore.doom import closed_from
from engine.explore.lure import Lure
from engine.explore.ranges import roads_from
from engine.explore.search import NOBODY, Search
from engine.explore.trail import Reader, one_of
from engine.play.dice import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.explore.machine import Machine, Road
    from engine.explore.trail import Pick, Trail

LONGEST = 400
"""A playthrough is given up after so many pages."""
SEED = 1917
PATIENCE, FEWEST, MOST = 2_500, 5_000, 400_000
"""Pages without anything new before it is given up: so many for each moment, within limits."""
ALL = 1_000_000
"""So many pages are read at most: a few seconds."""


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

    def play(self) -> Search:
        """Play until everything has been met, or nothing new for a long time."""
        pages = min(max(PATIENCE * len(self._machine.spots), FEWEST), MOST)
        left, patience, unread = self._left(), pages, ALL
        while left and patience > 0 and unread > 0:
            self._lure.look(self._reader.taken)
            for pick in (self._reader.least_taken, one_of, self._lure.pick):
                read = self._one(pick)
                patience, unread = patience - read, unread - read
            now = self._left()
            if now < left:
                left, patience = now, pages
        return self.found

    def _left(self) -> int:
        """How much there is that has not been met."""
        self._unread = [spot for spot in self._unread if not spot.reached]
        self._untaken = [road for road in self._untaken if not road.taken]
        self._watched = [spot for spot in self._watched if spot.watched]
        answers = (2 - len(watch.seen) for spot in self._watched for watch, _ in spot.watched)
        return len(self._unread) + len(self._untaken) + sum(answers)

    def _one(self, pick: Pick) -> int:
        dice = self._dice
        trail = self._reader.play(dice, dice, LONGEST, pick)
        last = trail.where[-1]
        stops = trail.over and not self._machine.spots[last].moment.ending
        if stops and last not in self._stuck:
            self._stuck.add(last)
            self._keep(trail, len(trail.where))
            self.found.stuck.append(len(self.found.states) - 1)
        else:
            self._keep(trail, trail.fresh)
        return len(trail.where)

    def _keep(self, trail: Trail, pages: int) -> None:
        found, before = self.found, NOBODY
        for page in range(pages):
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
