"""The places of a state, and what sort of value each holds."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from engine.language.layout import TURNS, Layout
from engine.play.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.model.state import Value, Variable
    from engine.model.story import Story

Tokens: TypeAlias = frozenset["Value | None"]
"""What can still be told apart about the value of one place.

Of a number, the least value of each group that behaves alike, the lowest group apart; of an
enum and a truth value, the values that differ from the rest; of a set, the members that
matter. Empty where nothing about it matters any more.
"""

NOTHING: Final[Tokens] = frozenset()
EVERY: Final[Tokens] = frozenset({None})
"""Each value differs from each other."""

MANY: Final = 4096
"""A number with more values than this is kept as it is, or not at all."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything stands, and the variable that stands there; a counter has none.

    Attributes:
        layout: The places by name.
        variables: The variable at a place; nothing where visits, takings or turns are counted.
    """

    layout: Layout
    variables: dict[int, Variable] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What stands at each place, as a condition asks for it."""
        wrapped = ("{}", "visits({})", "visits({})", "chosen({})", "turns_since({})")
        tables = zip(wrapped, self.layout.tables, strict=True)
        named = {place: how.format(name) for how, table in tables for name, place in table.items()}
        return tuple(named.get(place, "turns()") for place in range(self.layout.size))

    def every(self, place: int) -> Tokens:
        """All that could be told apart about a place."""
        variable = self.variables.get(place)
        if variable is None:
            return EVERY
        if variable.kind == "integer":
            return _between(variable.minimum, variable.maximum)
        return frozenset((True,)) if variable.kind == "boolean" else frozenset(variable.values)

    def upto(self, place: int, tokens: Tokens) -> Tokens:
        """All that could be told apart about a place below what is told apart already."""
        if place in self.variables or None in tokens:
            return self.every(place)
        most = max(_numbers(tokens), default=0)
        return _between(0, most)

    def settling(self, place: int, tokens: Tokens) -> Callable[[Value], Value]:
        """Finds the value that stands for all those that behave like one."""
        if None in tokens:
            return lambda value: value
        variable = self.variables.get(place)
        if variable is None or variable.kind == "integer":
            return _floor(variable.minimum if variable else 0, edges(tokens) or ())
        if variable.kind == "set":
            return lambda value: value & tokens  # type: ignore[operator]  # a set's value is one
        known: tuple[Value, ...] = (False, True) if variable.kind == "boolean" else variable.values
        rest = next((other for other in known if other not in tokens), None)
        return lambda value: value if value in tokens or rest is None else rest


@lru_cache(64)
def _between(least: int, most: int) -> Tokens:
    """Each number between two differs; the same object for the same two, so that it is known."""
    return frozenset(range(least + 1, most + 1)) if most - least <= MANY else EVERY


@lru_cache(1024)
def _floor(least: int, steps: tuple[int, ...]) -> Callable[[Value], Value]:
    """Finds the greatest step that is no greater than a number."""
    every = (least, *steps)
    return lambda value: every[bisect_right(steps, value)]


@lru_cache(4096)
def edges(tokens: Tokens) -> tuple[int, ...] | None:
    """The numbers from which on something can be told apart; nothing where each can."""
    return None if None in tokens else tuple(sorted(_numbers(tokens)))


def _numbers(tokens: Tokens) -> Iterator[int]:
    return (token for token in tokens if isinstance(token, int))


def places_of(story: Story) -> Places:
    """The places of a story, as the book that is played has them."""
    layout = layout_of(story)
    return Places(layout, {layout.variables[v.name]: v for v in story.variables})


def only(places: Places, kept: frozenset[int]) -> tuple[Places, dict[int, int]]:
    """The places that are worth keeping, moved together, and where each has gone.

    The count of turns keeps its place, which is known to all that read it.
    """
    old = places.layout
    order = sorted(kept | {TURNS})
    moved = {place: number for number, place in enumerate(order)}
    tables = [
        {name: moved[place] for name, place in table.items() if place in moved}
        for table in old.tables
    ]
    variables = {moved[p]: v for p, v in places.variables.items() if p in moved}
    return Places(Layout(*tables).counting(old.most), variables), moved
