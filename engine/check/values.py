"""Values of variables in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.observed import observed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.model.state import Value
    from engine.model.story import Moment, Story


def values_in(story: Story, moment: Moment, values: Mapping[str, Value]) -> str:
    """The values that the choices of a moment look at: `` when lamps is 1 and door is shut``."""
    trees = [c.tree for choice in moment.choices for c in (choice.visible, choice.requires) if c]
    read = observed(*(tree for tree in trees if tree is not None)).variables
    return when({v.name: values[v.name] for v in story.variables if v.name in read})


def when(values: Mapping[str, Value]) -> str:
    """Some values as the end of a sentence; without any, it is the takings that matter."""
    parts = [f"{name} is {say(value)}" for name, value in values.items()]
    return f" when {' and '.join(parts)}" if parts else " once each has been taken"


def say(value: Value) -> str:
    """One value in words."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "empty"
    return str(value)
