"""Readers who are guided to what no random reader has met.

What is left after playing at random is rare, or impossible. A slice of the story shows the
shortest way on which it may be met; where that way can be gone in truth, it is met.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from engine.explore.parts import condition_of, watch_of
from engine.explore.search import NOBODY, after_all
from engine.explore.shortest import Goal, Shortest, following
from engine.explore.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from engine.explore.machine import Machine, Option, Road, Values
    from engine.explore.sample import Sampler
    from engine.explore.shortest import Move
    from engine.model.story import Story

    Layer = dict[Values, tuple[Values, Road] | None]
    """The states that a way can have led to, each with the state and the way before it."""

FEW, VERY_FEW = 24, 4
"""More things than this are not looked for one by one, and more than that not at once."""
READY = 8_000
"""So many moments are made ready for all of them at most."""
TRIED = 10_000
"""So many states are tried for each."""
ENDS = 4
"""From so many of the states that a way can lead to, play goes on."""


class Missed(NamedTuple):
    """What nobody has met: an answer of a condition, or a choice that hangs on one."""

    goal: Goal
    option: Option | None

    @property
    def met(self) -> bool:
        """Whether somebody has met it since."""
        if self.option:
            return self.option.road.taken
        return self.goal.watch is not None and self.goal.answer in self.goal.watch.seen


def left_to_meet(machine: Machine, closed: Collection[int]) -> int:
    """How much is left that readers can be led to.

    Args:
        machine: A story that has been played.
        closed: The ``id`` of each choice that nobody can take.
    """
    return sum(1 for _ in _missed(machine, closed))


def guide(story: Story, machine: Machine, sampler: Sampler, closed: Collection[int]) -> None:
    """Lead readers to what is left, where it is little.

    Args:
        story: The story.
        machine: The story as the sampler plays it.
        sampler: Who has played it.
        closed: The ``id`` of each choice that nobody can take.
    """
    shortest, tried = None, set[object]()
    while True:
        every = {_name(one): one for one in _missed(machine, closed)}
        missed = [one for name, one in every.items() if name not in tried]
        tried |= every.keys()
        if not missed or len(missed) > FEW or len(tried) * len(machine.spots) > READY:
            return
        for one in missed:
            if not one.met:
                shortest = shortest or Shortest(story, TRIED)
                moves = shortest.way(one.goal).moves
                for trail in islice(_trails(machine, moves), ENDS if moves else 0):
                    sampler.play_from(trail, one.option)


def _missed(machine: Machine, closed: Collection[int]) -> Iterator[Missed]:
    for spot in machine.spots:
        if not spot.reached or spot.forks:
            continue
        for option in spot.options:
            tree = condition_of(option.choice)
            if tree and not (option.road.taken or id(option) in closed):
                yield Missed(Goal(watch=watch_of(spot.moment, tree)), option)
        for watch, _ in spot.watched:
            for answer in sorted({False, True} - watch.seen):
                yield Missed(Goal(watch=watch, answer=answer), None)


def _name(missed: Missed) -> object:
    return id(missed.option or missed.goal.watch), missed.goal.answer


def _trails(machine: Machine, moves: Iterable[Move]) -> Iterator[Trail]:
    """What goes a way, however random numbers fall; the ways that it takes are marked as taken."""
    layers: list[Layer] = [dict.fromkeys(after_all(machine.first, machine.initial))]
    places = [(machine.start, NOBODY)]
    for move in moves:
        spot, layer = machine.spots[move.here], layers[-1]
        by = NOBODY if move.option is None else move.option
        places.append((move.there, places[-1][1] if spot.forks else by))
        layers.append(
            {
                after: (state, road)
                for state in layer
                for road, after in following(spot, state, move)
            }
        )
    for last in layers[-1]:
        yield _backward(machine, places, layers, last)


def _backward(
    machine: Machine, places: list[tuple[int, int]], layers: list[Layer], last: Values
) -> Trail:
    """One trail through the layers, from its last state; of a crossing only that it was met."""
    pages, state = [], last
    for (at, by), layer in zip(reversed(places), reversed(layers), strict=True):
        if machine.spots[at].forks:
            machine.spots[at].reached = True
        else:
            pages.append((at, state, by))
        if before := layer[state]:
            state, road = before
            road.taken = True
    where, states, options = zip(*reversed(pages), strict=True)
    return Trail(list(where), list(states), list(options))
