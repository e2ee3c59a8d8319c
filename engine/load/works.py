"""Bibliographic records: what CSL, whose words they are in, does not know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from engine.document.finding import Finding
from engine.document.nearest import nearest
from engine.document.tree import Mapping
from engine.load import codes
from engine.load.fields import written
from engine.model.csl import DATES, NAMES, TYPES, WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from engine.document.span import Span
    from engine.document.tree import Node

_OWN: Final = frozenset(("type", "id", "title"))
_MEANT: Final = {
    **dict.fromkeys(("year", "date", "published"), "issued"),
    **dict.fromkeys(("place", "city", "address", "location"), "publisher-place"),
    **dict.fromkeys(("journal", "newspaper", "magazine", "booktitle"), "container-title"),
    **dict.fromkeys(("series",), "collection-title"),
    **dict.fromkeys(("authors", "by"), "author"),
    **dict.fromkeys(("article", "paper", "journal-article"), "article-journal"),
    **dict.fromkeys(("letter", "letters"), "personal_communication"),
    **dict.fromkeys(("website", "web", "page"), "webpage"),
    "newspaper-article": "article-newspaper",
    "film": "motion_picture",
    "link": "URL",
    "pages": "page",
}
"""What other systems, or anybody, would call a field or a kind of work."""


def work_findings(csl: Node | None) -> Iterator[Finding]:
    """The fields, and the kind of work, that no bibliography would show."""
    if not isinstance(csl, Mapping):
        return
    fields = {*_OWN, *NAMES, *DATES, *WORDS}
    for entry in csl:
        if entry.key.text not in fields:
            yield _unknown("field", entry.key.text, entry.key.span, fields)
    kind = written(csl, "type")
    if kind is not None and kind.text not in TYPES:
        yield _unknown("type", kind.text, kind.span, TYPES)


def _unknown(what: str, said: str, span: Span, known: Collection[str]) -> Finding:
    small = said.lower()
    guess = _MEANT[small] if _MEANT.get(small) in known else nearest(said, known)
    hint = f'did you mean "{guess}"?' if guess else None
    message = f'CSL has no {what} "{said}", so no bibliography shows it'
    return Finding(codes.UNKNOWN_FIELD, message, span, hint)
