"""Searching what has been read."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.query import QueryPage
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE, Item
from engine.document.english import plural
from engine.play.recall import recall

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.content import Content

    from engine.play.recall import Recalled

MOST = 30
"""Passages shown; a reader who gets more types another word."""
NONE = "No paragraph that you have read has all of these words."


class Find(QueryPage):
    """Finds passages."""

    NAME = "find"
    BINDINGS: ClassVar = bindings(NAME)
    HEADING = "Find in what you have read"
    HINT = (
        "Type any words of a page that you have read. Every word must stand in one paragraph; "
        "its beginning is enough. Enter goes to what is found, and opens the page of it."
    )

    def found(self) -> Iterable[Item]:
        """The passages, those of the latest page first."""
        passages = list(islice(recall(self.query_text, self.sitting.playthrough), MOST + 1))
        yield voices.said(text.plain(_counted(len(passages)), text.SOFT))
        for one in passages[:MOST]:
            yield SPACE
            yield Item(voices.leading(_quoted(one)), str(one.page.number))

    def open_entry(self, entry: str) -> None:
        """Open the page of a passage."""
        from engine.app.screens.past import Past  # noqa: PLC0415  (when first opened)

        self.app.push_screen(Past(self.sitting, int(entry), self.query_text))


def _counted(found: int) -> str:
    if not found:
        return NONE
    if found > MOST:
        return f"More than {MOST} passages: these are the latest."
    order = ", the latest first" if found > 1 else ""
    return f"{plural(found, 'passage')}{order}."


def _quoted(one: Recalled) -> Content:
    """The words around what was found, and the page that they stand on."""
    start, end = one.around
    said = text.found(text.words(one.paragraph), one.spans)
    cut = text.line(
        text.plain("…" if start else ""),
        said[start:end],
        text.plain("…" if end < len(said) else ""),
    )
    where = f"Page {one.page.number}, {one.page.scene.title}"
    return text.lines(text.held(cut), text.plain(where, text.SOFT))
