"""What a condition can tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explore.places import NOTHING
from engine.language.layout import TURNS
from engine.language.meaning import (
    Chosen,
    Comparison,
    Constant,
    Meaning,
    Membership,
    Read,
    Since,
    Turns,
    Visited,
    Visits,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.explore.places import Places, Tokens
    from engine.language.grammar import Comparator

FEW = 128
"""What is told apart at more numbers than this is told apart throughout: it costs less."""
MIRRORED: dict[Comparator, Comparator] = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


class Noticed:
    """Gathers what trees can tell apart, place by place."""

    __slots__ = ("_places", "tokens")

    def __init__(self, places: Places, before: Mapping[int, Tokens] | None = None) -> None:
        self._places = places
        self.tokens: dict[int, Tokens] = dict(before or {})

    def add(self, place: int, tokens: Tokens) -> None:
        """Note that more can be told apart about a place."""
        known = self.tokens.setdefault(place, NOTHING)
        if not tokens <= known:
            both = known | tokens if known else tokens
            self.tokens[place] = self._places.upto(place, both) if len(both) > FEW else both

    def condition(self, tree: Meaning) -> None:
        """Note what a tree that is true or false can tell apart."""
        if isinstance(tree, Comparison):
            self._comparison(tree)
        elif isinstance(tree, Membership):
            self._membership(tree)
        elif isinstance(tree, Read | Visited | Chosen):
            self._truth(tree)
        else:
            for child in tree.children:
                self.condition(child)

    def value(self, tree: Meaning) -> None:
        """Note that every value of every place that a tree reads matters."""
        if isinstance(tree, Visited | Chosen):
            self._truth(tree)
        elif (place := self._place(tree)) is not None:
            self.add(place, self._places.every(place))
        for child in tree.children:
            self.value(child)

    def _truth(self, tree: Read | Visited | Chosen) -> None:
        if isinstance(tree, Chosen):
            self.add(self._places.layout.choices[tree.choice], frozenset((1,)))
        elif isinstance(tree, Visited):
            self.add(self._counter(tree.place), frozenset((1,)))
        else:
            place = self._places.layout.variables[tree.variable.name]
            self.add(place, self._places.every(place))

    def _comparison(self, tree: Comparison[Meaning]) -> None:
        left, operator, right = tree.left, tree.operator, tree.right
        if isinstance(left, Constant):
            left, operator, right = right, MIRRORED.get(operator, operator), left
        place = self._place(left)
        if place is None or not isinstance(right, Constant):
            self.value(tree)
            return
        variable = self._places.variables.get(place)
        if variable is None or variable.kind == "integer":
            edges = _edges(operator, int(right.value))
            least = variable.minimum if variable else 0
            most = variable.maximum if variable else None
            fit = (edge for edge in edges if edge > least and (most is None or edge <= most))
            self.add(place, frozenset(fit))
        elif variable.kind == "enum":
            self.add(place, frozenset((right.value,)))
        else:
            self.add(place, self._places.every(place))

    def _membership(self, tree: Membership[Meaning]) -> None:
        if isinstance(tree.item, Constant) and isinstance(tree.group, Read):
            place = self._places.layout.variables[tree.group.variable.name]
            self.add(place, frozenset((tree.item.value,)))
        else:
            self.value(tree)

    def _place(self, tree: Meaning) -> int | None:
        if isinstance(tree, Read):
            return self._places.layout.variables[tree.variable.name]
        if isinstance(tree, Visits):
            return self._counter(tree.place)
        if isinstance(tree, Since):
            return self._places.layout.since[tree.what]
        return TURNS if isinstance(tree, Turns) else None

    def _counter(self, name: str) -> int:
        layout = self._places.layout
        return layout.moments[name] if "/" in name else layout.scenes[name]


def _edges(operator: Comparator, number: int) -> tuple[int, ...]:
    """Where the answer of a comparison with a number can change, going up."""
    if operator in {">=", "<"}:
        return (number,)
    if operator in {">", "<="}:
        return (number + 1,)
    return (number, number + 1)
