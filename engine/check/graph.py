"""The graph of a story: which moment leads to which, whatever the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.walk import moments, targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.model.story import Story

Graph = dict[str, tuple[str, ...]]


def graph_of(story: Story) -> Graph:
    """The moments that each moment can lead to; a detour also leads to where it comes back."""
    return {
        moment.id: tuple(
            there for t in targets(moment) for there in (t.moment, t.back) if there is not None
        )
        for moment in moments(story)
    }


def reachable(graph: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Every moment that some way leads to, the start among them."""
    seen, todo = {start}, [start]
    while todo:
        for there in graph.get(todo.pop(), ()):
            if there not in seen:
                seen.add(there)
                todo.append(there)
    return seen
