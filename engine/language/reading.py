"""What a condition reads, and what it reads there: why it holds, or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.language.compile import compile_condition, compile_expression
from engine.language.meaning import Chosen, Read, Since, Turns, Visited, Visits
from engine.language.show import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.language.layout import Layout
    from engine.language.meaning import Meaning
    from engine.model.state import State, Value

READS = (Read, Turns, Since, Visits, Visited, Chosen)
"""The leaves whose value depends on the state."""


@frozen()
class Part:
    """One thing that a condition reads: ``visited(smolny)``, and its value."""

    says: str
    value: Value


@frozen()
class Reading:
    """A condition in one state.

    Attributes:
        holds: Whether it is true.
        parts: All that it reads, each once, in the order of the text.
    """

    holds: bool
    parts: tuple[Part, ...]


def read(tree: Meaning, layout: Layout, state: State) -> Reading:
    """Read a condition in a state.

    Raises:
        KeyError: The layout lacks a place for something the tree reads.
    """
    leaves = {show(leaf): leaf for leaf in _leaves(tree)}
    parts = (Part(says, compile_expression(leaf, layout)(state)) for says, leaf in leaves.items())
    return Reading(compile_condition(tree, layout)(state), tuple(parts))


def _leaves(tree: Meaning) -> Iterator[Meaning]:
    if isinstance(tree, READS):
        yield tree
    for child in tree.children:
        yield from _leaves(child)
