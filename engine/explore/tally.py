"""What many random readers met, counted; two counts can be added, in whatever order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.state import Value


class Run(NamedTuple):
    """One reader's playthrough; of several, the least is the one to keep.

    Attributes:
        pages: How many pages it has.
        reader: The number of the reader.
        seed: What the story's random numbers grow from.
        where: The moment of each page, by number.
        by: The choice that led to each, by number.
    """

    pages: int
    reader: int
    seed: int
    where: tuple[int, ...]
    by: tuple[int, ...]


@dataclass(slots=True)
class Ended:
    """The readers who came to one ending.

    Attributes:
        readers: How many there are.
        by_chance: How many of those who choose by chance alone.
        shortest: The shortest playthrough.
        choices: How many of those by chance made so many choices.
        values: By the number of each variable, how many of those by chance ended with a value.
    """

    readers: int = 0
    by_chance: int = 0
    shortest: Run | None = None
    choices: Counter[int] = field(default_factory=Counter)
    values: list[Counter[Value]] = field(default_factory=list)

    def add(self, other: Ended) -> None:
        """Add other readers who came to it."""
        self.readers += other.readers
        self.by_chance += other.by_chance
        self.shortest = _least(self.shortest, other.shortest)
        self.choices += other.choices
        if not self.values:
            self.values = [Counter() for _ in other.values]
        for mine, others in zip(self.values, other.values, strict=True):
            mine.update(others)


@dataclass(slots=True)
class Stopped:
    """The readers whose story broke off at one moment for one reason.

    Attributes:
        readers: How many there are.
        shortest: The shortest playthrough.
    """

    readers: int = 0
    shortest: Run | None = None

    def add(self, other: Stopped) -> None:
        """Add other readers whose story broke off there."""
        self.readers += other.readers
        self.shortest = _least(self.shortest, other.shortest)


class Stop(NamedTuple):
    """Where a story broke off: a moment, by number, and what went wrong; nothing if stuck."""

    moment: int
    error: str = ""


@dataclass(slots=True)
class Tally:
    """What random readers met.

    Attributes:
        visits: How many readers by chance alone came to each moment, by number.
        taken: How often each choice was taken, by number.
        reached: The moments that were met.
        shown: The choices that were seen, by number.
        answers: What each condition of the prose has said.
        readers: How many readers there were.
        by_chance: How many of them chose by chance alone.
        pages: How many pages were read.
        given_up: How many readers came to no end within the most pages.
        ended: The readers who came to each ending.
        stopped: The readers whose story broke off.
    """

    visits: list[int]
    taken: list[int]
    answers: list[set[bool]]
    reached: set[int] = field(default_factory=set)
    shown: set[int] = field(default_factory=set)
    readers: int = 0
    by_chance: int = 0
    pages: int = 0
    given_up: int = 0
    ended: dict[str, Ended] = field(default_factory=dict)
    stopped: dict[Stop, Stopped] = field(default_factory=dict)

    @property
    def choices(self) -> int:
        """How many choices were made."""
        return sum(self.taken)

    def add(self, other: Tally) -> None:
        """Add what other readers met."""
        self.visits = _sums(self.visits, other.visits)
        self.taken = _sums(self.taken, other.taken)
        self.reached |= other.reached
        self.shown |= other.shown
        for mine, others in zip(self.answers, other.answers, strict=True):
            mine.update(others)
        self.readers += other.readers
        self.by_chance += other.by_chance
        self.pages += other.pages
        self.given_up += other.given_up
        for name, ended in other.ended.items():
            self.ended.setdefault(name, Ended()).add(ended)
        for stop, stopped in other.stopped.items():
            self.stopped.setdefault(stop, Stopped()).add(stopped)


def _sums(one: Iterable[int], other: Iterable[int]) -> list[int]:
    return [a + b for a, b in zip(one, other, strict=True)]


def _least(one: Run | None, other: Run | None) -> Run | None:
    return min(one, other) if one and other else one or other
