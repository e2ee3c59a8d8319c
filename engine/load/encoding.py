"""Values of the model as JSON, and back.

A value is written by the fields of its own class, so that a field cannot be forgotten; what
does not count when two values are compared, such as the place of a word in its file, is left
out. Only classes of the modules named here are ever made from what is read, and making one
runs nothing but its own constructor: what is read can say things, and do nothing.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import Field

MODULES: Final = frozenset(
    f"engine.{name}"
    for name in (
        "document.span",
        "language.layout",
        "language.meaning",
        "language.tree",
        "language.types",
        "model.calendar",
        "model.record",
        "model.renames",
        "model.state",
        "model.story",
    )
)
"""Where the classes are that can be written and read."""

TUPLE, LIST, SET, TABLE, PATH, FIRST = range(6)
"""What the first number of a list says of the rest; from `FIRST` on, a class by its number."""


_READING: Final = json.JSONDecoder()
_WRITING: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


class UnreadableError(ValueError):
    """What is read was not written here."""


def as_json(value: object) -> bytes:
    """A value that JSON can say."""
    return _WRITING.encode(value).encode("utf-8", "surrogatepass")


def of_json(text: bytes) -> Any:  # noqa: ANN401  (anything that JSON can say)
    """What `as_json` was given; `json.loads` takes half as long again to find out how.

    Raises:
        ValueError: It is not JSON.
    """
    return _READING.raw_decode(text.decode("utf-8", "surrogatepass"))[0]


class Encoder:
    """Writes values.

    Attributes:
        names: The classes met, as ``module:name``, in the order of their numbers.
    """

    def __init__(self) -> None:
        self.names: dict[str, int] = {}

    def text(self, value: object) -> bytes:
        """A value as JSON."""
        return as_json(self._form(value))

    def _form(self, value: Any) -> Any:  # noqa: ANN401  (any value of the model)
        if isinstance(value, Enum):
            return [self._number(type(value)), value.value]
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, Path):
            return [PATH, str(value)]
        if isinstance(value, dict):
            return [TABLE, *(self._form(part) for item in value.items() for part in item)]
        if isinstance(value, frozenset):
            return [SET, *map(self._form, sorted(value))]
        if isinstance(value, list):
            return [LIST, *map(self._form, value)]
        if type(value) is tuple:
            return [TUPLE, *map(self._form, value)]
        return [self._number(type(value)), *map(self._form, _parts(value))]

    def _number(self, made: type) -> int:
        name = f"{made.__module__}:{made.__qualname__}"
        if made.__module__ not in MODULES:
            raise TypeError(f"{name} is not of the model")
        return self.names.setdefault(name, FIRST + len(self.names))


def _parts(value: Any) -> Sequence[object]:  # noqa: ANN401  (any class of the model)
    """The fields of a value that count, without those at the end that are as they are unless told.

    Raises:
        TypeError: It is of no class that has fields.
    """
    if isinstance(value, tuple):
        return value
    kept = counted(value.__class__)
    found = [getattr(value, field.name) for field in kept]
    while (
        found
        and kept[len(found) - 1].default is not MISSING
        and (found[-1] == kept[len(found) - 1].default)
    ):
        found.pop()
    return found


@cache
def counted(made: type[Any]) -> tuple[Field[Any], ...]:
    """The fields of a class that count when two of its values are compared.

    Raises:
        TypeError: A field that does not count stands before one that does, or must be told.
    """
    found = fields(made)
    kept = tuple(field for field in found if field.compare)
    required = all(
        f.default is MISSING and f.default_factory is MISSING for f in found[len(kept) :]
    )
    if found[: len(kept)] != kept or (required and len(found) > len(kept)):
        raise TypeError(f"{made.__qualname__}: what is not compared comes last, with a default")
    return kept


class Decoder:
    """Reads what an `Encoder` wrote."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._makers: dict[int, Callable[[list[Any]], object]] = {
            TUPLE: tuple,
            LIST: list,
            SET: frozenset,
            TABLE: lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
            PATH: lambda parts: Path(*parts),
        }

    def value(self, text: bytes) -> Any:  # noqa: ANN401  (any value of the model)
        """A value from JSON.

        Raises:
            UnreadableError: It is not what an `Encoder` writes.
        """
        try:
            form = of_json(text)
            return self._value(form) if form.__class__ is list else form
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise UnreadableError from error

    def _value(self, form: list[Any]) -> object:
        kind = form[0]
        make = self._makers.get(kind) or self._maker(kind)
        # A call for each leaf would cost as much again.
        return make([p if p.__class__ is not list else self._value(p) for p in form[1:]])

    def _maker(self, kind: int) -> Callable[[list[Any]], object]:
        module, _, name = self._names[kind - FIRST].partition(":")
        made = getattr(import_module(module), name) if module in MODULES else None
        if not (isinstance(made, type) and made.__module__ == module and _is_data(made)):
            raise UnreadableError(name)
        make = self._makers[kind] = lambda parts: made(*parts)
        return make


def _is_data(made: type) -> bool:
    return "__dataclass_fields__" in vars(made) or issubclass(made, Enum | tuple)
