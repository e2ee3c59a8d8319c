"""Every choice that is shown can be taken by some reader.

A choice that is locked for ever promises what the story does not hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.load.code import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("E0422", "never-open-choice")


def check(proved: Proved) -> Iterator[Finding]:
    """At what it requires; what follows from it is told with it, and not again."""
    for closed in proved.choices:
        choice = closed.option.choice
        if not closed.option.shown or choice.requires is None:
            continue
        yield Finding(
            CODE,
            f'the choice "{choice.id}" can never be taken: whenever it is shown, this is false',
            choice.requires.place.span,
            related=(*defined_in(choice.requires), *proved.told_with(closed.whole)),
            notes=(*proved.way_to_moment(closed.moment.id), *proved.unread(closed.whole)),
        )
