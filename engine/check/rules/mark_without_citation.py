"""A mark in the prose belongs to a citation of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.document.nearest import suggestion
from engine.language.tree import marks
from engine.model.walk import block_prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0505", "mark-without-citation")


def check(subject: Subject) -> Iterator[Finding]:
    """At the mark itself, in the prose; nothing where a citation may have been misread."""
    for moment in subject.moments.values():
        if moment.span.path in subject.misread:
            continue
        cited = {citation.mark for citation in moment.citations if citation.mark}
        for code in (code for block in moment.text for code in block_prose(block)):
            for mark in marks(code.tree) if code.tree and "[^" in code.text else ():
                if mark.name not in cited:
                    message = f'no citation of this moment has the mark "{mark.name}"'
                    span = code.within(mark.start, mark.end)
                    yield Finding(CODE, message, span, suggestion(mark.name, cited))
