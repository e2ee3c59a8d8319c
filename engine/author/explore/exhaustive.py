"""Exploring a book by trying every state that a reader can bring about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.author.explore.exploration import DeadEnd, Exploration, Reached, Tried, Walkthrough
from engine.document.frozen import frozen
from engine.explore import prove
from engine.explore.coverage import Met, Missed, coverage, written_at
from engine.explore.machine import make_machine
from engine.explore.parts import TOGETHER, Purse
from engine.explore.sample import Sampler
from engine.explore.shortest import Goal, Shortest
from engine.explore.walkthrough import confirmed, looked_for
from engine.explore.watch import varying, watches
from engine.model import walk
from engine.play import CONTINUE, make_book

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from engine.author.explore.exploration import Kind
    from engine.document.span import Span
    from engine.explore import Bound, Loop, Proof
    from engine.explore.watch import Watch
    from engine.model.story import Moment, Story
    from engine.play import Book, Playthrough, Step

    Tell: TypeAlias = Callable[[str, int, int], None]
    """Told what is being done, how much of it is done, and of how much: 0 where nobody knows."""

STATES = "states tried, at most"
QUESTIONS = "what is still open"
WALKTHROUGHS = "walkthroughs"
BOTH = frozenset((True, False))
ASKED = 20
"""For so many conditions that the proof has left open, a way to each answer is looked for."""
TEXTS = 100_000
"""So many states are tried for each."""


def explore(story: Story, bound: Bound, tell: Tell, *, soon: bool = False) -> Exploration:
    """Try everything that a reader can do.

    Args:
        story: A story that can be played.
        bound: How many states are tried at most.
        tell: Told how far it has come.
        soon: Whether to try fewer where the parts of a large story show that all is well.
    """

    def tick(states: int | None) -> None:
        if states is None:
            tell(QUESTIONS, 0, 0)
        else:
            tell(STATES, states, bound.states)

    proof = prove(story, bound, tick, soon=soon)
    ways = _Ways(story, make_book(story), Shortest(story), proof)
    answers, undecided = _answers(proof, Shortest(story, TEXTS))
    varied, unknown = _varied(proof)
    endings = []
    for number, name in enumerate(story.endings):
        tell(WALKTHROUGHS, number, len(story.endings))
        endings.append(ways.to_ending(name))
    return Exploration(
        story=story,
        how=_tried(proof),
        endings=tuple(endings),
        dead_ends=tuple(ways.dead_ends()),
        closed=tuple(_closed(proof)),
        coverage=coverage(story, _met(proof, {**answers, **varied})),
        undecided=undecided + unknown,
    )


def _tried(proof: Proof) -> Tried:
    parts = proof.parts
    if parts is None:
        return Tried(proof.states, proof.found.finished)
    return Tried(proof.states, all_states=False, parts=parts.asked, open=parts.open)


def _closed(proof: Proof) -> Iterator[Missed]:
    """What nobody takes; a choice that several moments share, only where that is so of each."""
    closed = {option.choice.full: option for _, option in proof.options()}
    for _, option in proof.options():
        if not proof.is_closed(option) or option.choice.fallback:
            closed.pop(option.choice.full, None)
    shown = {option.choice.full for _, option in proof.options() if option.shown}
    for name, option in closed.items():
        why = "shown, but locked whenever it is" if name in shown else "never shown"
        yield Missed(name, option.choice.span, why)
    for spot, road in proof.dead_ways():
        if road.way.target:
            yield Missed(spot.moment.id, road.way.target.span, "this way is never gone")


def _met(proof: Proof, answers: Mapping[tuple[Span, int], frozenset[bool]]) -> Met:
    options = [option for _, option in proof.options()]
    return Met(
        moments=proof.reached,
        shown={option.choice.full for option in options if option.shown},
        taken={option.choice.full for option in options if option.road.taken},
        answers=answers,
    )


def _answers(
    proof: Proof, shortest: Shortest
) -> tuple[dict[tuple[Span, int], frozenset[bool]], int]:
    """What each condition of the prose can say, and of how many that is not known."""
    moments = (moment for moment in walk.moments(proof.story) if moment.id in proof.reached)
    answers = {written_at(watch): BOTH for moment in moments for watch in watches(moment)}
    answers |= {written_at(found.watch): frozenset((found.answer,)) for found in proof.constant}
    undecided = 0
    for number, watch in enumerate(proof.left_open):
        seen = frozenset(watch.seen)
        missing = BOTH - seen
        ways = [shortest.way(Goal(watch=watch, answer=a)) for a in missing if number < ASKED]
        met = {a for a, way in zip(missing, ways, strict=False) if way.steps is not None}
        answers[written_at(watch)] = seen | met
        undecided += len(ways) < len(missing) or not all(way.sure for way in ways)
    return answers, undecided


def _varied(proof: Proof) -> tuple[dict[tuple[Span, int], frozenset[bool]], int]:
    """What each varying text waits for can come about, and of how many that is not known."""
    story, purse = proof.story, Purse(TOGETHER)
    watched = [w for m in walk.moments(story) if m.id in proof.reached for w in varying(m)]
    if watched:
        Sampler(make_machine(story, watched)).play()
    undecided = 0
    for watch in watched:
        if True not in watch.seen and watch.moment.id in proof.returning:
            undecided += not _settled(watch, story, purse)
    return {written_at(watch): frozenset(watch.seen) for watch in watched}, undecided


def _settled(watch: Watch, story: Story, purse: Purse) -> bool:
    """Whether it is certain when a condition holds; if it does somewhere, it is marked so."""
    for slice_of in (True, False):
        fresh = replace(watch, seen=set())
        found = purse.search(story, [fresh], slice_of=slice_of)
        if True in fresh.seen and not slice_of:
            watch.seen |= fresh.seen
            return True
        if found and found.finished and True not in fresh.seen:
            return True
    return False


@frozen()
class _Ways:
    """Finds the ways of one story."""

    story: Story
    book: Book
    shortest: Shortest
    proof: Proof

    def to_ending(self, name: str) -> Reached:
        goal, ending = Goal(ending=name), self.story.endings[name]
        way = self.shortest.way(goal)
        met = name in self.proof.endings
        if way.steps is None and (way.sure or (self.proof.finished and not met)):
            return Reached(ending, met=False)
        if way.steps is None and not met:
            return Reached(ending, met=None)
        at = confirmed(self.book, way.steps, goal) if way.steps is not None else None
        if at is not None:
            return Reached(ending, met=True, walkthrough=Walkthrough(at, shortest=True))
        at = self._another(goal, self._first_of(name)) if met else self._looked_for(goal)
        walkthrough = Walkthrough(at, shortest=False) if at else None
        return Reached(ending, met=True, walkthrough=walkthrough)

    def dead_ends(self) -> Iterator[DeadEnd]:
        for name, state in self.proof.stuck.items():
            yield self._stuck(name, state)
        for loop in self.proof.loops:
            yield self._loop(loop)

    def _stuck(self, name: str, state: int) -> DeadEnd:
        goal, moment = Goal(moment=name), self.story.moment(name)
        way = self.shortest.way(goal)
        at = confirmed(self.book, way.steps, goal) if way.steps is not None else None
        smallest = at is not None
        at = at or self._another(goal, self.proof.path(state))
        if at is None:
            return _by_steps("stuck", moment, self.proof.path(state))
        return _by_steps("stuck", moment, at.steps(), at.seed, smallest=smallest)

    def _loop(self, loop: Loop) -> DeadEnd:
        path = self.proof.path(loop.state)
        return _by_steps("loop", self.proof.moment_at(loop.state), path, moments=loop.moments)

    def _first_of(self, ending: str) -> Sequence[Step]:
        """The first way to an ending that the proof has met."""
        spots = self.proof.found.machine.spots
        moments = {spot.moment.id for spot in spots if spot.moment.ending == ending}
        states = [self.proof.first(name) for name in moments & self.proof.reached]
        return self.proof.path(min(states))

    def _another(self, goal: Goal, steps: Sequence[Step]) -> Playthrough | None:
        return confirmed(self.book, steps, goal) or self._looked_for(goal)

    def _looked_for(self, goal: Goal) -> Playthrough | None:
        return looked_for(self.story, self.book, goal)


def _by_steps(  # noqa: PLR0913  (what a dead end is)
    kind: Kind,
    moment: Moment,
    steps: Sequence[Step],
    seed: int = 0,
    *,
    moments: Collection[str] = (),
    smallest: bool = True,
) -> DeadEnd:
    choices = tuple(step.choice for step in steps if step.choice != CONTINUE)
    return DeadEnd(
        kind, moment, seed, choices, len(steps) + 1, tuple(sorted(moments)), smallest=smallest
    )
