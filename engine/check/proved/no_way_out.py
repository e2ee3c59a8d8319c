"""From everywhere in the story, some ending can be reached.

A part that is entered and never left, however the reader chooses, is a story without an end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.way import way_to
from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("E0424", "no-way-out")
EXPLAINED_BY_GRAPH = {"choiceless-loop", "no-ending", "return-outside-detour"}
"""Findings of the graph alone that say the same."""
MOST = 6


def check(proved: Proved) -> Iterator[Finding]:
    """At the moment where such a part is entered, with the shortest way into it."""
    if proved.reported & EXPLAINED_BY_GRAPH:
        return
    for loop in proved.proof.loops:
        if proved.cause_of_loop(loop):
            continue
        moment = proved.proof.moment_at(loop.state)
        path = proved.proof.path(loop.state)
        names = sorted(loop.moments)
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        yield Finding(
            CODE,
            "no ending can be reached from here, whatever is chosen",
            moment.span,
            notes=(*way_to(path), f"it goes round in: {', '.join(names[:MOST])}{more}"),
        )
