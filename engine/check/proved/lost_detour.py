"""What comes after a detour is read by some reader.

A detour that never meets a `return` never comes back; nor does a storylet that is drawn with
`back`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.graph import reachable
from engine.document.finding import Code, Finding, Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved
    from engine.explore.detours import Lost

CODE = Code("E0425", "lost-detour")
HELP = "end it with a moment that has `return: true`"


def check(proved: Proved) -> Iterator[Finding]:
    """At the place the detour goes to, or at the storylet's deck, one finding a detour."""
    reported = set()
    for lost in proved.proof.lost:
        if lost.target.span not in reported and not _is_explained(proved, lost):
            reported.add(lost.target.span)
            yield Finding(
                CODE,
                _message(proved, lost),
                lost.target.span,
                HELP,
                related=tuple(_related(lost)),
                notes=proved.way_to_moment(lost.source),
            )


def _is_explained(proved: Proved, lost: Lost) -> bool:
    """Whether something closed, or a loop without an end, is why it does not come back."""
    inside = reachable(proved.subject.graph, lost.target.moment)
    closed = any(proved.subject.moments[name].returns for name in inside & proved.behind.keys())
    round_ = any(lost.target.moment in loop.moments for loop in proved.proof.loops)
    return closed or round_ or lost.back in proved.behind


def _message(proved: Proved, lost: Lost) -> str:
    what = "this detour never comes back"
    if lost.draw:
        what = f'the storylet "{lost.target.moment.partition("/")[0]}" never comes back'
    if lost.back in proved.proof.reached:
        return f'{what} to "{lost.back}"'
    return f'{what}, so "{lost.back}" is never read'


def _related(lost: Lost) -> Iterator[Related]:
    if lost.draw:
        yield Related(lost.draw.span, "it is drawn here, with `back`")
    if lost.onward:
        yield Related(lost.onward.span, "it goes on here instead")
