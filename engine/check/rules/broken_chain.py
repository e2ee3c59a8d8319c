"""A claim's chain leads from the voice to a page that we hold, without a gap.

It begins with the claim's own source; each link is a source that says it was reached by the
next; the last is one that we hold.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from engine.check.places import field_span
from engine.document.finding import Code, Finding
from engine.document.nearest import suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.record import Claim, Library

CODE = Code("E0511", "broken-chain")


def check(subject: Subject) -> Iterator[Finding]:
    """At the first link of each chain that is wrong."""
    if subject.loaded.broken_sources:
        return
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            fault = _fault(claim, subject.library)
            if fault:
                index, message, hint = fault
                yield Finding(CODE, message, field_span(claim, "chain", index), hint)


def _fault(claim: Claim, library: Library) -> tuple[int, str, str | None] | None:
    if not claim.chain:
        return None
    for index, link in enumerate(claim.chain):
        if link not in library.sources:
            hint = suggestion(link, library.sources)
            return index, f'the library has no source "{link}"', hint
    if claim.chain[0] != claim.source:
        return 0, f"this chain must begin with the claim's own source, {claim.source}", None
    for index, (link, then) in enumerate(pairwise(claim.chain)):
        if then not in library.sources[link].reached_by:
            return index + 1, f"{link} does not say that it is reached by {then}", None
    last = len(claim.chain) - 1
    if library.sources[claim.chain[last]].reached_by:
        return last, f"{claim.chain[last]} is not held here: the chain must go on to what is", None
    return None
