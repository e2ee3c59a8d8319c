"""A proof in parts, for a story with too many states to visit them all.

What some playthrough has met needs no proof. All else is a question about one place: can this
choice ever be taken, can this moment ever be without a choice, is there always a way out of
this cycle? Each is asked of a slice of the story that keeps only what the place looks at. More
can happen in a slice than in the story, so what never happens there never happens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from engine.explore.detours import Detours, detours_of
from engine.explore.doom import leading_to, on_cycles, parts_of
from engine.explore.machine import make_machine
from engine.explore.ranges import roads_from
from engine.explore.search import Bound, search
from engine.explore.watch import Watch
from engine.language.meaning import Chosen, Logic, Meaning
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from engine.explore.machine import Machine, Option, Road, Spot
    from engine.explore.search import Search
    from engine.model.story import Choice, Moment, Story, Target

PART = Bound(states=60_000, choices=250_000)
"""How far one part is explored."""
LEAST = Bound(states=1_000, choices=2_000)
"""How far it is where all that the parts may cost together is spent."""
TOGETHER = 1_000_000
"""So many choices are tried in all parts together, at the least."""
MAKING = 100
"""So many choices could be tried while one moment is made ready for a part."""


class Purse:
    """What the parts of a proof may cost together, in choices that are tried.

    Args:
        choices: So many.
        each: How far a single part may go.
    """

    def __init__(self, choices: int, each: Bound = PART) -> None:
        self._left = self._most = choices
        self._each = each

    def search(
        self, story: Story, watched: Iterable[Watch], *, slice_of: bool = True
    ) -> Search | None:
        """Explore what some conditions look at.

        Returns:
            What was met; nothing where so much is spent that it is not even tried.
        """
        if self._left < -self._most:
            return None
        machine = make_machine(story, watched, slice_of=slice_of)
        choices = min(self._each.choices, max(self._left, LEAST.choices))
        states = self._each.states if self._left > 0 else LEAST.states
        found = search(machine, Bound(states, choices))
        self._left -= len(found.sources) + MAKING * len(machine.spots)
        return found


class LeftOpenError(Exception):
    """A question found no answer, and nothing less than every answer was wanted."""


class Question(NamedTuple):
    """Something that found no answer.

    Attributes:
        about: What is not known.
        moment: The moment it is about, by id; nothing where it is about the whole story.
        choice: The choice.
    """

    about: Literal["choice", "way", "stuck", "loop", "detours", "pages"]
    moment: str = ""
    choice: str = ""


@dataclass(slots=True)
class Parts:
    """The answers.

    Attributes:
        purse: What the questions may cost.
        closed: The ``id`` of each choice, and of each way of a crossing, that nobody can take.
        safe: The moments that are never without a choice.
        left_open: The questions that found no answer.
        asked: How many questions there were.
        every: Whether nothing less than every answer is wanted.
    """

    purse: Purse = field(compare=False)
    every: bool = False
    closed: set[int] = field(default_factory=set)
    safe: set[str] = field(default_factory=set)
    left_open: list[Question] = field(default_factory=list)
    asked: int = 0

    @property
    def open(self) -> int:
        """How many questions found no answer."""
        return len(self.left_open)

    def answer(self, question: Question, *, known: bool) -> bool:
        """Count a question, and keep it if it found no answer.

        Raises:
            LeftOpenError: It found none, and every answer was wanted.
        """
        self.asked += 1
        if not known:
            self.left_open.append(question)
            if self.every:
                raise LeftOpenError
        return known


def ask(
    story: Story,
    sampled: Search,
    purse: Purse,
    closed: Collection[int] = (),
    *,
    every: bool = False,
) -> Parts:
    """Ask everything that playing at random has left open.

    Args:
        story: The story.
        sampled: The playthroughs, which leave their marks on the machine that they played.
        purse: What that may cost.
        closed: The ``id`` of what is known to be closed.
        every: Whether nothing less than every answer is wanted.

    Raises:
        LeftOpenError: Every answer was wanted, and a question found none.
    """
    parts, machine = Parts(purse, every, set(closed)), sampled.machine
    detours = detours_of(machine)
    stuck = _stuck(sampled)
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
        parts.answer(Question("pages"), known=False)
    return parts


def _followed(machine: Machine) -> bool:
    """Whether some playthrough was followed to the end of every way, and over each page."""
    met = [spot for spot in machine.spots if spot.reached]
    taken = (road for spot in met for road in roads_from(spot) if road.taken)
    turned = all(spot.onward is None or spot.onward.taken for spot in met)
    return turned and all(machine.spots[road.way.there].reached for road in taken)


def _ask_choice(story: Story, moment: Moment, option: Option, parts: Parts) -> None:
    """Whether a choice can ever be shown, or where it was shown, ever be taken."""
    question = Question("choice", moment.id, option.choice.id)
    if id(option) in parts.closed:
        parts.answer(question, known=True)
        return
    tree = condition_of(option.choice, shown=not option.shown)
    if option.choice.fallback or tree is None:
        parts.answer(question, known=False)
        return
    watch = watch_of(moment, tree)
    found = parts.purse.search(story, [watch])
    known = found is not None and found.finished and True not in watch.seen
    if parts.answer(question, known=known):
        parts.closed.add(id(option))


def condition_of(choice: Choice, *, shown: bool = False) -> Meaning | None:
    """What must hold for a choice to be taken, or only to be shown; nothing where nothing must."""
    codes = (choice.visible,) if shown else (choice.visible, choice.requires)
    trees = [code.tree for code in codes if code and code.tree]
    return Logic("and", tuple(trees)) if len(trees) > 1 else next(iter(trees), None)


def _ask_crossing(story: Story, number: int, spot: Spot, parts: Parts) -> None:
    """Whether the ways out of a crossing that nobody has taken can ever be."""
    left = [place for place, fork in enumerate(spot.forks) if not fork.road.taken]
    question = Question("way", spot.moment.id)
    for place in [place for place in left if id(spot.forks[place].road) in parts.closed]:
        parts.answer(question, known=True)
        left.remove(place)
    if not left:
        return
    targets = (fork.road.way.target for fork in spot.forks)
    watched = list(_directing(spot.moment, (target for target in targets if target)))
    found = parts.purse.search(story, watched)
    forks = found.machine.spots[number].forks if found and found.finished else ()
    for place in left:
        if parts.answer(question, known=bool(forks) and not forks[place].road.taken):
            parts.closed.add(id(spot.forks[place].road))


def _ask_moment(story: Story, spot: Spot, detours: Detours, parts: Parts) -> None:
    """Whether a moment can ever be without a choice."""
    moment = spot.moment
    options, question = spot.options, Question("stuck", spot.moment.id)
    if moment.returns:
        if parts.answer(question, known=detours.come_back(moment.id)):
            parts.safe.add(moment.id)
    elif not options or any(_always(option) for option in options):
        parts.safe.add(moment.id)
    else:
        watched = list(_looked_at(moment))
        found = parts.purse.search(story, watched)
        known = found is not None and found.finished and moment.id not in _stuck(found)
        if parts.answer(question, known=known):
            parts.safe.add(moment.id)


def _stuck(found: Search) -> set[str]:
    """The moments without a choice that a search has met."""
    return {found.machine.spots[found.where[state]].moment.id for state in found.stuck}


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
                yield watch_of(moment, code.tree)
        if choice.once:
            yield watch_of(moment, Chosen(choice.full))


def _directing(moment: Moment, targets: Iterable[Target]) -> Iterator[Watch]:
    """Everything that decides where the ways out of a moment lead."""
    for target in targets:
        if target.condition and target.condition.tree:
            yield watch_of(moment, target.condition.tree)


def watch_of(moment: Moment, tree: Meaning) -> Watch:
    """Something to be watched at a moment, whatever its prose says."""
    code = next(walk.prose(moment))
    return Watch(moment, tree, code)


def _ask_cycles(story: Story, machine: Machine, detours: Detours, parts: Parts) -> None:
    """Whether every cycle can be left from every state on it; a detour is stepped over."""
    if not detours.are_simple:
        parts.answer(Question("detours"), known=False)
        return
    for cycle in parts_of(on_cycles(detours.plain), detours.plain):
        question = Question("loop", machine.spots[min(cycle)].moment.id)
        known = _can_be_left(story, machine, detours, cycle, parts.purse)
        parts.answer(question, known=known)


def _can_be_left(
    story: Story, machine: Machine, detours: Detours, cycle: set[int], purse: Purse
) -> bool:
    region = cycle | {inner for number in cycle for inner in detours.within(number)}
    if region <= _freely_left(machine, region):
        return True
    moments = [machine.spots[number].moment for number in sorted(region)]
    watched = [watch for moment in moments for watch in deciding(moment)]
    found = purse.search(story, watched)
    if found is None or not found.finished:
        return False
    outside = [state for state, at in enumerate(found.where) if at not in region]
    return all(leading_to(found, [*outside, *found.ended]))


def _freely_left(machine: Machine, region: set[int]) -> set[int]:
    """The moments of a region that are left for good by ways that nothing ever closes."""
    free: set[int] = set()
    while more := {n for n in region - free if _is_free(machine.spots[n], region - free)}:
        free |= more
    return free


def _is_free(spot: Spot, bound: set[int]) -> bool:
    """Whether some way that is always open leads away from moments that may not be left."""
    if spot.forks:
        return all(_leads_away(fork.road, bound) for fork in spot.forks)
    if spot.moment.ending:
        return True
    always = [option.road for option in spot.plain if _always(option)]
    return any(_leads_away(road, bound) for road in (*always, spot.onward) if road)


def _leads_away(road: Road, bound: set[int]) -> bool:
    return road.way.back is None and road.way.there not in bound
