"""A source of kind fiction makes no claims.

It can be adapted; what it says of history is no evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model.record import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0518", "speaking-fiction")


def check(subject: Subject) -> Iterator[Finding]:
    """At the first claim of each such source."""
    for source in subject.library.sources.values():
        if source.kind is Kind.FICTION and source.claims:
            first = next(iter(source.claims.values()))
            yield Finding(CODE, f"{source.id} is a fiction, and makes no claims", first.span)
