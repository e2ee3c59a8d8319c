"""Frozen dataclasses that are quick to make, and classes of them that are quick to declare.

Python's own guards each field of each instance, which makes one of nine fields seven times as
slow to make; and a file, a page and a playthrough are read, shown and taken by making little
else. Here the type checker holds that nothing is set once it is made, and that costs nothing.

To declare one, Python writes and compiles the text of a method after the other, most of which
are never called: a hundred such classes are 35 ms before the first page. Here only `__init__`
is written at once, and the others when they are first called.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, fields, make_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a dataclass with slots, equal and hashed by its fields, that never changes.

    Args:
        eq: Whether two are equal where their fields are; only the same one is, otherwise.
        order: Whether one comes before another where its fields do.
    """

    def declare(cls: type[T]) -> type[T]:
        late = ("__repr__", *(("__eq__", "__hash__") if eq else ()), *(ORDER if order else ()))
        own = vars(cls).keys()
        made = dataclass(slots=True, repr=False, eq=False)(cls)
        for name in late:
            if name not in own:
                setattr(made, name, _late(made, name))
        return made

    return declare


def _late(cls: type[Any], name: str) -> Callable[..., object]:
    """A method that is written when it is first called."""

    def late(*arguments: object) -> object:
        setattr(cls, name, _written(cls, name))
        return getattr(cls, name)(*arguments)

    return late


def _written(cls: type[Any], name: str) -> object:
    """A method of a class, as Python's own decorator writes it."""
    twin = make_dataclass(
        cls.__name__,
        [(one.name, one.type, copy(one)) for one in fields(cls)],
        init=False,
        order=name in ORDER,
        unsafe_hash=name == "__hash__",
    )
    return vars(twin)[name]
