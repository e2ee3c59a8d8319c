"""Meanings to closures: one call a node, and one call for a variable against a number.

Nothing here can raise when it is called with a state of its layout. A quotient or a remainder
whose divisor turns out to be 0 is 0.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.language.layout import TURNS, Layout
from engine.language.meaning import (
    Arithmetic,
    Chosen,
    Comparison,
    Conditional,
    Constant,
    Logic,
    Meaning,
    Membership,
    Not,
    Random,
    Read,
    Since,
    Turns,
    Visited,
    Visits,
)

if TYPE_CHECKING:
    from engine.language.grammar import Calculator, Comparator, Connective

Slots: TypeAlias = Sequence[Any]
"""A state, or the list of values that effects are changing."""

Closure: TypeAlias = Callable[[Slots], Any]


def _divided(number: int, divisor: int) -> int:
    return number // divisor if divisor else 0


def _remaining(number: int, divisor: int) -> int:
    return number % divisor if divisor else 0


_COMPARE: dict[Comparator, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COMPARE_PLACE: dict[Comparator, Callable[[int, Any], Closure]] = {
    "==": lambda place, literal: lambda state: state[place] == literal,
    "!=": lambda place, literal: lambda state: state[place] != literal,
    "<": lambda place, literal: lambda state: state[place] < literal,
    "<=": lambda place, literal: lambda state: state[place] <= literal,
    ">": lambda place, literal: lambda state: state[place] > literal,
    ">=": lambda place, literal: lambda state: state[place] >= literal,
}
_COMPARE_LITERAL: dict[Comparator, Callable[[Closure, Any], Closure]] = {
    "==": lambda value, literal: lambda state: value(state) == literal,
    "!=": lambda value, literal: lambda state: value(state) != literal,
    "<": lambda value, literal: lambda state: value(state) < literal,
    "<=": lambda value, literal: lambda state: value(state) <= literal,
    ">": lambda value, literal: lambda state: value(state) > literal,
    ">=": lambda value, literal: lambda state: value(state) >= literal,
}
_MIRRORED: dict[Comparator, Comparator] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_CALCULATE: dict[Calculator, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": _divided,
    "%": _remaining,
}

_DIVIDE: dict[Calculator, Callable[[int, int], int]] = {
    "//": operator.floordiv,
    "%": operator.mod,
}
"""By a number that is known not to be 0."""


class Builder:
    """Builds the closures of one tree.

    Random numbers are drawn before the tree is evaluated, and stand after the state: the
    first at the very end, the second before it. So one tree always draws the same count of
    numbers, whichever branch it takes.

    Attributes:
        rolls: The random numbers to draw, in the order of the text.
    """

    __slots__ = ("layout", "rolls")

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.rolls: list[Random] = []

    def closure(self, node: Meaning) -> Closure:
        """Build the closure of a node.

        Raises:
            KeyError: The layout has no place for something the tree reads: it must be made
                from what `engine.language.observed.observed` says of the tree.
        """
        return _BUILDERS[type(node)](self, node)

    def place(self, node: Meaning) -> int | None:
        """Find where the state holds the very value of a node, if it does."""
        if isinstance(node, Read):
            return self.layout.variables[node.variable.name]
        if isinstance(node, Visits):
            return self.counter(node.place)
        if isinstance(node, Since):
            return self.layout.since[node.what]
        return TURNS if isinstance(node, Turns) else None

    def counter(self, place: str) -> int:
        """Find where the visits of a scene or a moment are counted."""
        return self.layout.moments[place] if "/" in place else self.layout.scenes[place]

    def truth_place(self, node: Meaning) -> int | None:
        """Find where the state holds a value that is zero or false just when a node is false."""
        if isinstance(node, Visited):
            return self.counter(node.place)
        if isinstance(node, Chosen):
            return self.layout.choices[node.choice]
        return self.place(node)

    # One method a kind of node.

    def constant(self, node: Constant) -> Closure:
        """A value that is known."""
        value = node.value
        return lambda _state: value

    def read(self, node: Read | Turns | Since | Visits) -> Closure:
        """A value that the state holds."""
        return operator.itemgetter(self.place(node))

    def counted(self, node: Visited | Chosen) -> Closure:
        """Whether a counter has begun."""
        place = self.truth_place(node)
        return _COMPARE_PLACE[">"](place or 0, 0)

    def random(self, node: Random) -> Closure:
        """A number that will stand after the state."""
        self.rolls.append(node)
        return operator.itemgetter(-len(self.rolls))

    def negation(self, node: Not[Meaning]) -> Closure:
        """``not a``."""
        place = self.truth_place(node.operand)
        if place is not None:
            return lambda state: not state[place]
        operand = self.closure(node.operand)
        return lambda state: not operand(state)

    def logic(self, node: Logic[Meaning]) -> Closure:
        """``a and b``."""
        operands = [self.closure(part) for part in node.operands]
        return _JOINERS[node.operator](operands)

    def comparison(self, node: Comparison[Meaning]) -> Closure:
        """``a >= b``."""
        if isinstance(node.right, Constant):
            place = self.place(node.left)
            if place is not None:
                return _COMPARE_PLACE[node.operator](place, node.right.value)
            return _COMPARE_LITERAL[node.operator](self.closure(node.left), node.right.value)
        if isinstance(node.left, Constant):
            place = self.place(node.right)
            if place is not None:
                return _COMPARE_PLACE[_MIRRORED[node.operator]](place, node.left.value)
        return self.binary(_COMPARE[node.operator], node.left, node.right)

    def membership(self, node: Membership[Meaning]) -> Closure:
        """``a in b``."""
        place = self.place(node.group)
        if isinstance(node.item, Constant) and place is not None:
            value = node.item.value
            if node.negated:
                return lambda state: value not in state[place]
            return lambda state: value in state[place]
        item, group = self.closure(node.item), self.closure(node.group)
        if node.negated:
            return lambda state: item(state) not in group(state)
        return lambda state: item(state) in group(state)

    def arithmetic(self, node: Arithmetic[Meaning]) -> Closure:
        """``a + b``."""
        known = isinstance(node.right, Constant) and node.right.value
        calculate = _DIVIDE if known and node.operator in _DIVIDE else _CALCULATE
        return self.binary(calculate[node.operator], node.left, node.right)

    def binary(self, operate: Callable[[Any, Any], Any], left: Meaning, right: Meaning) -> Closure:
        """Two values and what is done with them."""
        place = self.place(left)
        if place is not None and isinstance(right, Constant):
            literal = right.value
            return lambda state: operate(state[place], literal)
        one, other = self.closure(left), self.closure(right)
        return lambda state: operate(one(state), other(state))

    def conditional(self, node: Conditional[Meaning]) -> Closure:
        """``a if c else b``."""
        then, condition = self.closure(node.then), self.closure(node.condition)
        otherwise = self.closure(node.otherwise)
        return lambda state: then(state) if condition(state) else otherwise(state)


def _all(operands: list[Closure]) -> Closure:
    first, second, *rest = operands
    if not rest:
        return lambda state: first(state) and second(state)
    if len(rest) == 1:
        third = rest[0]
        return lambda state: first(state) and second(state) and third(state)

    def every(state: Slots) -> bool:  # a plain loop costs half of all() over a generator
        for operand in operands:  # noqa: SIM110
            if not operand(state):
                return False
        return True

    return every


def _any(operands: list[Closure]) -> Closure:
    first, second, *rest = operands
    if not rest:
        return lambda state: first(state) or second(state)
    if len(rest) == 1:
        third = rest[0]
        return lambda state: first(state) or second(state) or third(state)

    def some(state: Slots) -> bool:
        for operand in operands:  # noqa: SIM110
            if operand(state):
                return True
        return False

    return some


_JOINERS: dict[Connective, Callable[[list[Closure]], Closure]] = {"and": _all, "or": _any}

_BUILDERS: dict[type, Callable[[Builder, Any], Closure]] = {
    Constant: Builder.constant,
    Read: Builder.read,
    Turns: Builder.read,
    Since: Builder.read,
    Visits: Builder.read,
    Visited: Builder.counted,
    Chosen: Builder.counted,
    Random: Builder.random,
    Not: Builder.negation,
    Logic: Builder.logic,
    Comparison: Builder.comparison,
    Membership: Builder.membership,
    Arithmetic: Builder.arithmetic,
    Conditional: Builder.conditional,
}
