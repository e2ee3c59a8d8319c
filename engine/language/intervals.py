"""The least and the most that a number can be."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from engine.language.meaning import Arithmetic, Conditional, Constant, Meaning, Random, Read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.language.grammar import Calculator, Comparator

MOST_COUNTED = 10**12
"""More turns or visits than any reader can reach."""


class Interval(NamedTuple):
    """The numbers from low to high, both included."""

    low: int
    high: int

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and self.low <= number <= self.high


def interval(node: Meaning, known: Mapping[str, Interval] | None = None) -> Interval:
    """Bound the value of a node of integer type, whatever the state.

    The bounds are never too narrow; where a variable stands twice they may be too wide.

    Args:
        node: The node.
        known: The bounds of variables, by name, where they are narrower than declared.
    """
    if isinstance(node, Read):
        declared = Interval(node.variable.minimum, node.variable.maximum)
        return known.get(node.variable.name, declared) if known else declared
    if isinstance(node, Constant):
        number = node.value if isinstance(node.value, int) else 0
        return Interval(number, number)
    if isinstance(node, Arithmetic):
        return calculate(node.operator, interval(node.left, known), interval(node.right, known))
    if isinstance(node, Random):
        return Interval(node.low, node.high)
    if isinstance(node, Conditional):
        one, other = interval(node.then, known), interval(node.otherwise, known)
        return Interval(min(one.low, other.low), max(one.high, other.high))
    return Interval(0, MOST_COUNTED)


def calculate(operator: Calculator, left: Interval, right: Interval) -> Interval:
    """Bound the result of an operation whose operands are bounded."""
    if operator == "+":
        return Interval(left.low + right.low, left.high + right.high)
    if operator == "-":
        return Interval(left.low - right.high, left.high - right.low)
    if operator == "*":
        return _around(one * other for one, other in product(left, right))
    if operator == "//":
        return _quotient(left, right)
    return _remainder(left, right)


def _around(numbers: Iterable[int]) -> Interval:
    found = list(numbers)
    return Interval(min(found), max(found))


def _quotient(left: Interval, right: Interval) -> Interval:
    # On either side of zero a quotient is greatest and least at the corners; by zero it is 0.
    corners = {divisor for divisor in (*right, 1, -1) if divisor and divisor in right}
    found = [number // divisor for number, divisor in product(left, corners)]
    return _around([*found, 0] if 0 in right else found)


def _remainder(left: Interval, right: Interval) -> Interval:
    # A remainder has the sign of its divisor and is smaller; by zero it is 0.
    high = max(right.high - 1, 0)
    low = min(right.low + 1, 0)
    if left.low >= 0 and right.low > left.high:
        return left
    if left.low >= 0 and right.low >= 0:
        return Interval(0, min(high, left.high))
    return Interval(low, high)


def verdict(operator: Comparator, left: Interval, right: Interval) -> bool | None:
    """Say whether a comparison is always true, never true, or (nothing) sometimes."""
    if operator in {">", ">="}:
        mirrored: Comparator = "<" if operator == ">" else "<="
        return verdict(mirrored, right, left)
    if operator == "<":
        return _decided(always=left.high < right.low, never=left.low >= right.high)
    if operator == "<=":
        return _decided(always=left.high <= right.low, never=left.low > right.high)
    same = left.low == left.high == right.low == right.high
    apart = left.high < right.low or right.high < left.low
    if operator == "==":
        return _decided(always=same, never=apart)
    return _decided(always=apart, never=same)


def _decided(*, always: bool, never: bool) -> bool | None:
    return True if always else False if never else None
