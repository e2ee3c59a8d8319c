"""A stretch of a file."""

from __future__ import annotations

from engine.document.frozen import frozen


@frozen(order=True)
class Span:
    """A stretch of one file.

    Attributes:
        path: The file, as it should be shown to a person.
        line: First line, counted from 1.
        column: First column in code points, counted from 1.
        end_line: Line of the end.
        end_column: Column just after the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """Where it begins, as compilers write it: ``story.yaml:3:7``."""
        return f"{self.path}:{self.line}:{self.column}"

    def holds(self, other: Span) -> bool:
        """Whether another stretch lies within this one."""
        if self.path != other.path:
            return False
        begins = (self.line, self.column) <= (other.line, other.column)
        return begins and (other.end_line, other.end_column) <= (self.end_line, self.end_column)
