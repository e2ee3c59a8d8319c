"""A claim's date is right in both calendars.

Old Style and New Style differ by thirteen days in the twentieth century and by twelve in the
nineteenth; Russia had no Old Style after 31 January 1918.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.document.tree import Mapping, Scalar
from engine.load.dates import LAST_OLD, day_in, day_of
from engine.model.calendar import exists, new_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0516", "wrong-calendar")


def check(subject: Subject) -> Iterator[Finding]:
    """At the day that is wrong."""
    for source in subject.library.sources.values():
        for claim in source.claims.values():
            date = claim.tree.get("date") if claim.tree else None
            if isinstance(date, Mapping):
                yield from _faults(date)
            elif isinstance(date, Scalar):
                yield from _missing_days(date)


def _missing_days(date: Scalar) -> Iterator[Finding]:
    """The days of a date that is written in words, of which there may be two."""
    for words in date.text.split(" to "):
        day = day_in(words)
        if day and not exists(day):
            yield Finding(CODE, f"there is no {day}", date.span)


def _faults(date: Mapping) -> Iterator[Finding]:
    os, ns = date.get("os"), date.get("ns")
    old = day_of(os) if isinstance(os, Scalar) else None
    new = day_of(ns) if isinstance(ns, Scalar) else None
    if old and isinstance(os, Scalar):
        if not exists(old, old=True):
            yield Finding(CODE, f"there is no {old} in Old Style", os.span)
        elif old > LAST_OLD:
            message = f"Russia had no Old Style after {LAST_OLD}: there was no {old}"
            yield Finding(CODE, message, os.span)
        elif new and new != new_style(old) and isinstance(ns, Scalar):
            message = f"{old} Old Style is {new_style(old)} New Style, not {new}"
            yield Finding(CODE, message, ns.span)
    if new and isinstance(ns, Scalar) and not exists(new):
        yield Finding(CODE, f"there is no {new} in New Style", ns.span)
