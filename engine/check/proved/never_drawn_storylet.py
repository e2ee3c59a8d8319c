"""Every storylet is drawn by some reader.

A storylet can be drawn while its condition holds and the storylets of a higher priority leave
room. One for which that is never so is there for nobody, nor is what lies only behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.english import listed
from engine.document.finding import Code, Finding, Related
from engine.load.code import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import ClosedChoice, Proved
    from engine.explore.undrawn import Undrawn
    from engine.model.story import Storylet

CODE = Code("E0431", "never-drawn-storylet")
MOST = 4
"""So many of those that come before it are named; of more, only how many there are."""


def check(proved: Proved) -> Iterator[Finding]:
    """At its condition where that is why, else at its deck."""
    for closed in proved.choices:
        if storylet := closed.option.choice.storylet:
            yield _finding(proved, closed, storylet)


def _finding(proved: Proved, closed: ClosedChoice, storylet: Storylet) -> Finding:
    why = proved.proof.undrawn(storylet)
    names = {id(s.storylet): name for name, s in proved.subject.story.scenes.items() if s.storylet}
    before = [(names[id(one)], one) for one in why.before]
    condition = storylet.condition
    at_condition = condition if not why.allowed else None
    return Finding(
        CODE,
        f'the storylet "{closed.option.choice.id}" is never drawn: {_why(why, storylet, before)}',
        at_condition.place.span if at_condition else storylet.span,
        related=(
            *defined_in(condition),
            *(Related(s.span, f'the priority of "{n}" is {s.priority}') for n, s in before[:MOST]),
            *proved.told_with(closed.whole),
        ),
        notes=(*proved.way_to_moment(closed.moment.id), *proved.unread(closed.whole)),
    )


def _why(why: Undrawn, storylet: Storylet, before: list[tuple[str, Storylet]]) -> str:
    if before:
        when = "whenever its condition holds, " if storylet.condition else "always, "
        named = [f'"{name}"' for name, _ in before[:MOST]]
        more = [f"{len(before) - MOST} more"] if len(before) > MOST else []
        verb = "come" if len(before) > 1 else "comes"
        return f"{when}{listed([*named, *more], 'and')} {verb} first, by priority"
    seen = "its scene has been visited already, and it has `once`"
    if why.allowed:
        return f"{'whenever its condition holds' if storylet.condition else 'by then'}, {seen}"
    unseen = f", or {seen}" if why.allowed is None else ""
    return f"wherever its deck is drawn, this is false{unseen}"
