"""A fallback is needed by some reader.

A choice with `fallback: true` appears where no other can be taken. Where another always can,
nobody ever sees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("W0429", "idle-fallback")


def check(proved: Proved) -> Iterator[Finding]:
    """At the id of the choice."""
    for closed in proved.choices:
        choice = closed.option.choice
        if choice.fallback and not closed.option.shown:
            yield Finding(
                CODE,
                f'the fallback "{choice.id}" is never shown: another choice can always be taken',
                choice.span,
                related=proved.told_with(closed.whole),
                notes=(*proved.way_to_moment(closed.moment.id), *proved.unread(closed.whole)),
            )
