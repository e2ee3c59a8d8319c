"""The tree of what is written, and the operators it shares with the tree of what is meant.

An operator holds nodes of one tree: ``Not[Expression]`` before names are looked up,
``Not[Meaning]`` after (see `engine.language.meaning`). Every node knows where it begins and
ends in its text, and two nodes are equal when they say the same, wherever they stand.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.language.grammar import Assigner, Calculator, Comparator, Connective

_N_co = TypeVar("_N_co", covariant=True)


class Leaf:
    """A node that holds no other."""

    __slots__ = ()

    @property
    def children(self) -> tuple[()]:
        """Nothing."""
        return ()


@frozen()
class Integer(Leaf):
    """A whole number: ``3`` or ``-3``."""

    value: int
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Boolean(Leaf):
    """``true`` or ``false``."""

    value: bool
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Word(Leaf):
    """A bare word: the name of a variable, a value, or an id."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Text(Leaf):
    """Words in quotes: a value or an id, or words to be shown in prose; never a variable."""

    text: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Not(Generic[_N_co]):
    """``not operand``."""

    operand: _N_co
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """The operand."""
        return (self.operand,)


@frozen()
class Logic(Generic[_N_co]):
    """Two or more conditions joined by one connective: ``a and b and c`` is one node."""

    operator: Connective
    operands: tuple[_N_co, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """The operands."""
        return self.operands


@frozen()
class Comparison(Generic[_N_co]):
    """``left >= right``."""

    operator: Comparator
    left: _N_co
    right: _N_co
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """Left and right."""
        return (self.left, self.right)


@frozen()
class Membership(Generic[_N_co]):
    """``item in group``, or ``item not in group`` when negated."""

    item: _N_co
    group: _N_co
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """The item and the group."""
        return (self.item, self.group)


@frozen()
class Arithmetic(Generic[_N_co]):
    """``left + right``."""

    operator: Calculator
    left: _N_co
    right: _N_co
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """Left and right."""
        return (self.left, self.right)


@frozen()
class Conditional(Generic[_N_co]):
    """``then if condition else otherwise``."""

    then: _N_co
    condition: _N_co
    otherwise: _N_co
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """The three parts in the order they are written."""
        return (self.then, self.condition, self.otherwise)


@frozen()
class Call(Generic[_N_co]):
    """``function(arguments)``; only the tree of what is written has calls."""

    function: str
    arguments: tuple[_N_co, ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def children(self) -> tuple[_N_co, ...]:
        """The arguments."""
        return self.arguments


Expression: TypeAlias = (
    "Integer | Boolean | Word | Text | Not[Expression] | Logic[Expression]"
    " | Comparison[Expression] | Membership[Expression] | Arithmetic[Expression]"
    " | Conditional[Expression] | Call[Expression]"
)
"""What is written where a value is wanted."""


@frozen()
class Effect:
    """``target = value``, ``target += value`` or ``target -= value``, as written."""

    target: Word
    operator: Assigner
    value: Expression
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Words(Leaf):
    """Plain words of prose, in one style; a line break of a quote is a newline."""

    text: str
    emphasis: bool = False
    strong: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Slot(Generic[_N_co]):
    """``{expression}``: a place in prose where a value is printed."""

    value: _N_co
    emphasis: bool = False
    strong: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Mark(Leaf):
    """``[^name]``: ties a place in prose to a citation."""

    name: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Passage(Generic[_N_co]):
    """A paragraph before its values are known."""

    pieces: tuple[Words | Slot[_N_co] | Mark, ...]
    kind: Literal["plain", "quote"] = "plain"
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@frozen()
class Prose(Generic[_N_co]):
    """A text block: its paragraphs."""

    passages: tuple[Passage[_N_co], ...]
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @property
    def values(self) -> tuple[_N_co, ...]:
        """What its slots print, in the order of the text."""
        return tuple(
            piece.value
            for passage in self.passages
            for piece in passage.pieces
            if isinstance(piece, Slot)
        )


def marks(prose: Prose[object]) -> tuple[Mark, ...]:
    """List the marks of a piece of prose, in the order of the text."""
    return tuple(
        piece for passage in prose.passages for piece in passage.pieces if isinstance(piece, Mark)
    )
