"""Dataclasses that are quick to make, and classes of them that are quick to declare.

Python's own guards each field of each frozen instance, which makes one of nine fields seven
times as slow to make; and a file, a page and a playthrough are read, shown and taken by making
little else. Here the type checker holds that nothing is set once it is made, and that costs
nothing.

To declare one, Python writes and compiles the text of a method after the other, most of which
are never called: a hundred such classes are 35 ms before the first page. Here `__init__` is
made when the first instance is, for most classes from one that is written already, and no other
method needs to be written.
"""

from __future__ import annotations

import operator
from copy import copy
from dataclasses import MISSING, dataclass, field, fields, make_dataclass
from functools import cache
from reprlib import recursive_repr
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import CodeType

T = TypeVar("T")

ORDER = (operator.lt, operator.le, operator.gt, operator.ge)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a dataclass with slots, equal and hashed by its fields, that never changes.

    Args:
        eq: Whether two are equal where their fields are; only the same one is, otherwise.
        order: Whether one comes before another where its fields do.
    """
    return lambda cls: _declared(cls, eq=eq, order=order)


@dataclass_transform(eq_default=False, field_specifiers=(field,))
def changing(cls: type[T]) -> type[T]:
    """Make a class a dataclass with slots whose fields may be set; only the same one is equal."""
    return _declared(cls, eq=False, order=False)


def _declared(cls: type[T], *, eq: bool, order: bool) -> type[T]:
    own = vars(cls).keys()
    made = dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    for name, method in _methods(made, eq=eq, order=order):
        if name not in own:
            setattr(made, name, method)
    return made


def _methods(
    cls: type[Any], *, eq: bool, order: bool
) -> Iterator[tuple[str, Callable[..., object]]]:
    yield "__init__", _late_init(cls)
    yield "__repr__", _repr
    if not eq:
        return
    names = [one.name for one in fields(cls) if one.compare]
    told = operator.attrgetter(*names) if names else type
    yield "__hash__", lambda self: hash(told(self))
    for by in (operator.eq, *(ORDER if order else ())):
        yield f"__{by.__name__}__", _compared(by, told)


def _compared(
    by: Callable[[Any, Any], object], told: Callable[[object], object]
) -> Callable[[object, object], object]:
    """A comparison of two of the same class by what is told of each."""

    def compare(self: object, other: object) -> object:
        if other.__class__ is self.__class__:
            return by(told(self), told(other))
        return NotImplemented

    return compare


@recursive_repr()
def _repr(self: Any) -> str:  # noqa: ANN401  (any class declared here)
    told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(told)})"


def _late_init(cls: type[Any]) -> Callable[..., None]:
    """An `__init__` that is written when it is first called."""

    def late(self: object, *given: object, **named: object) -> None:
        cls.__init__ = _init(cls)
        cls.__init__(self, *given, **named)

    return late


def _init(cls: type[Any]) -> Callable[..., None]:
    """An `__init__` as Python's own decorator writes it.

    One that only sets its fields is the same for all classes of so many, but for the names.
    """
    own = fields(cls)
    names, code = tuple(one.name for one in own), _setting(len(own))
    late = hasattr(cls, "__post_init__") or any(one.default_factory is not MISSING for one in own)
    if late or code is None:
        return _written(cls)
    defaults = tuple(one.default for one in own if one.default is not MISSING)
    code = code.replace(co_varnames=("self", *names), co_names=names)
    return FunctionType(code, {}, "__init__", defaults)


@cache
def _setting(count: int) -> CodeType | None:
    """Code that sets so many fields; nothing where this Python does it in another way."""
    names = tuple(f"field_{number}" for number in range(count))
    code: CodeType = _init_of("Fields", names).__code__
    return code if (code.co_varnames, code.co_names) == (("self", *names), names) else None


def _written(cls: type[Any]) -> Callable[..., None]:
    own = [(one.name, one.type, copy(one)) for one in fields(cls)]
    after = {name: method for name, method in vars(cls).items() if name == "__post_init__"}
    return _init_of(cls.__name__, own, **after)


def _init_of(name: str, own: Iterable[Any], **methods: object) -> Callable[..., None]:
    namespace = {"__doc__": "It has one, lest one is made of its signature.", **methods}
    twin = make_dataclass(name, own, namespace=namespace, repr=False, eq=False, match_args=False)
    made: Callable[..., None] = vars(twin)["__init__"]
    return made
