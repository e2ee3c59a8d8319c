"""Every effect does something for some reader.

An effect that only ever runs when its variable is at the edge already changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("W0427", "idle-effect")


def check(proved: Proved) -> Iterator[Finding]:
    """At the effect; a lower bound, since each variable is looked at by itself."""
    for name in sorted(proved.proof.reached):
        moment = proved.subject.moments[name]
        for code in walk.effects(moment):
            edge = proved.proof.idle.get(id(code.tree))
            if code.tree and edge is not None:
                message = (
                    f"this never changes anything: {code.tree.variable.name} is {edge} already"
                )
                yield Finding(CODE, message, code.place.span, notes=proved.way_to_moment(name))
