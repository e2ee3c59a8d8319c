"""What a story adapts is a fiction of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.document.nearest import suggestion
from engine.model.record import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0508", "unknown-adapted")


def check(subject: Subject) -> Iterator[Finding]:
    """At the key `adapts`, or at its value."""
    name = subject.story.adapts
    span = subject.story.adapts_span
    if name is None or span is None or not subject.has_library:
        return
    if name in subject.loaded.broken_sources:
        return
    source = subject.library.sources.get(name)
    if source is None:
        fictions = [one.id for one in subject.library.sources.values() if one.kind is Kind.FICTION]
        message = f'the library has no source "{name}"'
        yield Finding(CODE, message, span, suggestion(name, fictions))
    elif source.kind is not Kind.FICTION:
        yield Finding(CODE, f"{name} is {source.kind}, and only a fiction is adapted", span)
