"""Conditions of the prose, watched while a story is explored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.language.meaning import Comparison, Conditional, Constant, Visits
from engine.language.types import INTEGER
from engine.model.story import Passage, Variation
from engine.model.walk import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.language.meaning import Meaning
    from engine.language.tree import Prose
    from engine.model.story import Code, Moment


@dataclass(slots=True, eq=False)
class Watch:
    """A condition that shows or hides some text.

    Attributes:
        moment: The moment it belongs to.
        tree: The condition.
        code: What it is a part of.
        block: The block that it rules; nothing where it stands inside a sentence.
        seen: The answers that it has given.
    """

    moment: Moment
    tree: Meaning
    code: Code[Meaning] | Code[Prose[Meaning]]
    block: Passage | None = None
    seen: set[bool] = field(default_factory=set)


def watches(moment: Moment) -> Iterator[Watch]:
    """The conditions of a moment's blocks, and those inside its sentences."""
    for block in moment.text:
        if isinstance(block, Passage) and block.condition and block.condition.tree:
            yield Watch(moment, block.condition.tree, block.condition, block)
    for code in prose(moment):
        for value in code.tree.values if code.tree else ():
            for found in _conditionals(value):
                yield Watch(moment, found.condition, code)


def varying(moment: Moment) -> Iterator[Watch]:
    """When each text of the blocks that vary is shown: from some visit on, by some reader.

    Which text of a shuffled block comes first is a lot, so that one visit can show any.
    """
    for block in moment.text:
        if isinstance(block, Variation):
            for number, code in enumerate(block.texts, 1):
                visit = Constant(1 if block.how == "shuffle" else number, INTEGER)
                yield Watch(moment, Comparison(">=", Visits(moment.id), visit), code)


def _conditionals(tree: Meaning) -> Iterator[Conditional[Meaning]]:
    """Only the outermost: one inside another is met only on one side of it."""
    if isinstance(tree, Conditional):
        yield tree
        return
    for child in tree.children:
        yield from _conditionals(child)
