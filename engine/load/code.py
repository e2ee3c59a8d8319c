"""Conditions, effects and prose in the values of a story, with their problems as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from engine.document.finding import Finding, Related
from engine.language.check import read_condition, read_effect, read_prose
from engine.language.cut import cut_items, cut_problem
from engine.language.problem import Outcome
from engine.model.story import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.document.tree import Scalar
    from engine.language.meaning import Change, Meaning
    from engine.language.names import Names
    from engine.language.tree import Prose
    from engine.model.state import Definition

Tree = TypeVar("Tree")


class CodeReader:
    """Reads conditions, effects and prose; what is wrong goes to `findings`."""

    def __init__(self, names: Names, findings: list[Finding]) -> None:
        self._names = names
        self._findings = findings

    def condition(self, scalar: Scalar) -> Code[Meaning]:
        """A condition; without a tree where it cannot be read."""
        return self._code(scalar, read_condition(scalar.text, self._names))

    def prose(self, scalar: Scalar) -> Code[Prose[Meaning]]:
        """A piece of prose; without a tree where it cannot be read."""
        return self._code(scalar, read_prose(scalar.text, self._names))

    def effects(self, scalars: Sequence[Scalar]) -> Iterator[Code[Change]]:
        """A list of effects; pieces that a comma has cut are told once, as one."""
        cut = cut_items([scalar.text for scalar in scalars])
        for number, scalar in enumerate(scalars):
            if number in cut:
                if number - 1 not in cut:
                    self._code(scalar, Outcome(None, (cut_problem(scalar.text),)))
                yield Code(scalar.text, None, scalar)
                continue
            yield self._code(scalar, read_effect(scalar.text, self._names))

    def _code(self, scalar: Scalar, found: Outcome[Tree]) -> Code[Tree]:
        self._findings.extend(findings_of(scalar, found))
        used = {use.definition.name: use.definition for use in found.uses}
        return Code(scalar.text, found.tree, scalar, tuple(used.values()))


def findings_of(scalar: Scalar, found: Outcome[Tree]) -> Iterator[Finding]:
    """The problems of a text in its file, each with the definitions that it comes from."""
    for p in found.problems:
        related = tuple(map(where_defined, found.defined(p.start, p.end)))
        yield Finding(p.code, p.message, scalar.within(p.start, p.end), p.help, related)


def defined_in(code: Code[Any] | None) -> tuple[Related, ...]:
    """Where the definitions are that a piece of the language uses."""
    return tuple(map(where_defined, code.defined)) if code else ()


def where_defined(definition: Definition) -> Related:
    """The place of a definition, to be told with a finding."""
    return Related(definition.span, f"{definition.name} is defined here")
