"""The story can end: some way from the start leads to an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0407", "no-ending")


def check(subject: Subject) -> Iterator[Finding]:
    """At the moment where the story begins."""
    start = subject.moments.get(subject.story.start)
    if start is None or subject.is_open:
        return
    if not any(subject.moments[m].ending for m in subject.reachable if m in subject.moments):
        yield Finding(CODE, "no way from the start leads to an ending", start.span)
