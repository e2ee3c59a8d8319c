"""The ways out of a moment, and everything that changes on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from engine.explore.noticed import Noticed
from engine.explore.places import EVERY, MANY, NOTHING
from engine.language.layout import TURNS
from engine.language.meaning import Change, Constant, Random
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.explore.places import Places, Tokens
    from engine.language.meaning import Meaning
    from engine.model.story import Code, Moment, Target

FEW = 64
"""A random number with more outcomes than this is not followed edge by edge."""


@dataclass(frozen=True, slots=True)
class Count:
    """One more visit, taking or turn; a clock counts only so far."""

    place: int
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Begin:
    """A clock begins anew: what it counts from has just been visited or taken."""

    place: int


Deed: TypeAlias = "Count | Begin | Change"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A place between two pages, where conditions decide which way is taken.

    It has a number as a moment has, so that what is known of moments is known of it.

    Attributes:
        moment: The moment before it.
        option: Which choice leads to it, by number; nothing where the page is only turned.
        targets: Where it leads: to the first whose condition holds.
    """

    moment: Moment
    option: int | None
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a moment or a crossing to the next.

    Attributes:
        there: The moment or the crossing it leads to, by number.
        option: Which choice it is, by number; nothing where the page is only turned.
        deeds: What changes, in order, up to the arrival.
        back: The moment that a detour comes back to, by number; nothing without a detour.
        returns: Whether a detour ends on it.
        target: The target, as declared; nothing on the way back and on the way to a crossing.
    """

    there: int
    option: int | None
    deeds: tuple[Deed, ...]
    back: int | None = None
    returns: bool = False
    target: Target | None = None


class WayFinder:
    """Finds the ways out of each moment of a story.

    Attributes:
        numbers: The number of each moment, by id.
        crossings: The crossings, numbered after the moments.
    """

    def __init__(self, moments: list[Moment], places: Places) -> None:
        self._moments = moments
        self._layout = places.layout
        self.numbers = {moment.id: number for number, moment in enumerate(moments)}
        self._ticks = tuple(Count(place, most) for place, most in places.layout.clocks)
        targets = (t for moment in moments for t in walk.targets(moment))
        self._backs = sorted({self.numbers[t.back] for t in targets if t.back})
        self.crossings = [c for moment in moments for c in _crossings(moment)]
        after = enumerate(self.crossings, len(moments))
        self._crossed = {(c.moment.id, c.option): number for number, c in after}

    def ways_across(self, crossing: Crossing) -> tuple[Way, ...]:
        """Every way out of a crossing, in the order in which they are tried."""
        return tuple(self._way(crossing.moment, None, t, ()) for t in crossing.targets)

    def ways(self, moment: Moment) -> tuple[Way, ...]:
        """Every way out of a moment; of a `return`, one to each moment it may lead back to."""
        if moment.returns:
            return tuple(
                Way(back, None, self.arriving(back, moment.scene), returns=True)
                for back in self._backs
            )
        return tuple(self._forward(moment))

    def arriving(self, there: int, scene: str | None) -> tuple[Deed, ...]:
        """What changes on arrival, coming from a scene, or from nowhere."""
        moment = self._moments[there]
        counters = [self._layout.moments.get(moment.id)]
        if scene != moment.scene:
            counters.append(self._layout.scenes.get(moment.scene))
        counts = (Count(place) for place in counters if place is not None)
        return (*counts, *self._begun(moment.id, moment.scene), *_trees(moment.enter))

    def _begun(self, *what: str) -> Iterator[Begin]:
        """The clocks of what has just been visited or taken."""
        return (Begin(self._layout.since[name]) for name in what if name in self._layout.since)

    def _forward(self, moment: Moment) -> Iterator[Way]:
        for number, choice in enumerate(moment.choices):
            counter = self._layout.choices.get(choice.full)
            places = (TURNS, counter) if counter is not None else (TURNS,)
            counts: tuple[Deed, ...] = tuple(Count(place) for place in places)
            begun = self._begun(choice.full)
            taken = (*counts, *self._ticks, *begun, *_trees(choice.effects))
            yield self._onward(moment, number, choice.targets, taken)
        if not moment.choices and moment.targets:
            yield self._onward(moment, None, moment.targets, ())

    def _onward(
        self,
        moment: Moment,
        option: int | None,
        targets: tuple[Target, ...],
        taken: tuple[Deed, ...],
    ) -> Way:
        crossing = self._crossed.get((moment.id, option))
        if crossing is not None:
            return Way(crossing, option, taken)
        return self._way(moment, option, targets[0], taken)

    def _way(
        self, moment: Moment, option: int | None, target: Target, taken: tuple[Deed, ...]
    ) -> Way:
        there = self.numbers[target.moment]
        deeds = (*taken, *self.arriving(there, moment.scene))
        back = self.numbers[target.back] if target.back else None
        return Way(there, option, deeds, back, target=target)


def _crossings(moment: Moment) -> Iterator[Crossing]:
    """Where it takes a condition to know which way is taken."""
    every = ((None, moment.targets), *((n, c.targets) for n, c in enumerate(moment.choices)))
    for option, targets in every:
        if len(targets) > 1:
            yield Crossing(moment, option, targets)


def _trees(codes: tuple[Code[Change], ...]) -> tuple[Change, ...]:
    return tuple(code.tree for code in codes if code.tree)


def mattering(
    deeds: tuple[Deed, ...], after: Mapping[int, Tokens], places: Places
) -> tuple[Deed, ...]:
    """The deeds whose outcome can be told apart by something that comes after them."""
    kept = []
    noticed = Noticed(places, after)
    for deed in reversed(deeds):
        if noticed.tokens.get(changed(deed, places)):
            kept.append(deed)
        _before_one(deed, places, noticed)
    return tuple(reversed(kept))


def changed(deed: Deed, places: Places) -> int:
    """The place that a deed changes."""
    if isinstance(deed, Change):
        return places.layout.variables[deed.variable.name]
    return deed.place


def before(
    deeds: tuple[Deed, ...], after: Mapping[int, Tokens], places: Places
) -> dict[int, Tokens]:
    """What matters before some deeds, given what matters after them."""
    noticed = Noticed(places, after)
    for deed in reversed(deeds):
        _before_one(deed, places, noticed)
    return noticed.tokens


def _before_one(deed: Deed, places: Places, noticed: Noticed) -> None:
    if isinstance(deed, Count):
        _before_count(deed.place, noticed)
    elif isinstance(deed, Begin):
        noticed.tokens[deed.place] = NOTHING
    else:
        _before_change(deed, places, noticed)


def _before_count(place: int, noticed: Noticed) -> None:
    tokens = noticed.tokens.get(place, NOTHING)
    if tokens:
        noticed.tokens[place] = _one_less(tokens)


@lru_cache(4096)
def _one_less(tokens: Tokens) -> Tokens:
    """Where a count can come to differ, seen from before it was made."""
    if None in tokens:
        return tokens
    lower = [token - 1 for token in tokens]  # type: ignore[operator]  # a counter's are numbers
    if max(lower) > MANY:  # once round a loop for each of them would come to the same
        return EVERY
    return frozenset(token for token in lower if token > 0)


def _before_change(change: Change, places: Places, noticed: Noticed) -> None:
    place = changed(change, places)
    tokens = noticed.tokens.get(place, NOTHING)
    if not tokens:
        return
    if change.operator == "=":
        noticed.tokens[place] = NOTHING
        noticed.value(change.value)
    elif change.variable.kind == "integer":
        noticed.tokens[place] = _before_sum(change, tokens, place, places)
        noticed.value(change.value)
    elif isinstance(change.value, Constant):
        noticed.tokens[place] = tokens - {change.value.value}
    else:
        noticed.value(change.value)


def _before_sum(change: Change, tokens: Tokens, place: int, places: Places) -> Tokens:
    """Where a sum can come to differ, seen from before it was made."""
    steps, every = _steps(change.value), places.every(place)
    if steps is None or None in tokens or tokens is every:
        return every
    low, high = change.variable.minimum, change.variable.maximum
    sign = 1 if change.operator == "+=" else -1
    edges = {
        token - sign * step  # type: ignore[operator]  # an integer's tokens are numbers
        for token in tokens
        for step in steps
    }
    return frozenset(edge for edge in edges if low < edge <= high)


def _steps(value: Meaning) -> range | None:
    """How much an effect can add; nothing where that hangs on other things."""
    if isinstance(value, Constant):
        return range(int(value.value), int(value.value) + 1)
    if isinstance(value, Random) and value.high - value.low < FEW:
        return range(value.low, value.high + 1)
    return None
