"""Random readers: they play as the reader of a book does, by the thousand.

Half of them choose by chance alone, and tell how often something comes up. The others are
curious: they take what has been taken least, or what leads to a choice that nobody has taken,
so that what is rare is met. Each has a seed of its own, with which play comes out the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.explore.lure import Lure
from engine.explore.machine import make_machine
from engine.explore.search import NOBODY
from engine.explore.tally import Ended, Run, Stop, Stopped, Tally
from engine.explore.trail import Reader, one_of
from engine.explore.watch import varying, watches
from engine.model import walk
from engine.play import begin, make_book, take, view
from engine.play.dice import Dice, key
from engine.play.page import CONTINUE
from engine.play.playthrough import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.explore.machine import Spot
    from engine.explore.trail import Trail
    from engine.model.story import Story

LONGEST = 2_000
"""A reader who has come to no end after so many pages is given up."""
LOOKS = frozenset((0, 10, 40, 125))
"""After so many readers in a row it is seen anew what nobody has taken."""
CHECKED = 100
"""One reader of so many also reads every page as it is played and shown, word for word."""


class Readers:
    """Random readers of one story.

    Attributes:
        story: The story, which can be played.
        seed: What chance grows from.
        moments: Its moments, by number.
        watches: The conditions of its prose, and what its varying texts wait for, by number.
    """

    def __init__(self, story: Story, seed: int) -> None:
        self.story, self.seed = story, seed
        self.moments = list(walk.moments(story))
        self.watches = [w for m in self.moments for w in (*watches(m), *varying(m))]
        self._machine = make_machine(story, self.watches, whole=True)
        self._pages = self._machine.spots[: len(self.moments)]
        self._options = [option for spot in self._pages for option in spot.options]
        self._book = make_book(story)
        places = self._book.layout.variables
        self._places = [places[variable.name] for variable in story.variables]
        self._reader, self._lure = Reader(self._machine), Lure(self._machine)
        self._chance = key(seed, "readers")

    def choices(self) -> list[str]:
        """The full ids of the choices, by number; one that is shared has several."""
        return [option.choice.full for option in self._options]

    def steps(self, run: Run) -> tuple[Step, ...]:
        """What a reader did."""
        return steps_of(self._pages, run.where, run.by)

    def nothing(self) -> Tally:
        """The count of no readers."""
        pages, options = len(self._pages), len(self._options)
        return Tally([0] * pages, [0] * options, [set() for _ in self.watches])

    def read(self, first: int, count: int, taken: Sequence[int]) -> Tally:
        """Let some readers play.

        Args:
            first: The number of the first of them.
            count: How many there are.
            taken: How often each choice has been taken by those before them.
        """
        tally, ids = self.nothing(), [id(option) for option in self._options]
        self._reader.taken = counted = Counter(dict(zip(ids, taken, strict=True)))
        for number in range(first, first + count):
            if number - first in LOOKS:
                self._lure.look(counted)
            self._one(number, tally)
        tally.taken = [counted[name] - before for name, before in zip(ids, taken, strict=True)]
        tally.reached = {number for number, spot in enumerate(self._pages) if spot.reached}
        tally.shown = {number for number, option in enumerate(self._options) if option.shown}
        tally.answers = [set(watch.seen) for watch in self.watches]
        return tally

    def _one(self, number: int, tally: Tally) -> None:
        seed, error = self.seed + number, ""
        pick = (one_of, self._reader.least_taken, one_of, self._lure.pick)[number % 4]
        try:
            self._reader.play(Dice(self._chance + number), Dice(seed), LONGEST, pick, seed)
        except Exception as found:  # noqa: BLE001  (whatever it is, an author must be told)
            error = named(found)
        trail = self._reader.trail
        if number % CHECKED == 0 and not error:
            error = self._checked(trail, seed)
        tally.readers += 1
        tally.pages += len(trail.where)
        if by_chance(number):
            tally.by_chance += 1
            for at in set(trail.where):
                tally.visits[at] += 1
        self._note(trail, number, error, tally)

    def _note(self, trail: Trail, number: int, error: str, tally: Tally) -> None:
        """Note how a playthrough ended."""
        last = trail.where[-1]
        ending = self._machine.spots[last].moment.ending
        if error or (trail.over and not ending):
            stopped = tally.stopped.setdefault(Stop(last, error), Stopped())
            stopped.readers += 1
            stopped.shortest = self._shorter(stopped.shortest, trail, number)
        elif not ending:
            tally.given_up += 1
        else:
            ended = tally.ended.get(ending)
            if ended is None:
                ended = tally.ended[ending] = Ended(values=[Counter() for _ in self._places])
            ended.readers += 1
            ended.shortest = self._shorter(ended.shortest, trail, number)
            if by_chance(number):
                self._count(ended, trail)

    def _shorter(self, known: Run | None, trail: Trail, number: int) -> Run:
        pages = len(trail.where)
        if known and known.pages <= pages:
            return known
        return Run(pages, number, self.seed + number, tuple(trail.where), tuple(trail.by))

    def _count(self, ended: Ended, trail: Trail) -> None:
        """Count the state of a reader by chance at an ending."""
        ended.by_chance += 1
        ended.choices[sum(option != NOBODY for option in trail.by)] += 1
        state = trail.states[-1]
        for counted, place in zip(ended.values, self._places, strict=True):
            counted[state[place]] += 1  # type: ignore[index]  # not the detours

    def _checked(self, trail: Trail, seed: int) -> str:
        """Play a playthrough as a reader of the book does, and show each page.

        Returns:
            What goes wrong, if anything does; the trail then ends there.
        """
        spots, page = self._machine.spots, 0
        try:
            at = begin(self._book, seed)
            view(at)
            for page, step in enumerate(steps_of(spots, trail.where, trail.by), 1):  # noqa: B007
                at = take(at, step.choice)
                view(at)
        except Exception as found:  # noqa: BLE001  (whatever it is, an author must be told)
            del trail.where[page + 1 :], trail.states[page + 1 :], trail.by[page + 1 :]
            return named(found)
        there = spots[trail.where[-1]].moment.id
        return "" if at.moment == there else f"play comes to {at.moment}, and exploring to {there}"


def by_chance(number: int) -> bool:
    """Whether a reader of this number chooses by chance alone."""
    return number % 2 == 0


def named(error: Exception) -> str:
    """An error in words."""
    return f"{type(error).__name__}: {error}"


def steps_of(spots: Sequence[Spot], where: Sequence[int], by: Sequence[int]) -> tuple[Step, ...]:
    """The steps of a playthrough that is known by numbers."""
    return tuple(_steps(spots, where, by))


def _steps(spots: Sequence[Spot], where: Sequence[int], by: Sequence[int]) -> Iterator[Step]:
    for here, option in zip(where, by[1:], strict=False):
        moment = spots[here].moment
        yield Step(moment.id, CONTINUE if option == NOBODY else moment.choices[option].id)
