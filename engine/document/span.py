"""Where something stands in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
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
