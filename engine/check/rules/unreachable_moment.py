"""Every moment of a reachable scene can be reached.

A moment after the first needs a `goto` that leads to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0402", "unreachable-moment")


def check(subject: Subject) -> Iterator[Finding]:
    """An unreachable scene is one finding, and not one a moment."""
    for scene in subject.story.scenes.values():
        if any(moment.id in subject.reachable for moment in scene.moments):
            for moment in scene.moments:
                if moment.id not in subject.reachable:
                    name = moment.id.partition("/")[2]
                    yield Finding(CODE, f'nothing leads to the moment "{name}"', moment.span)
