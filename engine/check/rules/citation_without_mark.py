"""A citation's mark stands in the prose of its moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.document.nearest import nearest
from engine.language.tree import marks
from engine.model.walk import block_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.story import Moment

CODE = Code("E0506", "citation-without-mark")


def check(subject: Subject) -> Iterator[Finding]:
    """At the claim whose mark is missing; not where the prose misspells it, which is told there."""
    for moment in subject.moments.values():
        marked = [citation for citation in moment.citations if citation.mark]
        written = _written(moment) if marked else None
        cited = {citation.mark for citation in marked if citation.mark}
        meant = {nearest(mark, cited) for mark in written or () if mark not in cited}
        for citation in marked if written is not None else ():
            if citation.mark not in (written or ()) and citation.mark not in meant:
                message = f"the prose of this moment has no [^{citation.mark}]"
                hint = f"put [^{citation.mark}] behind the words it belongs to, or leave out `mark`"
                yield Finding(CODE, message, citation.span, hint)


def _written(moment: Moment) -> set[str] | None:
    """The marks in a moment's prose; nothing where some of it cannot be read."""
    codes = [code for block in moment.text for code in block_prose(block)]
    if any(code.tree is None for code in codes):
        return None
    return {mark.name for code in codes if code.tree for mark in marks(code.tree)}
