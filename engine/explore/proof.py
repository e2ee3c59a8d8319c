"""The proof: what can happen in a story, and what never can, however it is played."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from engine.explore.crowding import crowding
from engine.explore.detours import lost_detours
from engine.explore.doom import closed_from, leading_to, on_cycles, ways_among
from engine.explore.guided import FEW, VERY_FEW, guide, left_to_meet
from engine.explore.machine import make_machine
from engine.explore.parts import PART, TOGETHER, LeftOpenError, Parts, Purse, ask
from engine.explore.ranges import idle_changes, never_open, roads_from
from engine.explore.sample import LONGER, SHORT, Sampler
from engine.explore.search import NOBODY, Bound, Seeker, search
from engine.explore.undrawn import Undrawn, always_before
from engine.explore.watch import Watch, watches
from engine.model import walk
from engine.play.page import CONTINUE
from engine.play.playthrough import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from engine.document.span import Span
    from engine.explore.detours import Lost
    from engine.explore.machine import Option, Road, Spot
    from engine.explore.search import Search
    from engine.model.story import Moment, Story, Storylet

BOTH = 2
"""A condition that has given both answers is done with."""
FIRST = Bound(states=30_000, choices=60_000)
"""How far a story is explored before it is asked whether its parts can be proved sooner."""
JOINTLY = Bound(states=20_000, choices=60_000)
"""How far a story is explored with every condition of its prose in view at once."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A condition of the prose that gives one answer for ever.

    Attributes:
        watch: The condition, and where it stands.
        answer: What it says whenever its moment is reached.
    """

    watch: Watch
    answer: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """A part of the story that is entered and never left.

    Attributes:
        state: The first state in it, by number.
        moments: Every moment that can follow, by id.
    """

    state: int
    moments: frozenset[str]


@dataclass
class Proof:
    """What a search has shown of a story.

    Attributes:
        story: The story.
        found: The search.
        constant: The conditions of the prose that never change their answer.
        left_open: The conditions of the prose that the bound left open.
        parts: Where there are too many states to visit, what is known of single places.
        crowded: What makes so many states of the story, in words, where they are too many.
    """

    story: Story
    found: Search
    constant: tuple[Watched, ...] = ()
    left_open: tuple[Watch, ...] = ()
    parts: Parts | None = None
    crowded: tuple[str, ...] = ()
    _firsts: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def finished(self) -> bool:
        """Whether nothing is left open, so that what was not met can never be met."""
        return self.found.finished or (self.parts is not None and not self.parts.open)

    @property
    def is_well(self) -> bool:
        """Whether nothing is left open, and nothing was found that an author must be told."""
        wrong = self.constant or self.left_open or self.found.stuck or self.lost
        closed = self.parts is not None and self.parts.closed
        return self.finished and not (wrong or closed) and self.endings >= self.story.endings.keys()

    @property
    def undecided(self) -> int:
        """How many conditions of the prose the bound left open."""
        return len(self.left_open)

    @property
    def states(self) -> int:
        """How many states were met, of those that the conditions can tell apart."""
        return sum(self.is_page(state) for state in range(len(self.found.states)))

    @cached_property
    def reached(self) -> frozenset[str]:
        """The moments that were met, by id."""
        return frozenset(spot.moment.id for spot in self.found.machine.spots if spot.reached)

    @cached_property
    def endings(self) -> frozenset[str]:
        """The endings that were met."""
        spots = (spot for spot in self.found.machine.spots if spot.reached)
        return frozenset(spot.moment.ending for spot in spots if spot.moment.ending)

    def options(self) -> Iterator[tuple[Spot, Option]]:
        """Every choice of every moment that was met."""
        for spot in self.found.machine.spots:
            if spot.reached:
                yield from ((spot, option) for option in spot.options)

    def is_closed(self, option: Option) -> bool:
        """Whether it is certain that a choice can never be taken."""
        if self.found.finished:
            return not option.road.taken
        return self.parts is not None and id(option) in self.parts.closed

    def dead_ways(self) -> Iterator[tuple[Spot, Road]]:
        """The ways of lists that readers come to, and that certainly nobody ever takes.

        A list of a choice that several moments share is one list.
        """
        closed = self.parts.closed if self.parts else frozenset()
        met = [(s, f.road) for s in self.found.machine.spots if s.reached for f in s.forks]
        open_ = {
            road.way.target.span
            for _, road in met
            if road.way.target and not self._is_dead(road, closed)
        }
        for spot, road in met:
            if road.way.target and road.way.target.span not in open_:
                yield spot, road

    def _is_dead(self, road: Road, closed: Collection[int]) -> bool:
        return not road.taken and (self.found.finished or id(road) in closed)

    def moment_at(self, state: int) -> Moment:
        """The moment of a state."""
        return self.found.machine.spots[self.found.where[state]].moment

    def is_page(self, state: int) -> bool:
        """Whether a state is a page that is read, and not a crossing between two."""
        return not self.found.machine.spots[self.found.where[state]].forks

    def first(self, moment: str) -> int:
        """The first state in which a moment was met.

        Raises:
            KeyError: It was never met.
        """
        if not self._firsts:
            for state in range(len(self.found.states) - 1, -1, -1):
                self._firsts[self.moment_at(state).id] = state
        return self._firsts[moment]

    def path(self, state: int) -> tuple[Step, ...]:
        """The shortest way to a state: what was done, and where."""
        steps = []
        while (before := self.found.before[state]) != NOBODY:
            moment, by = self.moment_at(before), self.found.by[state]
            if self.is_page(before):
                steps.append(Step(moment.id, CONTINUE if by == NOBODY else moment.choices[by].id))
            state = before
        return tuple(reversed(steps))

    @cached_property
    def stuck(self) -> dict[str, int]:
        """The moments in which nothing may be left to do, each with the first such state."""
        found: dict[str, int] = {}
        for state in self.found.stuck:
            found.setdefault(self.moment_at(state).id, state)
        return found

    @cached_property
    def loops(self) -> tuple[Loop, ...]:
        """The parts of the story that are entered and never left; one for each cause."""
        if not self.found.finished:
            return ()
        safe = leading_to(self.found, [*self.found.ended, *self.found.stuck])
        caught = {state for state in range(len(safe)) if not safe[state]}
        after = ways_among(self.found, caught)
        told: set[int] = set()
        loops: list[Loop] = []
        for state in sorted(caught):
            if state in told:
                continue
            inside = closed_from(state, after)
            moments = frozenset(self.moment_at(s).id for s in inside if self.is_page(s))
            if not inside & told and not any(moments & loop.moments for loop in loops):
                first = min(s for s in inside if self.is_page(s))
                loops.append(Loop(first, moments))
            told |= inside
        return tuple(loops)

    @cached_property
    def doomed(self) -> bytearray:
        """Each state from which no ending can be reached, marked by 0."""
        return leading_to(self.found, self.found.ended)

    @cached_property
    def lost(self) -> tuple[Lost, ...]:
        """The detours that never come back."""
        if not self.finished:
            return ()
        return tuple(lost_detours(self.found.machine, whole=self.found.finished))

    def undrawn(self, storylet: Storylet) -> Undrawn:
        """Why a storylet is never drawn, which must be so."""
        before = always_before(self.found, storylet) if self.found.finished else ()
        condition = storylet.condition
        if before or condition is None or condition.tree is None:
            return Undrawn(allowed=True, before=before)
        if not storylet.once:
            return Undrawn(allowed=False)
        drawing = (m for m in walk.moments(self.story) if m.draw and m.draw.deck == storylet.deck)
        watched = [Watch(m, condition.tree, condition) for m in drawing]
        found = search(make_machine(self.story, watched), PART)
        held = any(True in watch.seen for watch in watched)
        return Undrawn(allowed=held if held or found.finished else None)

    @cached_property
    def idle(self) -> dict[int, int]:
        """By the ``id`` of each effect that does nothing whenever it runs, the edge it is at."""
        machine = self.found.machine
        if not self.finished:
            return {}
        return idle_changes(machine, self.story.variables, whole=self.found.finished)

    @cached_property
    def returning(self) -> frozenset[str]:
        """The moments that some reader may see more than once."""
        spots, whole = self.found.machine.spots, self.found.finished
        taken = {
            number: {road.way.there for road in roads_from(spot) if road.taken or not whole}
            for number, spot in enumerate(spots)
        }
        return frozenset(spots[number].moment.id for number in on_cycles(taken))

    def sealing(self, state: int) -> int | None:
        """The last state on the way to one from which an ending could still be reached."""
        at = state
        while at != NOBODY and not (self.doomed[at] and self.is_page(at)):
            at = self.found.before[at]
        return None if at == NOBODY else at


def prove(
    story: Story,
    bound: Bound | None = None,
    tick: Callable[[int | None], None] | None = None,
    *,
    soon: bool = False,
) -> Proof:
    """Find out all that can happen in a story that has no error.

    Args:
        story: The story.
        bound: How far to go.
        tick: Told now and then how many states were met, and nothing any more when these are
            done with and single questions are asked.
        soon: Whether to try the parts of a large story first, and all of its states only where
            these leave something open, or something to be told with the shortest way to it.

    Returns:
        A proof if the search finished within its bound; else what was met on the way.
    """
    bound, sampled = bound or Bound(), None
    seeker = Seeker(make_machine(story))
    found = seeker.search(FIRST if soon else bound, tick)
    if soon and not found.finished:
        sampled = _Sampled(story)
        with suppress(LeftOpenError):
            in_parts = _prove_in_parts(story, sampled, Purse(TOGETHER), every=True)
            if in_parts.is_well:
                return in_parts
        found = seeker.search(replace(bound, choices=found.machine.within(bound.choices)), tick)
    if tick:
        tick(None)
    if not found.finished:
        choices = max(bound.choices, TOGETHER)
        purse = Purse(found.machine.within(choices) if soon else choices)
        sampled = sampled or _Sampled(story)
        sampled.play_longer()
        in_parts = _prove_in_parts(story, sampled, purse)
        in_parts.crowded = () if in_parts.finished else crowding(found)
        return in_parts
    reached = {spot.moment.id for spot in found.machine.spots if spot.reached}
    watched = [w for m in walk.moments(story) if m.id in reached for w in watches(m)]
    if not watched or search(make_machine(story, watched), JOINTLY).finished:
        return Proof(story, found, tuple(_constant(watched, {})))
    Sampler(make_machine(story, watched)).play()
    purse = Purse(2 * bound.choices, each=bound)
    answers = {w: _answers(w, story, purse) for w in watched if len(w.seen) < BOTH}
    return Proof(story, found, tuple(_constant(watched, answers)), _left_open(answers))


class _Sampled:
    """What playing a story has met: at random, and guided to the little that then was left.

    Attributes:
        watched: The conditions of its prose.
        closed: The ``id`` of each choice and of each way that no number allows for.
    """

    def __init__(self, story: Story) -> None:
        self.watched = [watch for moment in walk.moments(story) for watch in watches(moment)]
        self._story = story
        self._machine = make_machine(story, self.watched)
        self._sampler = Sampler(self._machine)
        self._sampler.play(SHORT)
        self.closed = frozenset(never_open(self._machine, story.variables))
        self._sampler.forget(self.closed)
        left = left_to_meet(self._machine, self.closed)
        if left <= FEW:
            if left > VERY_FEW:
                self._sampler.play(LONGER)
            guide(story, self._machine, self._sampler, self.closed)
            self._sampler.play(LONGER)

    @property
    def found(self) -> Search:
        """The playthroughs that met something first."""
        return self._sampler.found

    def play_longer(self) -> None:
        """Play on at random, as is worth it where nothing quicker has found out all."""
        self._sampler.play()


def _prove_in_parts(story: Story, sampled: _Sampled, purse: Purse, *, every: bool = False) -> Proof:
    """Find out what can be known of a story that has too many states to visit them all.

    Raises:
        LeftOpenError: Every answer was wanted, and a question found none.
    """
    found, watched = sampled.found, sampled.watched
    reached = {spot.moment.id for spot in found.machine.spots if spot.reached}
    watched = [w for w in watched if w.moment.id in reached]
    answers = {w: _answers_in_part(w, story, purse) for w in watched if len(w.seen) < BOTH}
    if every and None in answers.values():
        raise LeftOpenError
    parts = ask(story, found, purse, sampled.closed, every=every)
    constant = tuple(_constant(watched, answers))
    return Proof(story, found, constant, _left_open(answers), parts)


def _answers_in_part(watch: Watch, story: Story, purse: Purse) -> frozenset[bool] | None:
    """The one answer that a condition gives; nothing where a slice allows for both."""
    fresh = Watch(watch.moment, watch.tree, watch.code, watch.block)
    found = purse.search(story, [fresh])
    known = found is not None and found.finished and len(fresh.seen) < BOTH
    return frozenset(fresh.seen) if known else None


def _constant(
    watched: Iterable[Watch], answers: Mapping[Watch, frozenset[bool] | None]
) -> Iterator[Watched]:
    """The conditions that give one answer, wherever the text stands that they belong to."""
    groups: dict[tuple[Span, int], list[Watch]] = {}
    for watch in watched:
        groups.setdefault((watch.code.place.span, watch.tree.start), []).append(watch)
    for group in groups.values():
        given = [answers.get(watch, frozenset(watch.seen)) for watch in group]
        every = frozenset[bool]().union(*(found for found in given if found is not None))
        if None not in given and len(every) == 1:
            yield Watched(group[0], *every)


def _left_open(answers: Mapping[Watch, frozenset[bool] | None]) -> tuple[Watch, ...]:
    return tuple(watch for watch, given in answers.items() if given is None)


def _answers(watch: Watch, story: Story, purse: Purse) -> frozenset[bool] | None:
    """The answers that a condition can give; nothing where the bound does not let us know.

    A slice of the story is small, and rules out most of what is never met. Only where it
    leaves a doubt is the whole of the story explored again with this condition in view.
    """
    for slice_of in (True, False):
        fresh = Watch(watch.moment, watch.tree, watch.code, watch.block)
        found = purse.search(story, [fresh], slice_of=slice_of)
        whole = found is not None and found.finished and len(fresh.seen) < BOTH
        if whole or (len(fresh.seen) == BOTH and not slice_of):
            return frozenset(fresh.seen)
    return None
