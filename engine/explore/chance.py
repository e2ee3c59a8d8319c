"""What can come of an effect that draws numbers, as far as anything can tell it apart.

Dice that are added make a range, however many they are and whatever their faces; and of a
range only its least number counts, and each from which on a condition gives another answer.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, TypeAlias, cast

from engine.language.closures import Builder, closure_of
from engine.language.compile import compile_effect
from engine.language.form import form_of, written
from engine.language.meaning import Change, Random

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from engine.language.closures import Slots
    from engine.language.form import Form
    from engine.language.layout import Layout
    from engine.model.state import Value

    Outcomes: TypeAlias = Collection[Value]
    Possible: TypeAlias = Callable[[Slots], Outcomes]

MOST = 250_000
"""More outcomes of one effect than this are not gone through."""


class CountlessError(Exception):
    """More can come of effects than can be gone through; it names a variable that they draw."""


class Chance:
    """An effect that draws.

    Args:
        change: The effect.
        layout: Where everything stands.
        edges: The numbers from which on something can tell the outcome apart, going up; where
            each outcome is its own, nothing.

    Attributes:
        name: The variable that it changes.
    """

    def __init__(self, change: Change, layout: Layout, edges: tuple[int, ...] | None) -> None:
        self.name = change.variable.name
        self._place = layout.variables[change.variable.name]
        self._possible = possible(form_of(change.value, layout))
        self._edges = edges
        self._counted = change.variable.kind == "integer"
        fixed = replace(change, value=Random(0, 0))
        self._act = compile_effect(fixed, layout)

    def after(self, values: list[Value]) -> Iterator[list[Value]]:
        """Each state that can come about.

        Raises:
            CountlessError: They are too many.
        """
        try:
            found = self._possible(values)
        except CountlessError:
            raise CountlessError(self.name) from None
        if self._edges is not None and self._counted and isinstance(found, range):
            yield from self._told_apart(values, found)
            return
        if len(found) > MOST:
            raise CountlessError(self.name)
        yield from map(list, dict.fromkeys(tuple(self._with(values, one)) for one in found))

    def _told_apart(self, values: list[Value], found: range) -> Iterator[list[Value]]:
        """The lowest outcome, and each from which on it can be told apart."""
        ends = [self._with(values, end) for end in (found[0], found[-1])]
        low, high = sorted(cast("int", end[self._place]) for end in ends)
        for number in (low, *(edge for edge in self._edges or () if low < edge <= high)):
            one = list(values)
            one[self._place] = number
            yield one

    def _with(self, values: list[Value], drawn: Value) -> list[Value]:
        """The state after an outcome."""
        one = list(values)
        self._act(one, _Fixed(drawn))
        return one


class _Fixed:
    """Dice that have fallen."""

    def __init__(self, fallen: Value) -> None:
        self._fallen = fallen

    def roll(self, low: int, high: int) -> int:
        """What has fallen, whatever is drawn."""
        del low, high
        return cast("int", self._fallen)  # or what an effect of another kind takes


def possible(form: Form) -> Possible:
    """All that a value can be, whichever numbers are drawn: exactly that, and no more.

    Each draw stands once in its form, so what is drawn on one side of an operator hangs on
    nothing on the other.
    """
    if form[0] == "random":
        drawn = range(form[1], max(form[1], form[2]) + 1)
        return lambda _: drawn
    if not draws(form):
        value = closure_of(written(form))
        return lambda values: _only(value(values))
    if form[0] in {"+", "-"}:
        left, right = possible(form[1]), possible(form[2])
        sign = 1 if form[0] == "+" else -1
        return lambda values: _sums(left(values), right(values), sign)
    parts = [number for number, part in enumerate(form) if draws(part)]
    found, joined = [possible(form[number]) for number in parts], _joined(form, parts)
    return lambda values: joined(values, [one(values) for one in found])


def draws(form: Form) -> bool:
    """Whether a number is drawn in a form."""
    return isinstance(form, list) and (form[0] == "random" or any(map(draws, form)))


def _each(values: Iterable[Value]) -> Outcomes:
    """Each value once, in an order that is always the same."""
    return tuple(dict.fromkeys(values))


def _only(value: Value) -> Outcomes:
    if isinstance(value, int) and not isinstance(value, bool):
        return range(value, value + 1)
    return (value,)


def _sums(one: Outcomes, other: Outcomes, sign: int) -> Outcomes:
    if isinstance(one, range) and isinstance(other, range):
        ends = [sign * end for end in (other[0], other[-1])]
        return range(one[0] + min(ends), one[-1] + max(ends) + 1)
    _count((one, other))
    pairs = product(cast("Iterable[int]", one), cast("Iterable[int]", other))
    return _each(a + sign * b for a, b in pairs)


def _count(found: Iterable[Outcomes]) -> None:
    many = 1
    for one in found:
        many *= len(one)
    if many > MOST:
        raise CountlessError


def _joined(form: Form, parts: list[int]) -> Callable[[Slots, list[Outcomes]], Outcomes]:
    """What a form makes of the values of those of its parts in which numbers are drawn."""
    builder = Builder()
    value = builder.closure(
        [["random", parts.index(n), 0] if n in parts else part for n, part in enumerate(form)]
    )
    order = [number for number, _ in reversed(builder.rolls)]

    def joined(values: Slots, found: list[Outcomes]) -> Outcomes:
        _count(found)
        return _each(value((*values, *(one[n] for n in order))) for one in product(*found))

    return joined
