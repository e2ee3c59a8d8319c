"""The places of a state, and what sort of value each holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from engine.language.layout import TURNS, Layout
from engine.play.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    def every(self, place: int) -> Tokens:
        """All that could be told apart about a place."""
        variable = self.variables.get(place)
        if variable is None:
            return EVERY
        if variable.kind == "integer":
            span = variable.maximum - variable.minimum
            numbers = range(variable.minimum + 1, variable.maximum + 1)
            return frozenset(numbers) if span < MANY else EVERY
        return frozenset((True,)) if variable.kind == "boolean" else frozenset(variable.values)

    def settled(self, place: int, tokens: Tokens, value: Value) -> Value:
        """The value that stands for all those that behave like this one."""
        if None in tokens:
            return value
        variable = self.variables.get(place)
        if isinstance(value, frozenset):
            return frozenset(member for member in value if member in tokens)
        if isinstance(value, int) and (variable is None or variable.kind == "integer"):
            least = variable.minimum if variable else 0
            return max((edge for edge in _numbers(tokens) if edge <= value), default=least)
        if value in tokens or variable is None:
            return value
        known: tuple[Value, ...] = (False, True) if variable.kind == "boolean" else variable.values
        return next((other for other in known if other not in tokens), value)


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
