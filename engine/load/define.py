"""Names for numbers and expressions: `define:` of story.yaml.

A definition can use others. Each is read after those it uses, and takes their place in what
uses it, so that nothing is looked up while a story is played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Finding, Related
from engine.document.tree import Scalar
from engine.language.check import check_definition
from engine.language.parser import parse_expression
from engine.language.problem import Outcome
from engine.language.tree import Comparison, Membership, Word
from engine.load import codes
from engine.load.code import findings_of
from engine.load.scope import Scope
from engine.model.state import Definition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from engine.document.tree import Entry
    from engine.language.meaning import Meaning
    from engine.language.tree import Expression
    from engine.load.index import Index
    from engine.model.state import Variable


class Definitions:
    """Reads definitions into an index of names, which has all others already."""

    def __init__(self, entries: Sequence[Entry], index: Index) -> None:
        self._findings: list[Finding] = []
        self._index = index
        self._scope = Scope(index, "")
        self._written: dict[str, tuple[Scalar, Scalar]] = {}
        for entry in entries:
            if isinstance(entry.value, Scalar) and entry.value.value is not None:
                self._written[entry.key.text] = entry.key, entry.value
            else:
                name = entry.key.text
                index.definitions[name] = Definition(name, None, entry.key.span)
        self._parsed: dict[str, Outcome[Expression]] = {}
        self._left: dict[str, set[str]] = {}

    def read(self) -> list[Finding]:
        """Read them all, each after those it uses.

        Returns:
            What is wrong with them beyond their form.
        """
        for name, (key, value) in self._written.items():
            if same := self._index.variables.get(name):
                message = f"the state has {name} already: a definition needs a name of its own"
                related = (Related(same.span, "it is declared here"),)
                self._findings.append(Finding(codes.TAKEN_NAME, message, key.span, related=related))
            parsed = parse_expression(value.text.rstrip("\n"), what="a definition")
            self._parsed[name] = parsed
            self._left[name] = {
                w for w in _words(parsed.tree, self._index.variables) if w in self._written
            }
        while self._left:
            ready = [name for name, needs in self._left.items() if not needs & self._left.keys()]
            for name in ready or self._circle():
                self._settle(name)
        return self._findings

    def _settle(self, name: str) -> None:
        key, value = self._written[name]
        outcome: Outcome[Meaning] = Outcome(None, self._parsed[name].problems)
        tree = self._parsed[name].tree
        if tree:
            outcome = check_definition(tree, self._scope)
        del self._left[name]
        self._findings += findings_of(value, outcome)
        uses = tuple(dict.fromkeys(use.definition.name for use in outcome.uses))
        self._index.definitions[name] = Definition(name, outcome.tree, key.span, uses)

    def _circle(self) -> list[str]:
        """Names that are defined by one another; told once, where the first is declared."""
        path: list[str] = []
        name = next(iter(self._left))
        while name not in path:
            path.append(name)
            name = min(self._left[name] & self._left.keys())
        circle = path[path.index(name) :]
        order = list(self._written)
        first = min(circle, key=order.index)
        circle = circle[circle.index(first) :] + circle[: circle.index(first)]
        message = f"{first} is defined by itself"
        if len(circle) > 1:
            message = f"{first} is defined by itself, through {', '.join(circle[1:])}"
        related = tuple(Related(self._written[n][0].span, f"{n} is here") for n in circle[1:])
        span = self._written[first][0].span
        self._findings.append(Finding(codes.CIRCULAR_DEFINITION, message, span, related=related))
        for each in circle:
            self._parsed[each] = Outcome(None)
        return circle


def _words(tree: Expression | None, variables: Mapping[str, Variable]) -> Iterator[str]:
    """The words that may be definitions: not the values that a variable is compared with."""
    todo = [tree] if tree else []
    while todo:
        node = todo.pop()
        if isinstance(node, Word):
            yield node.text
        values = {v for part in node.children for v in _values(part, variables)}
        beside = isinstance(node, Comparison | Membership)
        todo.extend(c for c in node.children if not (beside and _is_among(c, values)))


def _values(node: Expression, variables: Mapping[str, Variable]) -> tuple[str, ...]:
    variable = variables.get(node.text) if isinstance(node, Word) else None
    return variable.values if variable else ()


def _is_among(node: Expression, values: set[str]) -> bool:
    return isinstance(node, Word) and node.text in values
