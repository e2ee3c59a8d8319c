"""How a value looks when prose prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.types import TypeKind
    from engine.model.state import Value

Printer: TypeAlias = "Callable[[Value], str]"


def printer(kind: TypeKind, values: tuple[str, ...] = ()) -> Printer:
    """Choose how the values of a type are printed; of a set, what it may hold is given.

    Whole numbers are decimals, truth values are "yes" and "no", the values of enums have
    spaces for hyphens, sets are listed in the order declared ("a, b and c", or "none"), and
    words in quotes are themselves.
    """
    if kind == "boolean":
        return _truth
    if kind == "enum":
        return _value
    if kind == "set":
        return _listing(values)
    return str


def _truth(value: Value) -> str:
    return "yes" if value else "no"


def _value(value: Value) -> str:
    return str(value).replace("-", " ")


def _listing(declared: tuple[str, ...]) -> Printer:
    def listing(value: Value) -> str:
        held = value if isinstance(value, frozenset) else frozenset()
        words = [_value(each) for each in declared if each in held]
        if not words:
            return "none"
        *others, last = words
        return f"{', '.join(others)} and {last}" if others else last

    return listing
