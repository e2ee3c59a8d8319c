"""A `return` is met only on a detour.

Without a detour under way there is nowhere to come back to, and the reader is stuck.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.graph import reachable
from engine.document.finding import Code, Finding, Related
from engine.model.walk import moments, targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.story import Draw, Moment

CODE = Code("E0405", "return-outside-detour")


def check(subject: Subject) -> Iterator[Finding]:
    """A detour is stepped over: what lies on it is fine. Of a deck, its draw is told once."""
    if subject.loaded.loose or not any(moment.returns for moment in subject.moments.values()):
        return
    plain = {
        moment.id: tuple(t.back or t.moment for t in targets(moment))
        for moment in moments(subject.story)
    }
    reached = reachable(plain, subject.story.start)
    draws = [m.draw for m in subject.moments.values() if m.draw and m.id in reached]
    one_way = {draw.deck: draw for draw in draws if not draw.back}
    told: set[str] = set()
    for name in sorted(reached & subject.moments.keys()):
        moment = subject.moments[name]
        storylet = subject.story.scenes[moment.scene].storylet
        draw = one_way.get(storylet.deck) if storylet else None
        if not moment.returns or (draw and draw.deck in told):
            continue
        told |= {draw.deck} if draw else set()
        yield _of_draw(draw, moment) if draw else _of_moment(moment)


def _of_moment(moment: Moment) -> Finding:
    name = moment.id.partition("/")[2]
    return Finding(CODE, f'"{name}" returns, but can be reached without a detour', moment.span)


def _of_draw(draw: Draw, moment: Moment) -> Finding:
    message = "a storylet of this deck returns, and the draw says no `back`"
    related = Related(moment.span, "it returns here")
    return Finding(CODE, message, draw.span, "say where it comes back to: back: here", (related,))
