"""State: the variables a story declares, and their values at one point of a playthrough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.document.span import Span
    from engine.language.meaning import Meaning

Value: TypeAlias = bool | int | str | frozenset[str]
"""A truth value, a whole number, an enum's value, or a set of values."""

State: TypeAlias = tuple[Value, ...]
"""Everything that can change in a playthrough, flat: see `engine.language.layout.Layout`."""

Kind: TypeAlias = Literal["integer", "boolean", "enum", "set"]


@frozen()
class Variable:
    """A declared variable.

    Attributes:
        name: Its name, ``snake_case`` and dotted: ``trust.lenin``.
        kind: Its type.
        default: Its value at the start.
        minimum: The least an integer can be.
        maximum: The most an integer can be.
        values: What an enum or a set may hold, in the order declared.
        label: What a gauge calls it.
        gauge: Whether the reader sees it.
        span: Where it is declared.
    """

    name: str
    kind: Kind
    default: Value
    span: Span
    minimum: int = 0
    maximum: int = 0
    values: tuple[str, ...] = ()
    label: str = ""
    gauge: bool = False


@frozen()
class Definition:
    """A name for a number or an expression, declared once.

    Attributes:
        name: Its name, in the form that variables have.
        tree: What it stands for, which takes its place wherever it is used; nothing where
            that could not be made out, which is told once, where it is declared.
        span: Where it is declared.
        uses: The definitions that it uses itself.
    """

    name: str
    tree: Meaning | None
    span: Span
    uses: tuple[str, ...] = ()
