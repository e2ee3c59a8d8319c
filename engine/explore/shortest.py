"""The shortest way to an ending, or to a moment in which nothing is left to do.

A slice of the story, which looks at few conditions, is searched first: more can happen in it
than in truth, so no way in truth is shorter than its shortest. Where that way cannot be gone
in truth, what its first closed choice looks at is added to the slice, and it is searched
again. What is never reached in a slice is never reached.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from engine.explore.chance import CountlessError
from engine.explore.machine import make_machine
from engine.explore.parts import deciding
from engine.explore.ranges import roads_from
from engine.explore.search import after_all, onward, single
from engine.play.page import CONTINUE
from engine.play.playthrough import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.explore.machine import Machine, Road, Spot, Values
    from engine.explore.watch import Watch
    from engine.model.story import Story

MOST = 600_000
"""So many states are tried in each slice."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Where a way is to lead.

    Attributes:
        ending: The ending's id; nothing where a dead end is meant.
        moment: The moment, by id, in which nothing is left to do.
        watch: A condition of the prose; a page is meant then on which it gives an answer.
        answer: That answer.
    """

    ending: str | None = None
    moment: str | None = None
    watch: Watch | None = None
    answer: bool = True


class Move(NamedTuple):
    """From one moment or crossing to the next, by a choice or by turning the page."""

    here: int
    option: int | None
    there: int


@dataclass(frozen=True, slots=True)
class Way:
    """The answer.

    Attributes:
        steps: The shortest way, with random numbers that fall as they must; nothing where
            there is none, or where none was found.
        sure: Whether that is certain: that there is no shorter one, or none at all.
        moves: The same way over the crossings between its pages.
    """

    steps: tuple[Step, ...] | None
    sure: bool
    moves: tuple[Move, ...] = ()


class _Line(NamedTuple):
    """The moves that led to a state, the latest first."""

    move: Move
    before: _Line | None


class Shortest:
    """Finds the shortest ways through one story."""

    def __init__(self, story: Story, most: int = MOST) -> None:
        self._story = story
        self._most = most
        self._truth = make_machine(story)
        self._slices: dict[frozenset[str], Machine] = {}

    def way(self, goal: Goal) -> Way:
        """The shortest way to a goal."""
        try:
            return self._way(goal)
        except CountlessError:
            return Way(None, sure=False)

    def _way(self, goal: Goal) -> Way:
        known = {goal.moment} if goal.moment else set()
        truth = make_machine(self._story, [goal.watch]) if goal.watch else self._truth
        while True:
            moves, finished = _Seeker(self._slice(known, goal), goal).moves(self._most)
            if moves is None:
                return Way(None, sure=finished)
            closed = _closed(truth, moves, goal)
            if closed is None:
                return Way(tuple(self._steps(moves)), sure=True, moves=tuple(moves))
            if closed in known:
                # All that it looks at is in view already: the slice can say no more.
                return Way(None, sure=False)
            known.add(closed)

    def _slice(self, known: set[str], goal: Goal) -> Machine:
        """The story with all in view that decides how some moments can be left."""
        if goal.watch:
            watched = [w for moment in sorted(known) for w in deciding(self._story.moment(moment))]
            return make_machine(self._story, [goal.watch, *watched], slice_of=True)
        name = frozenset(known)
        if name not in self._slices:
            watched = [w for moment in sorted(known) for w in deciding(self._story.moment(moment))]
            self._slices[name] = make_machine(self._story, watched, slice_of=True)
        return self._slices[name]

    def _steps(self, moves: Iterable[Move]) -> Iterator[Step]:
        for move in moves:
            spot = self._truth.spots[move.here]
            if spot.forks:
                continue
            moment = spot.moment
            choice = CONTINUE if move.option is None else moment.choices[move.option].id
            yield Step(moment.id, choice)


def _closed(truth: Machine, moves: Iterable[Move], goal: Goal) -> str | None:
    """The first moment, by id, that cannot be left as the moves do; nothing if all can."""
    states = set(after_all(truth.first, truth.initial))
    at = truth.start
    for move in moves:
        spot, at = truth.spots[move.here], move.there
        states = {after for state in states for _, after in following(spot, state, move)}
        if not states:
            return spot.moment.id
    last = truth.spots[at]
    if goal.watch and not any(_answers(last, state, goal) for state in states):
        return last.moment.id
    return None


def _answers(spot: Spot, state: Values, goal: Goal) -> bool:
    """Whether the condition that is looked for gives the answer that is looked for."""
    return any(
        bool(test(state)) is goal.answer  # type: ignore[arg-type]  # detours come last
        for watch, test in spot.watched
        if watch is goal.watch
    )


def following(spot: Spot, state: Values, move: Move) -> Iterator[tuple[Road, Values]]:
    """The ways that a move can mean in a state, each with the states that it leads to."""
    for road in _roads(spot, state):
        if road.way.option == move.option and road.way.there == move.there:
            yield from ((road, after) for after in _after(road, state))


def _roads(spot: Spot, state: Values) -> list[Road]:
    """The ways that can be taken now."""
    if spot.has_choices:
        return [option.road for option in spot.offers(state)]
    if spot.forks:
        return list(spot.across(state))
    road = onward(spot, state)
    return [road] if road else []


def _after(road: Road, state: Values) -> Iterable[Values]:
    return after_all(road, state) if road.actions else (single(road, state),)


class _Seeker:
    """Searches a slice, what may be nearest to the goal first (A*; Hart, Nilsson, Raphael)."""

    def __init__(self, machine: Machine, goal: Goal) -> None:
        self._machine = machine
        self._goal = goal
        self._left = _pages_left(machine, goal)
        self._best: list[dict[Values, int]] = [{} for _ in machine.spots]
        self._todo: list[tuple[int, int, int, int, Values, _Line | None]] = []
        self._met = 0

    def moves(self, most: int) -> tuple[list[Move] | None, bool]:
        """The moves of a shortest way, if there is one, and whether the search came to an end."""
        machine = self._machine
        if machine.start in self._left:
            for state in after_all(machine.first, machine.initial):
                self._note(machine.start, state, 0, None)
        while self._todo:
            _, back, _, at, state, line = heappop(self._todo)
            if self._best[at][state] < -back:
                continue
            spot = machine.spots[at]
            roads = _roads(spot, state)
            if self._is_there(spot, state, roads):
                return _in_order(line), True
            if self._met > most:
                return None, False
            for road in roads:
                self._go(at, state, road, -back, line)
        return None, True

    def _is_there(self, spot: Spot, state: Values, roads: list[Road]) -> bool:
        if spot.forks:
            return False
        if self._goal.ending:
            return spot.moment.ending == self._goal.ending
        if self._goal.watch:
            return spot.moment is self._goal.watch.moment and _answers(spot, state, self._goal)
        return spot.moment.id == self._goal.moment and not roads

    def _go(self, at: int, state: Values, road: Road, pages: int, line: _Line | None) -> None:
        way = road.way
        if way.there in self._left:
            pages += not self._machine.spots[way.there].forks
            after = _Line(Move(at, way.option, way.there), line)
            for there in _after(road, state):
                self._note(way.there, there, pages, after)

    def _note(self, at: int, state: Values, pages: int, line: _Line | None) -> None:
        """Note a state, unless it was met by as short a way; the deepest are tried first."""
        best = self._best[at]
        if best.get(state, pages + 1) > pages:
            best[state] = pages
            self._met += 1
            heappush(self._todo, (pages + self._left[at], -pages, self._met, at, state, line))


def _in_order(line: _Line | None) -> list[Move]:
    moves = []
    while line:
        moves.append(line.move)
        line = line.before
    return moves[::-1]


def _pages_left(machine: Machine, goal: Goal) -> dict[int, int]:
    """How many pages are left at least from each moment that leads to the goal."""
    leading: dict[int, set[int]] = {}
    for number, spot in enumerate(machine.spots):
        for road in roads_from(spot):
            leading.setdefault(road.way.there, set()).add(number)
    ends = [number for number, spot in enumerate(machine.spots) if _may_be(spot, goal)]
    left = dict.fromkeys(ends, 0)
    todo = deque(ends)
    while todo:
        number = todo.popleft()
        crossing = bool(machine.spots[number].forks)
        for before in leading.get(number, ()):
            pages = left[number] + (not crossing)
            if left.get(before, pages + 1) > pages:
                left[before] = pages
                # What is no page further comes first: so each is settled when it is taken.
                (todo.appendleft if crossing else todo.append)(before)
    return left


def _may_be(spot: Spot, goal: Goal) -> bool:
    if spot.forks:
        return False
    if goal.watch:
        return spot.moment is goal.watch.moment
    return spot.moment.ending == goal.ending if goal.ending else spot.moment.id == goal.moment
