"""The prose of a page: paragraphs, and documents set apart."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.containers import VerticalGroup
from textual.geometry import Size
from textual.reactive import reactive

from engine.app import text
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.content import Content

    from engine.model.prose import Paragraph

PARTS = 3
"""Parts that are there from the second page on, so that most pages mount nothing."""

SPACED, INDENT = "\n\n", "\n   "
"""What stands between two paragraphs."""


class Prose(VerticalGroup):
    """Paragraphs: neighbours of one kind share a part, and parts are used again."""

    virtual_size = reactive(Size(0, 0), layout=False, repaint=False)
    """What a layout gives it: a second layout would change nothing, and paint all again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name for it)
        super().__init__(Words(), id=id)
        self._lit: tuple[Words, Content, int] | None = None

    def show(
        self,
        paragraphs: Iterable[Paragraph],
        marks: Mapping[str, int],
        lit: str = "",
        *,
        indented: bool = False,
        asked: str = "",
    ) -> None:
        """Replace what is shown; the phrase of one mark can be lit.

        Args:
            paragraphs: The prose.
            marks: The numbers of its marks.
            lit: The mark whose phrase is being looked at.
            indented: Whether a paragraph is told from the one before by an indent, as in a
                book, and not by an empty line.
            asked: The words that were looked for.
        """
        self._lit = None
        between = INDENT if indented else SPACED
        groups = [(kind, list(found)) for kind, found in groupby(paragraphs, lambda p: p.kind)]
        parts = list(self.query_children(Words))
        fresh = [Words() for _ in groups[len(parts) :]]
        if fresh:
            self.mount(*fresh)
        for part, (kind, found) in zip([*parts, *fresh], groups, strict=False):
            part.set_class(kind == "quote", "quote")
            part.display = True
            gap = SPACED if kind == "quote" else between
            said = text.join((_set(p, marks, lit, asked) for p in found), gap)
            part.show(said)
            place = text.mark_at(said)
            if place is not None:
                self._lit = (part, said, place)
        for part in parts[len(groups) :]:
            part.display = False

    def stock(self) -> None:
        """Have parts at hand for the pages to come."""
        fresh = [Words() for _ in range(PARTS - len(self.children))]
        for part in fresh:
            part.display = False
        if fresh and self.is_attached:
            self.mount(*fresh)

    def line_lit(self) -> int | None:
        """The line of the lit mark, from the top of the prose; nothing where none is lit."""
        if self._lit is None:
            return None
        part, said, place = self._lit
        above = text.rows_above(said, place, max(1, part.content_size.width))
        return part.virtual_region.y + part.gutter.top + above


def _set(content: Paragraph, marks: Mapping[str, int], lit: str, asked: str) -> Content:
    if not asked:
        return text.held(text.paragraph(content, marks, lit))
    from engine.play.recall import places  # noqa: PLC0415  (only where words are looked for)

    return text.found(text.words(content), places(asked, content.text))
