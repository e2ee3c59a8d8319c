"""Who a claim speaks of stands in people.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.places import field_span
from engine.document.finding import Code, Finding
from engine.document.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0515", "unknown-person-in-claim")


def check(subject: Subject) -> Iterator[Finding]:
    """A library without a table of people names nobody wrongly."""
    people = subject.library.people
    if not people:
        return
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            for index, name in enumerate(claim.people):
                if name not in people:
                    message = f'nobody in people.yaml is called "{name}"'
                    span = field_span(claim, "people", index)
                    yield Finding(CODE, message, span, suggestion(name, people))
