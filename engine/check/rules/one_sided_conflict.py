"""A conflict has two sides: two claims, or one and what the general literature holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.places import field_span
from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0520", "one-sided-conflict")


def check(subject: Subject) -> Iterator[Finding]:
    """At the list of its claims."""
    for conflict in subject.library.conflicts:
        if len(set(conflict.claims)) < 2 and not conflict.outside:  # noqa: PLR2004  (two sides)
            message = "a conflict needs a second claim, or `outside`"
            yield Finding(CODE, message, field_span(conflict, "claims"))
