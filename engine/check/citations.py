"""Every citation of a story, of its moments and of its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.story import Citation


def citations(subject: Subject) -> Iterator[Citation]:
    """In the order of the story."""
    for moment in subject.moments.values():
        yield from moment.citations
        for choice in moment.choices:
            yield from choice.citations
