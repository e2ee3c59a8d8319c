"""A conflict, and a claim that is denied, name claims of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.places import field_span
from engine.document.finding import Code, Finding
from engine.document.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.record import Claim, Conflict

CODE = Code("E0514", "unknown-reference")


def check(subject: Subject) -> Iterator[Finding]:
    """In `claims` of a conflict and in `rebutted_by` of a claim."""
    for conflict in subject.library.conflicts:
        yield from _unknown(subject, conflict, "claims", conflict.claims)
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            yield from _unknown(subject, claim, "rebutted_by", claim.rebutted_by)


def _unknown(
    subject: Subject, of: Claim | Conflict, key: str, names: tuple[str, ...]
) -> Iterator[Finding]:
    for index, name in enumerate(names):
        source = name.partition("/")[0]
        if subject.library.claim(name) or source in subject.loaded.broken_sources:
            continue
        known = subject.library.sources.get(source)
        others = [c.id for c in known.claims.values() if c.id not in names] if known else ()
        message = f'the library has no claim "{name}"'
        yield Finding(CODE, message, field_span(of, key, index), suggestion(name, others))
