"""A finding: one thing that `engine check` reports."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.document.span import Span


_LONGEST = 100
"""An author's words are quoted so far; ids are shorter."""
_MOST = 600
"""No sentence is longer than this, whatever it quotes; a note may be, as a long way is."""
_QUOTED = re.compile(f'"([^"]{{{_LONGEST}}})[^"]+"')


class Severity(StrEnum):
    """How much a finding matters: an error fails the check, a warning fails it when strict."""

    ERROR = "error"
    WARNING = "warning"


@frozen()
class Code:
    """What kind of finding it is.

    Attributes:
        code: The stable code, such as ``E0203``: the letter is the severity's.
        name: The stable name, which reads well after "allow": ``unknown-scene``.
    """

    code: str
    name: str

    @property
    def severity(self) -> Severity:
        """An ``E`` is an error, a ``W`` a warning."""
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING


@frozen()
class Related:
    """Another place that helps to understand a finding."""

    span: Span
    message: str

    def __post_init__(self) -> None:
        """Keep the sentence short, and on one line."""
        object.__setattr__(self, "message", _sentence(self.message))


@frozen()
class Finding:
    """One problem, said in one plain sentence, at the words at fault.

    Attributes:
        code: Its kind.
        message: A sentence without a full stop, in lower case unless it begins with a name.
        span: The words at fault.
        help: How to mend it, only where that is sure.
        related: Other places that belong to it.
        notes: What else there is to know, such as how the reader comes here.
    """

    code: Code
    message: str
    span: Span
    help: str | None = None
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Keep each sentence short, and on one line, whatever words of a file it quotes."""
        object.__setattr__(self, "message", _sentence(self.message))
        object.__setattr__(self, "notes", tuple(map(_line, self.notes)))
        if self.help is not None:
            object.__setattr__(self, "help", _sentence(self.help))

    @property
    def sort_key(self) -> tuple[Span, str, str]:
        """Findings are reported in the order of a reader: by file, then by place."""
        return (self.span, self.code.code, self.message)


def _sentence(text: str) -> str:
    """A sentence as it is told: on one line, and not too long."""
    line = _line(text)
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"


def _line(text: str) -> str:
    """Line ends as YAML would write them, and long quotations cut short."""
    short = text if len(text) <= _LONGEST else _QUOTED.sub(r'"\1…"', text)
    return short.replace("\n", "\\n")
