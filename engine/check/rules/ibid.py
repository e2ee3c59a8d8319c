"""No claim cites by "ibid": each names its work, so that it can stand alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.places import words_span
from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0512", "ibid")
IBID = re.compile(r"\bibid(?:em)?\b|\bop\. ?cit\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Finding]:
    """In what a claim says, who says it, its page and its note."""
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            fields = {
                "says": claim.says,
                "speaker": claim.speaker,
                "page": claim.page,
                "note": claim.note,
            }
            for key, text in fields.items():
                if found := IBID.search(text):
                    message = f'"{found[0]}" does not say which work is meant'
                    yield Finding(CODE, message, words_span(claim, key, found[0]))
