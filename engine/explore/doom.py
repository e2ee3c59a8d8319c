"""Which states can still come to an ending, and which never can."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.explore.search import Search

PASSES = 4
"""Most of a story runs forward: a few passes over its ways, the last first, settle nearly all."""


def leading_to(found: Search, goals: Iterable[int]) -> bytearray:
    """Mark each state from which some way leads to a goal, the goals among them."""
    marked = bytearray(len(found.states))
    for goal in goals:
        marked[goal] = 1
    left = range(len(found.sources) - 1, -1, -1)
    sources, targets = found.sources, found.targets
    for _ in range(PASSES):
        for way in left:
            if marked[targets[way]]:
                marked[sources[way]] = 1
        still = [way for way in left if not marked[sources[way]]]
        if len(still) == len(left):
            return marked
        left = still  # type: ignore[assignment]  # numbers of ways, still the last first
    _settle(found, marked, left)
    return marked


def _settle(found: Search, marked: bytearray, left: Iterable[int]) -> None:
    """Mark the rest one by one, however it runs."""
    before: dict[int, list[int]] = defaultdict(list)
    todo = []
    for way in left:
        source, target = found.sources[way], found.targets[way]
        before[target].append(source)
        if marked[target]:
            todo.append(target)
    while todo:
        for source in before[todo.pop()]:
            if not marked[source]:
                marked[source] = 1
                todo.append(source)


def closed_from(start: int, after: Mapping[int, Iterable[int]]) -> set[int]:
    """Every state that can follow one, itself among them."""
    seen, todo = {start}, [start]
    while todo:
        for target in after.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def ways_among(found: Search, states: set[int]) -> dict[int, list[int]]:
    """What follows each of some states."""
    after: dict[int, list[int]] = defaultdict(list)
    for source, target in zip(found.sources, found.targets, strict=True):
        if source in states:
            after[source].append(target)
    return after


def on_cycles(after: Mapping[int, set[int]]) -> set[int]:
    """What is left when everything is peeled off that nothing leads to, or that leads nowhere.

    All that lies on a cycle is among it; so may be what lies between two of them.
    """
    before: dict[int, set[int]] = {node: set() for node in after}
    for source, out in after.items():
        for target in out:
            before[target].add(source)
    return _peeled(_peeled(set(after), before, after), after, before)


def _peeled(
    nodes: set[int], into: Mapping[int, set[int]], out_of: Mapping[int, set[int]]
) -> set[int]:
    """Without the nodes that have nothing left on one side, one after the other."""
    left = set(nodes)
    count = {node: len(into[node] & left) for node in left}
    todo = [node for node in left if not count[node]]
    while todo:
        node = todo.pop()
        left.discard(node)
        for target in out_of[node] & left:
            count[target] -= 1
            if not count[target]:
                todo.append(target)
    return left


def parts_of(nodes: set[int], after: Mapping[int, set[int]]) -> Iterator[set[int]]:
    """The strongly connected parts of some nodes: each with a cycle through all of it."""
    inside = {node: after[node] & nodes for node in nodes}
    before: dict[int, set[int]] = {node: set() for node in nodes}
    for source, out in inside.items():
        for target in out:
            before[target].add(source)
    left = set(nodes)
    while left:
        node = left.pop()
        part = _following(node, inside) & _following(node, before)
        left -= part
        if part:
            yield part


def _following(node: int, after: Mapping[int, set[int]]) -> set[int]:
    """Everything that follows a node; itself only if it follows itself."""
    seen: set[int] = set()
    todo = [node]
    while todo:
        for target in after[todo.pop()]:
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen
