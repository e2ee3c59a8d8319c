"""Every choice is shown to some reader.

A choice whose condition never holds at its moment is there for nobody, nor is what lies only
behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.load.code import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("E0421", "never-shown-choice")


def check(proved: Proved) -> Iterator[Finding]:
    """At the condition; what follows from it is told with it, and not again."""
    for closed in proved.choices:
        choice = closed.option.choice
        if choice.visible is None or closed.option.shown or choice.fallback or choice.storylet:
            continue
        yield Finding(
            CODE,
            f'the choice "{choice.id}" is never shown: whenever the reader is here, this is false',
            choice.visible.place.span,
            related=(*defined_in(choice.visible), *proved.told_with(closed.whole)),
            notes=(*proved.way_to_moment(closed.moment.id), *proved.unread(closed.whole)),
        )
