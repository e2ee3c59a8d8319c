"""A `return` is met only on a detour.

Without a detour under way there is nowhere to come back to, and the reader is stuck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.graph import reachable
from engine.document.finding import Code, Finding
from engine.model.walk import moments, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0405", "return-outside-detour")


def check(subject: Subject) -> Iterator[Finding]:
    """A detour is stepped over: what lies on it is fine."""
    if subject.loaded.loose or not any(moment.returns for moment in subject.moments.values()):
        return
    plain = {
        moment.id: tuple(t.back or t.moment for t in targets(moment))
        for moment in moments(subject.story)
    }
    for name in sorted(reachable(plain, subject.story.start)):
        moment = subject.moments.get(name)
        if moment and moment.returns:
            message = f'"{name.partition("/")[2]}" returns, but can be reached without a detour'
            yield Finding(CODE, message, moment.span)
