"""Effects to functions that change a list of values in place.

A whole number stops at the edges of its variable's range. The random numbers of an effect are
drawn each time, in the order of the text, whether or not the effect comes to use them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from engine.language.closures import AGAIN, Builder

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.form import Form
    from engine.model.state import Value


class Dice(Protocol):
    """Where random numbers come from."""

    def roll(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""


Action: TypeAlias = "Callable[[list[Value], Dice], None]"


@lru_cache(AGAIN)
def action_of(text: str) -> Action:
    """The action of an effect's form, given as text."""
    form: Form = json.loads(text)
    _, place, _, _, _, told = form
    if told[0] == "is":
        return _by_constant(form, place, told[1])
    builder = Builder()
    value, kept = builder.closure(told), _kept(form)
    rolls = builder.rolls
    if not rolls:
        return lambda values, _dice: kept(values, value(values))

    def with_dice(values: list[Value], dice: Dice) -> None:
        drawn = [dice.roll(low, high) for low, high in rolls]
        kept(values, value((*values, *reversed(drawn))))

    return with_dice


def draws(text: str) -> bool:
    """Whether an effect draws random numbers, by its form as text."""
    return '["random",' in text


def _by_constant(form: Form, place: int, constant: Value) -> Action:
    """The commonest effects: a number is added, or a known value is set."""
    sign, _, kind, low, high, _ = form
    if isinstance(constant, int) and kind == "integer":
        if sign == "=":
            return _setting(place, min(max(constant, low), high))
        return _adding(place, constant if sign == "+=" else -constant, low, high)
    if sign == "=":
        return _setting(place, constant)
    kept = _kept(form)
    return lambda values, _dice: kept(values, constant)


def _setting(place: int, constant: Value) -> Action:
    def setting(values: list[Value], _dice: Dice) -> None:
        values[place] = constant

    return setting


def _adding(place: int, step: int, low: int, high: int) -> Action:
    def adding(values: list[Any], _dice: Dice) -> None:
        number = values[place] + step
        values[place] = low if number < low else min(number, high)

    return adding


def _kept(form: Form) -> Callable[[list[Any], Any], None]:
    """How a value that has been worked out is put into the list."""
    sign, place, kind, low, high, _ = form

    def put_number(values: list[Any], number: int) -> None:
        values[place] = low if number < low else min(number, high)

    def add_number(values: list[Any], number: int) -> None:
        put_number(values, values[place] + number if sign == "+=" else values[place] - number)

    def put_element(values: list[Any], value: str) -> None:
        one = frozenset((value,))
        values[place] = values[place] | one if sign == "+=" else values[place] - one

    def put(values: list[Any], value: Value) -> None:
        values[place] = value

    if kind == "integer":
        return put_number if sign == "=" else add_number
    return put_element if kind == "set" else put
