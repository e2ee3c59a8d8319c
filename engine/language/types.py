"""The types of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.document.frozen import frozen
from engine.model.state import Kind

if TYPE_CHECKING:
    from engine.model.state import Variable

TypeKind: TypeAlias = Kind | Literal["text"]


@frozen()
class Type:
    """What a value can be; an enum and a set list their values in the order declared."""

    kind: TypeKind
    values: tuple[str, ...] = ()


INTEGER = Type("integer")
BOOLEAN = Type("boolean")
TEXT = Type("text")


def type_of_variable(variable: Variable) -> Type:
    """The type that a variable was declared with."""
    if variable.kind == "integer":
        return INTEGER
    if variable.kind == "boolean":
        return BOOLEAN
    return Type(variable.kind, variable.values)


def element(kind: Type) -> Type:
    """What stands beside a value of this type: a set's own values are enums, else the same."""
    return Type("enum", kind.values) if kind.kind == "set" else kind


def comparable(one: Type, other: Type) -> bool:
    """Whether two values can ever be equal: the same kind, and for enums a value in common."""
    if one.kind != other.kind:
        return False
    return one.kind != "enum" or not set(one.values).isdisjoint(other.values)


def holds(target: Type, value: Type) -> bool:
    """Whether a variable of the target's type can take every value of the other."""
    if target.kind != value.kind:
        return False
    return target.kind != "enum" or set(value.values) <= set(target.values)


def describe(kind: Type) -> str:
    """Say a type in words that complete "this is ..."."""
    if kind.kind == "integer":
        return "a whole number"
    if kind.kind == "boolean":
        return "true or false"
    if kind.kind == "text":
        return "text in quotes"
    return "a set" if kind.kind == "set" else one_of(kind.values)


def one_of(values: tuple[str, ...]) -> str:
    """List values for a message: ``one of honest, rounded``, shortened when there are many."""
    longest = 8
    shown = ", ".join(values[:longest])
    return f"one of {shown}{', ...' if len(values) > longest else ''}"
