"""The language in a story's values: read, checked, and its problems told in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Finding
from engine.language.check import read_condition, read_effect, read_prose
from engine.language.cut import cut_items, cut_problem
from engine.model.story import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.document.tree import Scalar
    from engine.language.meaning import Change, Meaning
    from engine.language.names import Names
    from engine.language.problem import Problem
    from engine.language.tree import Prose


class CodeReader:
    """Reads conditions, effects and prose; what is wrong goes to `findings`."""

    def __init__(self, names: Names, findings: list[Finding]) -> None:
        self._names = names
        self._findings = findings

    def condition(self, scalar: Scalar) -> Code[Meaning]:
        """A condition; without a tree where it cannot be read."""
        found = read_condition(scalar.text, self._names)
        self._tell(scalar, found.problems)
        return Code(scalar.text, found.tree, scalar)

    def prose(self, scalar: Scalar) -> Code[Prose[Meaning]]:
        """A piece of prose; without a tree where it cannot be read."""
        found = read_prose(scalar.text, self._names)
        self._tell(scalar, found.problems)
        return Code(scalar.text, found.tree, scalar)

    def effects(self, scalars: Sequence[Scalar]) -> Iterator[Code[Change]]:
        """A list of effects; pieces that a comma has cut are told once, as one."""
        cut = cut_items([scalar.text for scalar in scalars])
        for number, scalar in enumerate(scalars):
            if number in cut:
                if number - 1 not in cut:
                    self._tell(scalar, (cut_problem(scalar.text),))
                yield Code(scalar.text, None, scalar)
                continue
            found = read_effect(scalar.text, self._names)
            self._tell(scalar, found.problems)
            yield Code(scalar.text, found.tree, scalar)

    def _tell(self, scalar: Scalar, problems: Sequence[Problem]) -> None:
        self._findings.extend(
            Finding(p.code, p.message, scalar.within(p.start, p.end), p.help) for p in problems
        )
