"""Every conditional text is shown to some reader, and its `else` to some other.

A condition that gives the same answer whenever its moment is reached decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.load.code import defined_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.proving import Proved
    from engine.document.span import Span
    from engine.explore import Watched

CODE = Code("W0426", "never-shown-text")


def check(proved: Proved) -> Iterator[Finding]:
    """At the condition that never holds, or at the text that another always hides."""
    for constant in proved.proof.constant:
        found = _message(constant)
        if found:
            message, span = found
            way = proved.way_to_moment(constant.watch.moment.id)
            related = defined_in(constant.watch.code)
            yield Finding(CODE, message, span, related=related, notes=way)


def _message(constant: Watched) -> tuple[str, Span] | None:
    watch = constant.watch
    where = watch.code.within(watch.tree.start, watch.tree.end)
    if not constant.answer:
        return "this text is never shown: whenever the reader is here, this is false", where
    if watch.block is None:
        return "what stands behind `else` is never shown: this is always true here", where
    if watch.block.otherwise is None:
        return None
    message = "this `else` is never shown: its condition is always true here"
    return message, watch.block.otherwise.place.span
