"""Every way of a list is taken by some reader.

Of a `goto` that lists several ways the first is taken whose `if` holds. One that never holds
when it is asked, or that stands below one that always does, leads nobody anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.load.code import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("E0430", "never-taken-way")


def check(proved: Proved) -> Iterator[Finding]:
    """At the condition, or at the place of the last way; what follows from it is told with it."""
    for closed in proved.ways:
        for target in closed.targets:
            message = "this way is never taken: one of the ways above it always is"
            if target.condition:
                message = "this way is never taken: whenever it is asked, this is false"
            yield Finding(
                CODE,
                message,
                target.condition.place.span if target.condition else target.span,
                related=(*defined_in(target.condition), *proved.told_with(closed)),
                notes=(*proved.way_to_moment(closed.moment.id), *proved.unread(closed)),
            )
