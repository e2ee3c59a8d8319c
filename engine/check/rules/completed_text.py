"""Damaged text stays damaged.

A gap is said to be a gap, under `damage`. Brackets in what a claim says put words into the
mouth of its voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.check.places import words_span
from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0519", "completed-text")
COMPLETION = re.compile(r"\[[^\]]*\]?")


def check(subject: Subject) -> Iterator[Finding]:
    """At the words in brackets."""
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            if found := COMPLETION.search(claim.says):
                message = f"{found[0]} completes what the voice says: a gap stays a gap"
                hint = "say under `damage` what is missing"
                yield Finding(CODE, message, words_span(claim, "says", found[0]), hint)
