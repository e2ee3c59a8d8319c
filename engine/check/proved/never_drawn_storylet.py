"""Every storylet is drawn by some reader.

A storylet can be drawn while its condition holds and the storylets of a higher priority leave
room. One for which that is never so is there for nobody, nor is what lies only behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.load.code import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("E0431", "never-drawn-storylet")


def check(proved: Proved) -> Iterator[Finding]:
    """At its condition, or where it has none at its deck."""
    for closed in proved.choices:
        storylet = closed.option.choice.storylet
        if storylet is None:
            continue
        condition = storylet.condition
        why = "those of a higher priority always come first"
        if condition:
            why = f"wherever its deck is drawn, this is false, or {why}"
        yield Finding(
            CODE,
            f'the storylet "{closed.option.choice.id}" is never drawn: {why}',
            condition.place.span if condition else storylet.span,
            related=(*defined_in(condition), *proved.told_with(closed.whole)),
            notes=(*proved.way_to_moment(closed.moment.id), *proved.unread(closed.whole)),
        )
