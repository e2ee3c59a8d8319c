"""One playthrough after the other, and what each leaves behind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.explore.search import NOBODY, look, onward, single

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from engine.explore.machine import Machine, Option, Road, Spot, Values
    from engine.play.dice import Dice

    Pick: TypeAlias = Callable[[list[Option], Dice], Option]


@dataclass(slots=True)
class Trail:
    """A playthrough, page by page.

    Attributes:
        where: The moment of each page, by number.
        states: The state on each.
        by: The choice that led to each; `NOBODY` to the first, and where a page was turned.
        fresh: How many pages lead to the last moment that nobody had met before.
        over: Whether nothing could be done any more; else it was given up.
    """

    where: list[int]
    states: list[Values]
    by: list[int]
    fresh: int = 0
    over: bool = False


class Reader:
    """Plays a story, and leaves its marks on the machine.

    Attributes:
        taken: How often each choice was taken, by its ``id``.
        trail: The latest playthrough, as far as it has come.
    """

    def __init__(self, machine: Machine) -> None:
        self.taken: Counter[int] = Counter()
        self.trail = Trail([], [], [])
        self._machine = machine

    def play(
        self, chance: Dice, dice: Dice, longest: int, pick: Pick, seed: int | None = None
    ) -> Trail:
        """Play from the beginning.

        Args:
            chance: What the choices are drawn from.
            dice: What the story's own random numbers are drawn from.
            longest: After how many pages it is given up.
            pick: Which of the choices that can be taken it takes.
            seed: What the story's own lots grow from; without it, any lot may fall.
        """
        machine = self._machine
        begun = Trail([machine.start], [_after(machine.first, machine.initial, dice)], [NOBODY])
        return self.play_on(begun, chance, dice, longest, pick, seed)

    def play_on(  # noqa: PLR0913, PLR0917  (as for a whole playthrough)
        self,
        trail: Trail,
        chance: Dice,
        dice: Dice,
        longest: int,
        pick: Pick,
        seed: int | None = None,
    ) -> Trail:
        """Play on from the last page of a trail, which grows."""
        machine, self.trail = self._machine, trail
        at, state = trail.where[-1], trail.states[-1]
        for _ in range(longest):
            spot = machine.spots[at]
            if not spot.reached:
                spot.reached = True
                trail.fresh = len(trail.where)
            if spot.watched:
                look(spot, state)
            road = self._road(spot, state, (chance, pick, seed))
            if road is None:
                trail.over = True
                break
            option = road.way.option
            at, state = self._follow(road, state, dice)
            trail.where.append(at)
            trail.states.append(state)
            trail.by.append(NOBODY if option is None else option)
        return trail

    def _follow(self, road: Road, state: Values, dice: Dice) -> tuple[int, Values]:
        """Where a way leads, over the crossing if it comes to one, and with which state."""
        road.taken = True
        at, state = road.way.there, _after(road, state, dice)
        spot = self._machine.spots[at]
        if not spot.forks:
            return at, state
        spot.reached = True
        return self._follow(next(spot.across(state)), state, dice)

    def _road(self, spot: Spot, state: Values, how: tuple[Dice, Pick, int | None]) -> Road | None:
        if not spot.has_choices:
            return onward(spot, state)
        chance, pick, seed = how
        offers = spot.offers(state, seed)
        if not offers:
            return None
        picked = pick(offers, chance)
        self.taken[id(picked)] += 1
        return picked.road

    def least_taken(self, offers: list[Option], chance: Dice) -> Option:
        """A choice that has been taken least."""
        taken = self.taken
        least = min(taken[id(option)] for option in offers)
        return one_of([option for option in offers if taken[id(option)] == least], chance)


def one_of(offers: list[Option], chance: Dice) -> Option:
    """Any choice, each as likely as the others."""
    return offers[chance.roll(0, len(offers) - 1)] if len(offers) > 1 else offers[0]


def _after(road: Road, state: Values, dice: Dice) -> Values:
    if road.actions:
        values = list(state)
        for action in road.actions:
            action(values, dice)  # type: ignore[arg-type]  # detours come last
        state = tuple(values)
    return single(road, state)
