"""Every deck is drawn from.

A storylet whose deck no moment draws from is offered to nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.document.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0409", "undrawn-deck")


def check(subject: Subject) -> Iterator[Finding]:
    """Where the first of its storylets names it."""
    if subject.loaded.loose or subject.misread:
        # A draw may name the deck wrongly, or be none, which is told there.
        return
    decks = subject.decks
    reported: set[str] = set()
    for scene in subject.story.scenes.values():
        deck = scene.storylet.deck if scene.storylet else None
        if scene.storylet and deck and deck not in decks | reported:
            reported.add(deck)
            draw = f"a moment draws from it with `draw: {{deck: {deck}, back: here}}`"
            message = f'no moment draws from the deck "{deck}"'
            yield Finding(CODE, message, scene.storylet.span, suggestion(deck, decks) or draw)
