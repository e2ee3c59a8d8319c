"""Forms to closures: one call a part, and one call for a variable against a number.

Nothing here can raise when it is called with a state of its layout. A quotient or a remainder
whose divisor turns out to be 0 is 0. What says the same as something before it is the same
closure: it is found by its text.
"""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from engine.language.form import Form

Slots: TypeAlias = Sequence[Any]
"""A state, or the list of values that effects are changing."""

Closure: TypeAlias = Callable[[Slots], Any]

AGAIN = 4096
"""How many closures are kept to be shared, of each sort."""


@lru_cache(AGAIN)
def closure_of(text: str) -> Closure:
    """The closure of a form, given as text."""
    return Builder().closure(json.loads(text))


def _divided(number: int, divisor: int) -> int:
    return number // divisor if divisor else 0


def _remaining(number: int, divisor: int) -> int:
    return number % divisor if divisor else 0


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_COMPARE_PLACE: dict[str, Callable[[int, Any], Closure]] = {
    "==": lambda place, literal: lambda state: state[place] == literal,
    "!=": lambda place, literal: lambda state: state[place] != literal,
    "<": lambda place, literal: lambda state: state[place] < literal,
    "<=": lambda place, literal: lambda state: state[place] <= literal,
    ">": lambda place, literal: lambda state: state[place] > literal,
    ">=": lambda place, literal: lambda state: state[place] >= literal,
}
_COMPARE_LITERAL: dict[str, Callable[[Closure, Any], Closure]] = {
    "==": lambda value, literal: lambda state: value(state) == literal,
    "!=": lambda value, literal: lambda state: value(state) != literal,
    "<": lambda value, literal: lambda state: value(state) < literal,
    "<=": lambda value, literal: lambda state: value(state) <= literal,
    ">": lambda value, literal: lambda state: value(state) > literal,
    ">=": lambda value, literal: lambda state: value(state) >= literal,
}
_MIRRORED: dict[str, str] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_CALCULATE: dict[str, Callable[[int, int], int]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "//": _divided,
    "%": _remaining,
}

_DIVIDE: dict[str, Callable[[int, int], int]] = {
    "//": operator.floordiv,
    "%": operator.mod,
}
"""By a number that is known not to be 0."""

_CALCULATE_PLACE: dict[str, Callable[[int, Any], Closure]] = {
    "+": lambda place, literal: lambda state: state[place] + literal,
    "-": lambda place, literal: lambda state: state[place] - literal,
    "*": lambda place, literal: lambda state: state[place] * literal,
    "//": lambda place, literal: lambda state: state[place] // literal,
    "%": lambda place, literal: lambda state: state[place] % literal,
}
"""By a number that is known not to be 0, where it divides."""


class Builder:
    """Builds the closures of one form.

    Random numbers are drawn before the form is evaluated, and stand after the state: the
    first at the very end, the second before it. So one form always draws the same count of
    numbers, whichever branch it takes.

    Attributes:
        rolls: The random numbers to draw, from low to high, in the order of the text.
    """

    __slots__ = ("rolls",)

    def __init__(self) -> None:
        self.rolls: list[tuple[int, int]] = []

    def closure(self, form: Form) -> Closure:
        """Build the closure of a form.

        Raises:
            LookupError: It is no form.
        """
        return _BUILDERS[form[0]](self, form)

    # One method a kind of form.

    def constant(self, form: Form) -> Closure:
        """A value that is known."""
        value = form[1]
        return lambda _state: value

    def read(self, form: Form) -> Closure:
        """A value that the state holds."""
        return operator.itemgetter(form[1])

    def begun(self, form: Form) -> Closure:
        """Whether a counter has begun."""
        return _COMPARE_PLACE[">"](form[1], 0)

    def random(self, form: Form) -> Closure:
        """A number that will stand after the state."""
        _, low, high = form
        self.rolls.append((low, high))
        return operator.itemgetter(-len(self.rolls))

    def negation(self, form: Form) -> Closure:
        """``not a``; what a place holds is zero or false just when it has not begun."""
        kind, place, *_ = form[1]
        if kind in {"at", "begun"}:
            return lambda state: not state[place]
        operand = self.closure(form[1])
        return lambda state: not operand(state)

    def logic(self, form: Form) -> Closure:
        """``a and b``."""
        word, *parts = form
        return _JOINERS[word]([self.closure(part) for part in parts])

    def comparison(self, form: Form) -> Closure:
        """``a >= b``."""
        word, left, right = form
        if right[0] == "is":
            if left[0] == "at":
                return _COMPARE_PLACE[word](left[1], right[1])
            return _COMPARE_LITERAL[word](self.closure(left), right[1])
        if left[0] == "is" and right[0] == "at":
            return _COMPARE_PLACE[_MIRRORED[word]](right[1], left[1])
        return self.binary(_COMPARE[word], left, right)

    def membership(self, form: Form) -> Closure:
        """``a in b``."""
        word, one, other = form
        negated = word == "not in"
        if one[0] == "is" and other[0] == "at":
            value, place = one[1], other[1]
            if negated:
                return lambda state: value not in state[place]
            return lambda state: value in state[place]
        item, group = self.closure(one), self.closure(other)
        if negated:
            return lambda state: item(state) not in group(state)
        return lambda state: item(state) in group(state)

    def arithmetic(self, form: Form) -> Closure:
        """``a + b``."""
        word, left, right = form
        if right[0] != "is" or (word in _DIVIDE and not right[1]):
            return self.binary(_CALCULATE[word], left, right)
        literal = right[1]
        if left[0] == "at":
            return _CALCULATE_PLACE[word](left[1], literal)
        operate, value = (_DIVIDE.get(word) or _CALCULATE[word]), self.closure(left)
        return lambda state: operate(value(state), literal)

    def binary(self, operate: Callable[[Any, Any], Any], left: Form, right: Form) -> Closure:
        """Two values and what is done with them."""
        one, other = self.closure(left), self.closure(right)
        return lambda state: operate(one(state), other(state))

    def conditional(self, form: Form) -> Closure:
        """``a if c else b``."""
        then, condition, otherwise = (self.closure(part) for part in form[1:])
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


_JOINERS: dict[str, Callable[[list[Closure]], Closure]] = {"and": _all, "or": _any}

_BUILDERS: dict[str, Callable[[Builder, Form], Closure]] = {
    "is": Builder.constant,
    "at": Builder.read,
    "begun": Builder.begun,
    "random": Builder.random,
    "not": Builder.negation,
    **dict.fromkeys(_JOINERS, Builder.logic),
    **dict.fromkeys(_COMPARE, Builder.comparison),
    **dict.fromkeys(("in", "not in"), Builder.membership),
    **dict.fromkeys(_CALCULATE, Builder.arithmetic),
    "if": Builder.conditional,
}
