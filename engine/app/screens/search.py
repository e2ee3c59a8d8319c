"""Searching the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.query import QueryPage
from engine.app.widgets import voices
from engine.app.widgets.options import SPACE
from engine.document.english import plural
from engine.record.search import search

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.app.widgets.options import Item
    from engine.model.record import Claim

MOST = 40
"""Claims shown; a reader who gets more types another word."""
NONE = "No claim in this library has all of these words."


class Search(QueryPage):
    """Finds claims."""

    NAME = "search"
    BINDINGS: ClassVar = bindings(NAME)
    HEADING = "Search the record"
    HINT = (
        "Type a name, a place, a work or any words of a claim. Every word must occur; its "
        "beginning is enough. Enter goes to what is found, and opens it."
    )

    def found(self) -> Iterable[Item]:
        """The claims, the likeliest first."""
        claims = search(self.query_text, self.sitting.index())
        yield voices.said(text.plain(_counted(claims), text.SOFT))
        for claim in claims[:MOST]:
            yield SPACE
            yield voices.claim_entry(claim, self.sitting.library, new_first=self.new_first)


def _counted(found: tuple[Claim, ...]) -> str:
    if not found:
        return NONE
    count = plural(len(found), "claim")
    order = ", the likeliest first" if len(found) > 1 else ""
    more = f"; the first {MOST} are shown" if len(found) > MOST else ""
    return f"{count}{order}{more}."
