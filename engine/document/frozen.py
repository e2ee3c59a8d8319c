"""Dataclasses that are faster to declare and to instantiate than the standard ones.

Python's own guards each field of each frozen instance, which makes one of nine fields seven
times as slow to make; and a file, a page and a playthrough are read, shown and taken by making
little else. Here the type checker holds that nothing is set once it is made, and that costs
nothing.

To declare one, Python writes and compiles the text of a method after the other, most of which
are never called, and looks through each field for what it may be: a hundred such classes are
35 ms before the first page. Here they are 2 ms: `__init__` is made when the first instance is,
from one that is written already (`engine.document.setters`), no other method needs to be
written, and Python’s own fields are made when somebody asks for them. Every annotation of such
a class is a field.
"""

from __future__ import annotations

import operator
from dataclasses import MISSING, Field, dataclass, field, fields
from reprlib import recursive_repr
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform

from engine.document.setters import SETTERS

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

ORDER = (operator.lt, operator.le, operator.gt, operator.ge)
UNSET: Any = object()
"""Stands for a value that is to be made anew for each instance."""


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


class _Fields:
    """The fields of a class as Python has them, made when they are first asked for."""

    def __init__(self, defaults: dict[str, Any]) -> None:
        """Takes what the class says of its fields."""
        self._defaults = defaults

    def __set_name__(self, cls: type[Any], _: str) -> None:
        self._cls = cls

    def __get__(self, _: object, __: object) -> dict[str, Field[Any]]:
        cls: Any = self._cls
        kept = ("__module__", "__annotations__", "__doc__")  # without, Python makes up a text
        own = {name: getattr(cls, name) for name in kept} | self._defaults
        twin: Any = dataclass(init=False, repr=False, eq=False)(type("Twin", (), own))
        cls.__dataclass_params__ = twin.__dataclass_params__
        cls.__dataclass_fields__ = found = dict(twin.__dataclass_fields__)
        return found


def _declared(cls: type[T], *, eq: bool, order: bool) -> type[T]:
    """The class anew, with slots: a class that is there cannot be given any."""
    own = dict(vars(cls))
    defaults = {name: own.pop(name) for name in cls.__annotations__ if name in own}
    one = {name: defaults.get(name, MISSING) for name in cls.__annotations__}
    for none in ("__dict__", "__weakref__"):
        own.pop(none, None)
    methods = _compared(one, order=order) if eq else {}
    made = {
        "__qualname__": cls.__qualname__,
        "__slots__": tuple(one),
        "__match_args__": tuple(name for name, spec in one.items() if _is_given(spec)),
        "__dataclass_fields__": _Fields(defaults),
    }
    meta: Any = type(cls)
    new: Any = meta(cls.__name__, cls.__bases__, {"__repr__": _repr} | methods | own | made)
    if "__init__" not in own:
        new.__init__ = _late_init(new, one)
    return cast("type[T]", new)


def _is_given(spec: Any) -> bool:  # noqa: ANN401  (what a class says of a field)
    return not isinstance(spec, Field) or spec.init


def _compared(own: dict[str, Any], *, order: bool) -> dict[str, Callable[..., object]]:
    """The methods that compare, by the fields that take part in it."""
    names = [name for name, spec in own.items() if not isinstance(spec, Field) or spec.compare]
    key = operator.attrgetter(*names) if names else type
    found = {f"__{by.__name__}__": _compare(by, key) for by in (operator.eq, *ORDER[: 4 * order])}
    return found | {"__hash__": lambda self: hash(key(self))}


def _compare(
    by: Callable[[Any, Any], object], key: Callable[[object], object]
) -> Callable[[object, object], object]:
    """A comparison of two of the same class by a key."""

    def compare(self: object, other: object) -> object:
        if other.__class__ is self.__class__:
            return by(key(self), key(other))
        return NotImplemented

    return compare


@recursive_repr()
def _repr(self: Any) -> str:  # noqa: ANN401  (any class declared here)
    parts = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _late_init(cls: Any, own: dict[str, Any]) -> Callable[..., None]:  # noqa: ANN401  (the same)
    """An `__init__` that is made when it is first called."""

    def late(self: object, *given: object, **named: object) -> None:
        cls.__init__ = _init(cls, own)
        cls.__init__(self, *given, **named)

    return late


def _init(cls: Any, own: dict[str, Any]) -> Callable[..., None]:  # noqa: ANN401  (the same)
    """An `__init__` that sets the fields, then makes what is made anew for each instance."""
    given = {name: spec for name, spec in own.items() if _is_given(spec)}
    anew = {
        name: spec.default_factory
        for name, spec in given.items()
        if isinstance(spec, Field) and spec.default_factory is not MISSING
    }
    values = (UNSET if name in anew else _default(spec) for name, spec in given.items())
    setter = _setter(cls, tuple(given), tuple(v for v in values if v is not MISSING))
    after = getattr(cls, "__post_init__", None)
    if not anew and after is None:
        return setter

    def init(self: object, *given: object, **named: object) -> None:
        setter(self, *given, **named)
        for name, make in anew.items():
            if getattr(self, name) is UNSET:
                setattr(self, name, make())
        if after is not None:
            after(self)

    return init


def _default(spec: Any) -> Any:  # noqa: ANN401  (what a class says of a field)
    return spec.default if isinstance(spec, Field) else spec


def _setter(
    cls: type[Any], names: tuple[str, ...], defaults: tuple[Any, ...]
) -> Callable[..., None]:
    """The function that sets so many fields, under their names."""
    code = SETTERS[len(names)].__code__
    called = dict(zip(code.co_varnames, ("self", *names), strict=True))
    code = code.replace(
        co_name="__init__",
        co_qualname=f"{cls.__qualname__}.__init__",
        co_varnames=("self", *names),
        co_names=tuple(called[letter] for letter in code.co_names),
    )
    return FunctionType(code, {}, "__init__", defaults)
