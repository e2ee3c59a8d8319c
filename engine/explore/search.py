"""The search: every state that can be reached, the nearest first."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from engine.document.collecting import without_collections
from engine.explore.chance import MOST, CountlessError
from engine.explore.machine import NO_DICE
from engine.play.runtime import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.explore.machine import Machine, Road, Spot, Values
    from engine.model.state import Value

TICK = 8_192
"""After so many states it is told how far the search has come."""
NOBODY = -1
"""Where a state has none before it, or a page was turned without a choice."""


@dataclass(frozen=True, slots=True)
class Bound:
    """How far a search goes: so it always ends, and always at the same place.

    Attributes:
        states: The most states that are kept.
        choices: The most choices that are tried.
    """

    states: int = 500_000
    choices: int = 1_000_000


@dataclass(slots=True)
class Search:
    """What a search has met.

    Attributes:
        machine: The story.
        where: The moment of each state, by number.
        states: The states, in the order they were met.
        before: The state that each was met from.
        by: The choice that led to each.
        sources: Of each choice tried, the state where it was taken.
        targets: Of each choice tried, the state that it led to.
        stuck: The states in which nothing can be done.
        ended: The states that are endings.
        finished: Whether nothing was left to try.
        countless: The variable for which more numbers are drawn than can be gone through.
    """

    machine: Machine
    where: array[int] = field(default_factory=lambda: array("i"))
    states: list[Values] = field(default_factory=list)
    before: array[int] = field(default_factory=lambda: array("i"))
    by: array[int] = field(default_factory=lambda: array("i"))
    sources: array[int] = field(default_factory=lambda: array("i"))
    targets: array[int] = field(default_factory=lambda: array("i"))
    stuck: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    finished: bool = False
    countless: str = ""


def search(machine: Machine, bound: Bound, tick: Callable[[int], None] | None = None) -> Search:
    """Try everything that can be done, until nothing is left or the bound is met.

    Args:
        machine: The story.
        bound: How far to go.
        tick: Told now and then how many states were met.
    """
    return Seeker(machine).search(bound, tick)


class Seeker:
    """A search that can be taken up again where it came to its bound.

    Args:
        machine: The story.
    """

    def __init__(self, machine: Machine) -> None:
        self._found = Search(machine)
        self._spots = machine.spots
        self._known: list[dict[Values, int]] = [{} for _ in self._spots]
        self._next = 0

    def search(self, bound: Bound, tick: Callable[[int], None] | None = None) -> Search:
        """Go on until nothing is left or the bound is met; see `search`."""
        with without_collections():
            try:
                if not self._found.states:
                    self._begin()
                if not self._found.countless:
                    self._run(bound, tick)
            except CountlessError as error:
                self._found.countless = str(error)
        return self._found

    def _begin(self) -> None:
        machine = self._found.machine
        for state in after_all(machine.first, machine.initial):
            self._note(machine.start, state, NOBODY, NOBODY)

    def _run(self, bound: Bound, tick: Callable[[int], None] | None) -> None:
        """Expand one state after the other, the nearest first."""
        found, number = self._found, self._next
        while number < len(found.states):
            if len(found.states) > bound.states or len(found.sources) > bound.choices:
                self._next = number
                return
            self._expand(number)
            number += 1
            if tick and not number % TICK:
                tick(len(found.states))
        found.finished = True

    def _expand(self, number: int) -> None:
        """Do everything that can be done in one state."""
        spot = self._spots[self._found.where[number]]
        state = self._found.states[number]
        spot.reached = True
        if spot.watched:
            look(spot, state)
        if spot.has_choices:
            offers = spot.offers(state)
            for option in offers:
                self._take(number, state, option.road)
            if not offers:
                self._found.stuck.append(number)
        elif spot.forks:
            for road in spot.across(state):
                self._take(number, state, road)
        elif (onwards := onward(spot, state)) is not None:
            self._take(number, state, onwards)
        elif spot.moment.ending:
            self._found.ended.append(number)
        else:
            self._found.stuck.append(number)

    def _take(self, number: int, state: Values, road: Road) -> None:
        road.taken = True
        way = road.way
        option = NOBODY if way.option is None else way.option
        there, known = way.there, self._known[way.there]
        sources, targets = self._found.sources, self._found.targets
        for after in (single(road, state),) if not road.actions else after_all(road, state):
            at = known.get(after)
            if at is None:
                at = self._note(there, after, number, option)
            sources.append(number)
            targets.append(at)

    def _note(self, there: int, state: Values, before: int, by: int) -> int:
        found = self._found
        number = len(found.states)
        self._known[there][state] = number
        found.states.append(state)
        found.where.append(there)
        found.before.append(before)
        found.by.append(by)
        return number


def look(spot: Spot, state: Values) -> None:
    """Note the answers of the conditions that are still watched."""
    for watch, test in spot.watched:
        watch.seen.add(bool(test(state)))  # type: ignore[arg-type]  # detours come last
    spot.watched = [(watch, test) for watch, test in spot.watched if len(watch.seen) == 1]


def onward(spot: Spot, state: Values) -> Road | None:
    """Where a moment without choices goes on to, if it does."""
    if spot.returning is None:
        return spot.onward
    detours = state[-1]
    return spot.returning[detours[-1]] if detours else None  # type: ignore[index]


def single(road: Road, state: Values) -> Values:
    """The state after a way on which nothing is drawn and nothing hangs on another place."""
    values = list(state)
    for place, table in road.tables:
        values[place] = table[values[place]]  # type: ignore[index]  # not the detours
    if road.way.back is not None or road.way.returns:
        _detour(road, values)
    return tuple(values)


def _detour(road: Road, values: list) -> None:  # type: ignore[type-arg]  # values of any place
    if road.way.returns:
        values[-1] = values[-1][:-1]
    else:
        values[-1] = (*values[-1], road.way.back)[-DEEPEST:]


def after_all(road: Road, state: Values) -> Iterator[Values]:
    """The states after a way, each that can come of its random numbers once.

    Raises:
        CountlessError: They are too many.
    """
    found: list[list[Value]] = [list(state)]  # type: ignore[arg-type]  # detours come last
    for number, action in enumerate(road.actions):
        if chance := road.chances.get(number):
            found = list(islice((n for values in found for n in chance.after(values)), MOST + 1))
            if len(found) > MOST:
                raise CountlessError(chance.name)
        else:
            for values in found:
                action(values, NO_DICE)
    yield from dict.fromkeys(single(road, tuple(values)) for values in found)
