"""Prose as a reader meets it: paragraphs of runs."""

from __future__ import annotations

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
    """A paragraph; a quote is a document in the story: a telegram, a decree."""

    runs: tuple[Run, ...]
    kind: Literal["plain", "quote"] = "plain"

    @property
    def text(self) -> str:
        """The words alone."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
