"""A fiction can be adapted and is never cited.

What a novel or a serial invents is no evidence, however sure of itself it sounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model import walk
from engine.model.record import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0503", "cited-fiction")


def check(subject: Subject) -> Iterator[Finding]:
    """Also where only the claim, and not its work, is of kind fiction."""
    for moment in subject.moments.values():
        for citation in walk.citations(moment):
            claim = subject.library.claim(citation.claim)
            if claim and claim.kind is Kind.FICTION:
                message = f"{claim.source} is a fiction: it can be adapted, and is never cited"
                yield Finding(CODE, message, citation.span)
