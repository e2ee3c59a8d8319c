"""Places and institutions bear the names of their day.

A scene of 1918 is not set in Leningrad. The source's own later word belongs in a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from engine.check.places import words_span
from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.document.span import Span

CODE = Code("W0521", "later-name")


class Name(NamedTuple):
    """A name, the first month it was borne (as 1924-01), and the name before it."""

    name: str
    since: str
    before: str


NAMES = (
    Name("Leningrad", "1924-01", "Petrograd"),
    Name("Stalingrad", "1925-04", "Tsaritsyn"),
    Name("Volgograd", "1961-11", "Tsaritsyn"),
    Name("USSR", "1922-12", "Soviet Russia"),
    Name("Soviet Union", "1922-12", "Soviet Russia"),
    Name("Tbilisi", "1936-01", "Tiflis"),
    Name("Oslo", "1925-01", "Christiania"),
    Name("Istanbul", "1930-03", "Constantinople"),
)
ANY = re.compile("|".join(name.name for name in NAMES))
"""Most texts name none of them."""


def check(subject: Subject) -> Iterator[Finding]:
    """In the title and the place of a scene, and in what a claim says, where dates are known."""
    for scene in subject.story.scenes.values():
        day = scene.date.day
        if day is not None:
            for name in _later(f"{scene.title}\n{scene.place}", day.iso):
                yield _finding(name, scene.span)
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            for name in _later(claim.says, claim.date.last):
                if name.name not in claim.note:
                    yield _finding(name, words_span(claim, "says", name.name))


def _later(text: str, date: str) -> list[Name]:
    """The names in a text that were not yet borne at a date, as ``1918`` or ``1918-01-15``."""
    if not date or not ANY.search(text):
        return []
    return [
        name
        for name in NAMES
        if date < name.since[: len(date)] and re.search(rf"\b{name.name}\b", text)
    ]


def _finding(name: Name, span: Span) -> Finding:
    message = f"{name.name} was not called so before {name.since[:4]}"
    return Finding(CODE, message, span, f"its name then was {name.before}")
