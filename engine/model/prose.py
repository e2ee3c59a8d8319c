"""Prose as a reader meets it: paragraphs of runs."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from engine.document.frozen import frozen


@frozen()
class Run:
    """A stretch of text in one style, or a mark.

    Attributes:
        text: The words; empty for a mark.
        emphasis: Set in italics.
        strong: Set in bold.
        mark: The name of a mark that ties this place to a citation.
    """

    text: str
    emphasis: bool = False
    strong: bool = False
    mark: str | None = None


@frozen()
class Paragraph:
    """A paragraph; a quote is a document in the story: a telegram, a decree.

    Attributes:
        runs: What it is made of.
        kind: Whether it is a quote.
        text: The words alone.
    """

    runs: tuple[Run, ...]
    kind: Literal["plain", "quote"] = "plain"
    text: str = field(init=False, repr=False, compare=False)

    def __init__(self, runs: tuple[Run, ...], kind: Literal["plain", "quote"] = "plain") -> None:
        """Join the words, which are asked for more often than a paragraph is made."""
        self.runs, self.kind = runs, kind  # type: ignore[misc]  # it is being made
        self.text = "".join([run.text for run in runs])  # type: ignore[misc]
