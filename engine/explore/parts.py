"""A proof in parts, for a story with too many states to visit them all.

What some playthrough has met needs no proof. All else is a question about one place: can this
choice ever be taken, can this moment ever be without a choice, is there always a way out of
this cycle? Each is asked of a slice of the story that keeps only what the place looks at. More
can happen in a slice than in the story, so what never happens there never happens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.explore.detours import Detours, detours_of
from engine.explore.doom import leading_to, on_cycles, parts_of
from engine.explore.machine import make_machine
from engine.explore.ranges import roads_from
from engine.explore.search import Bound, search
from engine.explore.watch import Watch
from engine.language.meaning import Chosen, Logic, Meaning
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.explore.machine import Machine, Option, Spot
    from engine.explore.search import Search
    from engine.model.story import Moment, Story, Target

PART = Bound(states=60_000, choices=250_000)
"""How far one part is explored."""


@dataclass(slots=True)
class Parts:
    """The answers.

    Attributes:
        closed: The ``id`` of each choice, and of each way of a crossing, that nobody can take.
        safe: The moments that are never without a choice.
        open: How many questions found no answer.
        asked: How many questions there were.
    """

    closed: set[int] = field(default_factory=set)
    safe: set[str] = field(default_factory=set)
    open: int = 0
    asked: int = 0

    def answer(self, *, known: bool) -> bool:
        """Count a question, and whether it found its answer."""
        self.asked += 1
        self.open += not known
        return known


def ask(story: Story, sampled: Search) -> Parts:
    """Ask everything that playing at random has left open.

    Args:
        story: The story.
        sampled: The playthroughs, which leave their marks on the machine that they played.
    """
    parts, machine = Parts(), sampled.machine
    detours = detours_of(machine)
    stuck = {machine.spots[sampled.where[state]].moment.id for state in sampled.stuck}
    for number, spot in enumerate(machine.spots):
        if spot.reached and spot.forks:
            _ask_crossing(story, number, spot, parts)
        elif spot.reached:
            for option in spot.options:
                if not option.road.taken:
                    _ask_choice(story, spot.moment, option, parts)
            if spot.moment.id not in stuck:
                _ask_moment(story, spot, detours, parts)
    _ask_cycles(story, machine, detours, parts)
    if not _followed(machine):
        parts.answer(known=False)
    return parts


def _followed(machine: Machine) -> bool:
    """Whether some playthrough was followed to the end of every way, and over each page."""
    met = [spot for spot in machine.spots if spot.reached]
    taken = (road for spot in met for road in roads_from(spot) if road.taken)
    turned = all(spot.onward is None or spot.onward.taken for spot in met)
    return turned and all(machine.spots[road.way.there].reached for road in taken)


def _ask_choice(story: Story, moment: Moment, option: Option, parts: Parts) -> None:
    """Whether a choice can ever be shown, or where it was shown, ever be taken."""
    codes = (option.choice.visible, option.choice.requires) if option.shown else ()
    trees = [code.tree for code in codes or (option.choice.visible,) if code and code.tree]
    if option.choice.fallback or not trees:
        parts.answer(known=False)
        return
    tree = Logic("and", tuple(trees)) if len(trees) > 1 else trees[0]
    watch = _watch(moment, tree)
    found = search(make_machine(story, [watch], slice_of=True), PART)
    if parts.answer(known=found.finished and True not in watch.seen):
        parts.closed.add(id(option))


def _ask_crossing(story: Story, number: int, spot: Spot, parts: Parts) -> None:
    """Whether the ways out of a crossing that nobody has taken can ever be."""
    left = [place for place, fork in enumerate(spot.forks) if not fork.road.taken]
    if not left:
        return
    targets = (fork.road.way.target for fork in spot.forks)
    watched = list(_directing(spot.moment, (target for target in targets if target)))
    found = search(make_machine(story, watched, slice_of=True), PART)
    forks = found.machine.spots[number].forks
    for place in left:
        if parts.answer(known=found.finished and not forks[place].road.taken):
            parts.closed.add(id(spot.forks[place].road))


def _ask_moment(story: Story, spot: Spot, detours: Detours, parts: Parts) -> None:
    """Whether a moment can ever be without a choice."""
    moment = spot.moment
    options = spot.options
    if moment.returns:
        if parts.answer(known=detours.come_back(moment.id)):
            parts.safe.add(moment.id)
    elif not options or any(_always(option) for option in options):
        parts.safe.add(moment.id)
    else:
        watched = list(_looked_at(moment))
        found = search(make_machine(story, watched, slice_of=True), PART)
        places = {found.machine.spots[found.where[state]].moment.id for state in found.stuck}
        if parts.answer(known=found.finished and moment.id not in places):
            parts.safe.add(moment.id)


def _always(option: Option) -> bool:
    return not (option.visible or option.open or option.choice.once)


def deciding(moment: Moment) -> Iterator[Watch]:
    """Everything that decides how a moment can be left, and where to."""
    yield from _looked_at(moment)
    yield from _directing(moment, walk.targets(moment))


def _looked_at(moment: Moment) -> Iterator[Watch]:
    """Everything that the choices of a moment look at."""
    for choice in moment.choices:
        for code in (choice.visible, choice.requires):
            if code and code.tree:
                yield _watch(moment, code.tree)
        if choice.once:
            yield _watch(moment, Chosen(choice.full))


def _directing(moment: Moment, targets: Iterable[Target]) -> Iterator[Watch]:
    """Everything that decides where the ways out of a moment lead."""
    for target in targets:
        if target.condition and target.condition.tree:
            yield _watch(moment, target.condition.tree)


def _watch(moment: Moment, tree: Meaning) -> Watch:
    code = next(walk.prose(moment))
    return Watch(moment, tree, code)


def _ask_cycles(story: Story, machine: Machine, detours: Detours, parts: Parts) -> None:
    """Whether every cycle can be left from every state on it; a detour is stepped over."""
    if not detours.are_simple:
        parts.answer(known=False)
        return
    for cycle in parts_of(on_cycles(detours.plain), detours.plain):
        parts.answer(known=_can_be_left(story, machine, detours, cycle))


def _can_be_left(story: Story, machine: Machine, detours: Detours, cycle: set[int]) -> bool:
    region = cycle | {inner for number in cycle for inner in detours.within(number)}
    moments = [machine.spots[number].moment for number in sorted(region)]
    watched = [watch for moment in moments for watch in deciding(moment)]
    found = search(make_machine(story, watched, slice_of=True), PART)
    if not found.finished:
        return False
    outside = [state for state, at in enumerate(found.where) if at not in region]
    return all(leading_to(found, [*outside, *found.ended]))
