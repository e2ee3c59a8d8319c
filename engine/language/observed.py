"""What a tree looks at, and what it changes."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from engine.document.frozen import changing, frozen
from engine.language.meaning import Change, Chosen, Meaning, Read, Since, Turns, Visited, Visits
from engine.language.tree import Prose

_Nothing: frozenset[str] = frozenset()


@frozen()
class Observed:
    """What is read and written; two of them join with ``|``.

    Attributes:
        variables: Names of the variables read.
        scenes: Ids of the scenes whose visits are read.
        moments: ``scene/moment`` of the moments whose visits are read.
        choices: ``scene/moment/choice`` of the choices whose taking is read.
        turns: Whether the count of turns is read.
        written: Names of the variables that an effect changes.
        since: What is asked since when, each with how far it is counted there.
    """

    variables: frozenset[str] = _Nothing
    scenes: frozenset[str] = _Nothing
    moments: frozenset[str] = _Nothing
    choices: frozenset[str] = _Nothing
    turns: bool = False
    written: frozenset[str] = _Nothing
    since: frozenset[tuple[str, int]] = frozenset()

    @property
    def longest(self) -> dict[str, int]:
        """How far each thing is counted that is asked since when."""
        return dict(sorted(self.since))  # of the same thing, the longest is the last

    def __or__(self, other: Observed) -> Observed:
        return Observed(
            self.variables | other.variables,
            self.scenes | other.scenes,
            self.moments | other.moments,
            self.choices | other.choices,
            self.turns or other.turns,
            self.written | other.written,
            self.since | other.since,
        )


Observable: TypeAlias = "Meaning | Change | Prose[Meaning]"


@changing
class _Gathered:
    """What was read so far."""

    variables: set[str] = field(default_factory=set)
    scenes: set[str] = field(default_factory=set)
    moments: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    since: set[tuple[str, int]] = field(default_factory=set)
    turns: bool = False

    def look(self, node: Meaning) -> None:
        """Note what one node reads, its children apart."""
        if isinstance(node, Read):
            self.variables.add(node.variable.name)
        elif isinstance(node, Visits | Visited):
            (self.moments if "/" in node.place else self.scenes).add(node.place)
        elif isinstance(node, Chosen):
            self.choices.add(node.choice)
        elif isinstance(node, Since):
            self.since.add((node.what, node.most))
        elif isinstance(node, Turns):
            self.turns = True


def observed(*trees: Observable) -> Observed:
    """Gather what trees read and write.

    ``order += fear`` reads ``fear`` and writes ``order``: that a change begins from the value
    it changes does not count as reading it, so a variable that is only ever counted up is
    still one that nothing reads.
    """
    gathered = _Gathered()
    written = frozenset(tree.variable.name for tree in trees if isinstance(tree, Change))
    todo = [node for tree in trees for node in _roots(tree)]
    while todo:
        node = todo.pop()
        gathered.look(node)
        todo.extend(node.children)
    return Observed(
        frozenset(gathered.variables),
        frozenset(gathered.scenes),
        frozenset(gathered.moments),
        frozenset(gathered.choices),
        gathered.turns,
        written,
        frozenset(gathered.since),
    )


def _roots(tree: Observable) -> tuple[Meaning, ...]:
    if isinstance(tree, Change):
        return (tree.value,)
    if isinstance(tree, Prose):
        return tree.values
    return (tree,)
