"""Every scene can be reached from the start.

Nothing that the reader can do leads into an unreachable scene, whatever the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0401", "unreachable-scene")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding a scene, however many moments it has; none where its deck is not drawn.

    Nor is there one where the scene is misread: it may be of a deck.
    """
    for scene in subject.story.scenes.values():
        if scene.span.path in subject.misread:
            continue
        if scene.storylet and scene.storylet.deck not in subject.decks:
            continue
        if scene.moments and not any(m.id in subject.reachable for m in scene.moments):
            yield Finding(CODE, f'nothing leads to the scene "{scene.id}"', scene.span)
