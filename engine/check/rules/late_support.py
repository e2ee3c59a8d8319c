"""A claim about later days does not plainly support a moment.

It can be context or stand in tension, and its note says how far away it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model import walk
from engine.model.story import Bearing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0507", "late-support")


def check(subject: Subject) -> Iterator[Finding]:
    """Where both the scene's day and the claim's are known."""
    for scene in subject.story.scenes.values():
        day = scene.date.day
        if day is None:
            continue
        for moment in scene.moments:
            for citation in walk.citations(moment):
                claim = subject.library.claim(citation.claim)
                if claim is None or citation.bearing is not Bearing.SUPPORTS:
                    continue
                first = claim.date.first
                if first > day.iso[: len(first)]:
                    message = (
                        f"this claim is of {claim.date.text}, later than the moment, {day}: "
                        "it cannot support it"
                    )
                    hint = "make its bearing context or tension, and say how much later"
                    yield Finding(CODE, message, citation.span, hint)
