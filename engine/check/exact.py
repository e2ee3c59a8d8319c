"""The state at the end of a path that the proof has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.play import NotOfferedError, make_book, replay, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.state import Value
    from engine.model.story import Story
    from engine.play import Step


def state_at(story: Story, steps: Iterable[Step], moment: str) -> dict[str, Value] | None:
    """The variables at the end of a way that leads to a moment with nothing left to do.

    Returns:
        Nothing where a random number has it come out differently: the way is real all the
        same, but needs another seed.
    """
    book = make_book(story)
    try:
        at = replay(book, 0, steps)
    except NotOfferedError:
        return None
    if at.moment != moment or any(offer.locked is None for offer in view(at).offers):
        return None
    return {name: at.state[place] for name, place in book.layout.variables.items()}
