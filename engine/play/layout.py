"""Which counters a story needs: those that something in it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.layout import Layout, lay_out
from engine.language.observed import observed
from engine.model import walk
from engine.model.story import Variation

if TYPE_CHECKING:
    from engine.model.story import Moment, Story


def layout_of(story: Story) -> Layout:
    """Give every variable, and every counter that is asked for, its place in the state."""
    moments = list(walk.moments(story))
    trees = (code.tree for moment in moments for code in walk.code(moment))
    read = observed(*(tree for tree in trees if tree is not None))
    visited = read.moments | {m.id for m in moments if _varies(m)}
    chosen = read.choices | {c.full for m in moments for c in m.choices if c.once}
    names = [variable.name for variable in story.variables]
    return lay_out(names, read.scenes, visited, chosen, read.longest)


def _varies(moment: Moment) -> bool:
    """Whether what it shows hangs on how often it was visited."""
    drawn = moment.draw is not None and moment.draw.count is not None
    return drawn or any(isinstance(block, Variation) for block in moment.text)
