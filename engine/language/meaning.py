"""The tree of what is meant: every word has become a variable, a value or a place.

Operators are those of `engine.language.tree`; the leaves here take the place of words and
calls. A tree of meanings is well typed, so whoever walks it need not look for errors.
"""

from __future__ import annotations

from dataclasses import field, fields, replace
from typing import TYPE_CHECKING, TypeAlias

from engine.document.frozen import frozen
from engine.language.tree import (
    Arithmetic,
    Comparison,
    Conditional,
    Leaf,
    Logic,
    Membership,
    Not,
)
from engine.language.types import BOOLEAN, INTEGER, Type, type_of_variable

if TYPE_CHECKING:
    from engine.language.grammar import Assigner
    from engine.model.state import Variable


@frozen()
class Constant(Leaf):
    """A number, a truth value, a value of an enum or a set, or words to be shown."""

    value: bool | int | str
    type: Type
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Read(Leaf):
    """The value that a variable has now."""

    variable: Variable
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Turns(Leaf):
    """How many choices have been taken."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Visits(Leaf):
    """How often the reader has been in a ``scene``, or at a ``scene/moment``."""

    place: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Visited(Leaf):
    """Whether the reader has been in a ``scene``, or at a ``scene/moment``."""

    place: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Chosen(Leaf):
    """Whether a ``scene/moment/choice`` was taken."""

    choice: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Since(Leaf):
    """How many choices have been taken since something was last visited or taken.

    Attributes:
        what: The full id of a ``scene``, a ``scene/moment`` or a ``scene/moment/choice``.
        most: It is counted no further, which is further than it is compared with; what never
            was is as far away.
    """

    what: str
    most: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Random(Leaf):
    """A whole number drawn from low to high, both included; only in effects."""

    low: int
    high: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


Meaning: TypeAlias = (
    "Constant | Read | Turns | Since | Visits | Visited | Chosen | Random | Not[Meaning]"
    " | Logic[Meaning] | Comparison[Meaning] | Membership[Meaning] | Arithmetic[Meaning]"
    " | Conditional[Meaning]"
)
"""What is meant where a value is wanted."""


@frozen()
class Change:
    """An effect that is well typed: what it does to which variable."""

    variable: Variable
    operator: Assigner
    value: Meaning
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


def placed(node: Meaning, start: int, end: int) -> Meaning:
    """The same meaning as if all of it were written at one place."""
    moved: dict[str, object] = {"start": start, "end": end}
    for part in fields(node):
        value = getattr(node, part.name)
        if isinstance(value, tuple):
            moved[part.name] = tuple(placed(one, start, end) for one in value)
        elif hasattr(value, "children"):
            moved[part.name] = placed(value, start, end)
    return replace(node, **moved)  # type: ignore[arg-type]  # the parts of its own class


def measure(tree: Meaning) -> tuple[int, int]:
    """How deep a tree is and how many parts it has, found without recursion."""
    deepest, parts, todo = 0, 0, [(tree, 1)]
    while todo:
        node, depth = todo.pop()
        deepest, parts = max(deepest, depth), parts + 1
        todo.extend((child, depth + 1) for child in node.children)
    return deepest, parts


_NUMBERS = (Turns, Since, Visits, Random, Arithmetic)


def type_of(node: Meaning) -> Type:
    """The type of a value.

    A conditional whose branches are enums has the values of both. In prose its branches may
    differ in kind, each being printed as its own: then its type is that of the first.
    """
    if isinstance(node, Read):
        return type_of_variable(node.variable)
    if isinstance(node, Constant):
        return node.type
    if isinstance(node, Conditional):
        return _type_of_either(type_of(node.then), type_of(node.otherwise))
    return INTEGER if isinstance(node, _NUMBERS) else BOOLEAN


def _type_of_either(one: Type, other: Type) -> Type:
    if one == other or one.kind != "enum" or other.kind != "enum":
        return one
    return Type("enum", tuple(dict.fromkeys((*one.values, *other.values))))


__all__ = [
    "Arithmetic",
    "Change",
    "Chosen",
    "Comparison",
    "Conditional",
    "Constant",
    "Logic",
    "Meaning",
    "Membership",
    "Not",
    "Random",
    "Read",
    "Since",
    "Turns",
    "Visited",
    "Visits",
    "measure",
    "placed",
    "type_of",
]
