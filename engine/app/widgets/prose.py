"""The prose of a page: paragraphs, and documents set apart."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.containers import VerticalGroup

from engine.app import text
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.model.prose import Paragraph

PARTS = 3
"""Parts that are there from the start, so that most pages mount nothing."""


class Prose(VerticalGroup):
    """Paragraphs: neighbours of one kind share a part, and parts are used again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name for it)
        super().__init__(*(Words() for _ in range(PARTS)), id=id)

    def show(self, paragraphs: Iterable[Paragraph], marks: Mapping[str, int]) -> None:
        """Replace what is shown."""
        groups = [(kind, list(found)) for kind, found in groupby(paragraphs, lambda p: p.kind)]
        parts = list(self.query_children(Words))
        fresh = [Words() for _ in groups[len(parts) :]]
        if fresh:
            self.mount(*fresh)
        for part, (kind, found) in zip([*parts, *fresh], groups, strict=False):
            part.set_class(kind == "quote", "quote")
            part.display = True
            part.show(text.join((text.paragraph(p, marks) for p in found), "\n\n"))
        for part in parts[len(groups) :]:
            part.display = False
