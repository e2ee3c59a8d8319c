"""A path through the story as a note of a finding."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from engine.play.page import CONTINUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.play import Step


def way_to(steps: Iterable[Step]) -> tuple[str, ...]:
    """The note on the choices that lead somewhere; pages that are only turned go unsaid."""
    taken = [step for step in steps if step.choice != CONTINUE]
    if not taken:
        return ("the story begins here",)
    parts = [
        f"{moment}: {', '.join(step.choice for step in group)}"
        for moment, group in groupby(taken, lambda step: step.moment)
    ]
    return (f"a way here: {'; '.join(parts)}",)
