"""What comes after a detour is read by some reader.

A detour that never meets a `return` never comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model.walk import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("E0425", "lost-detour")


def check(proved: Proved) -> Iterator[Finding]:
    """At the place the detour goes to, one finding a detour."""
    if not proved.proof.finished:
        return
    for name in sorted(proved.proof.reached):
        for target in targets(proved.subject.moments[name]):
            gone = target.back and target.back not in proved.proof.reached
            if gone and target.moment in proved.proof.reached and target.back not in proved.behind:
                yield Finding(
                    CODE,
                    f'this detour never comes back, so "{target.back}" is never read',
                    target.span,
                    "end it with a moment that has `return: true`",
                    notes=proved.way_to_moment(name),
                )
