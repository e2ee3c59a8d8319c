"""Prose as a reader meets it: paragraphs of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    Most are plain words, and then hold nothing else; `of` makes one of any runs.

    Attributes:
        text: The words alone.
        kind: Whether it is a quote.
        styled: What it is made of, where that is more than plain words.
    """

    text: str
    kind: Literal["plain", "quote"] = "plain"
    styled: tuple[Run, ...] = ()

    @classmethod
    def of(cls, runs: Iterable[Run], kind: Literal["plain", "quote"] = "plain") -> Paragraph:
        """A paragraph of runs in any style."""
        styled = tuple(runs)
        text = "".join([run.text for run in styled])
        return cls(text, kind, () if styled == (Run(text),) else styled)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What it is made of."""
        return self.styled or ((Run(self.text),) if self.text else ())
