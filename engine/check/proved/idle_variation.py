"""A text that varies from visit to visit is met more than once.

Where a reader can come only once, only the first of its texts is ever shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model.story import Variation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved

CODE = Code("W0428", "idle-variation")


def check(proved: Proved) -> Iterator[Finding]:
    """At the second text; a shuffled one may come first, so it is not spoken of."""
    if not proved.proof.finished:
        return
    for name in sorted(proved.proof.reached - proved.proof.returning):
        for block in proved.subject.moments[name].text:
            if isinstance(block, Variation) and block.how != "shuffle" and len(block.texts) > 1:
                message = "this is never shown: no reader comes to this moment a second time"
                span = block.texts[1].place.span
                yield Finding(CODE, message, span, notes=proved.way_to_moment(name))
