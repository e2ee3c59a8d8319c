"""What the language reports: problems by offset, and trees that may come with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from engine.document.finding import Severity
from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.document.finding import Code
    from engine.model.state import Definition

_T_co = TypeVar("_T_co", covariant=True)


@frozen()
class Problem:
    """One thing wrong with a text, at the characters at fault.

    The language knows texts and not files: whoever read the text from a file turns a
    problem into a finding, with `Scalar.within(start, end)`.

    Attributes:
        code: Its kind; a code that begins with ``W`` is a warning.
        message: One plain sentence without a full stop.
        start: Offset of the first character, in code points.
        end: Offset just after the last one; ``0 <= start <= end <= len(text)``.
        help: How to mend it, only where that is sure.
    """

    code: Code
    message: str
    start: int
    end: int
    help: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether the text cannot be used as it stands."""
        return self.code.severity is Severity.ERROR


@frozen()
class Outcome(Generic[_T_co]):
    """What reading or checking a text gave.

    Attributes:
        tree: The tree, or nothing if some problem is an error.
        problems: Errors and warnings, in the order of the text.
        uses: Where definitions are used.
    """

    tree: _T_co | None
    problems: tuple[Problem, ...] = ()
    uses: tuple[Use, ...] = ()

    def defined(self, start: int, end: int) -> Iterator[Definition]:
        """The definitions used between two offsets, each once."""
        used = (use.definition for use in self.uses if start < use.end and use.start < end)
        return iter({definition.name: definition for definition in used}.values())


class Use(NamedTuple):
    """A place where a definition is used."""

    start: int
    end: int
    definition: Definition


def settle(tree: _T_co | None, problems: list[Problem], uses: Sequence[Use] = ()) -> Outcome[_T_co]:
    """Pair a tree with its problems; an error among them leaves no tree."""
    if not problems:
        return Outcome(tree, (), tuple(uses))
    ordered = tuple(sorted(problems, key=lambda problem: (problem.start, problem.end)))
    return Outcome(None if any(p.is_error for p in ordered) else tree, ordered, tuple(uses))
