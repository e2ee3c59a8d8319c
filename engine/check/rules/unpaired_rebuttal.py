"""What was quoted only to be denied says so, and names what denies it.

A claim with `quoted_to_rebut: true` has a `rebutted_by`, and the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.places import field_span
from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0513", "unpaired-rebuttal")


def check(subject: Subject) -> Iterator[Finding]:
    """At the key that lacks the other."""
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            if claim.quoted_to_rebut and not claim.rebutted_by:
                message = "this was quoted to be denied, but nothing is named that denies it"
                hint = "rebutted_by: [source/claim]"
                yield Finding(CODE, message, field_span(claim, "quoted_to_rebut"), hint)
            elif claim.rebutted_by and not claim.quoted_to_rebut:
                message = "something denies this, but it does not say that it was quoted for that"
                hint = "quoted_to_rebut: true"
                yield Finding(CODE, message, field_span(claim, "rebutted_by"), hint)
