"""Dates as authors write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from engine.document.finding import Finding
from engine.load import codes
from engine.load.fields import loose, text, written
from engine.model.calendar import Date, Day, exists, new_style
from engine.model.record import Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.tree import Mapping, Scalar

LAST_OLD = Day(1918, 1, 31)
"""The last day that Russia counted in Old Style."""
_DAY: Final = re.compile("([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def scene_date(node: Mapping | None) -> Date:
    """A scene's date, as far as it can be read."""
    day = None
    if (old := day_of(written(node, "os"))) and exists(old, old=True):
        day = new_style(old)
    elif (new := day_of(written(node, "ns"))) and exists(new):
        day = new
    return Date(day, text(node, "text"))


def scene_date_findings(node: Mapping | None) -> Iterator[Finding]:
    """What is wrong with a scene's date beyond its form."""
    for style, old in (("os", True), ("ns", False)):
        found = written(node, style)
        day = day_of(found)
        if found is None or day is None:
            continue
        name = "Old Style" if old else "New Style"
        if not exists(day, old=old):
            yield Finding(codes.NO_SUCH_DAY, f"there is no {day} in {name}", found.span)
        elif old and day > LAST_OLD:
            message = f"Russia counted in New Style after {LAST_OLD}; {day} in Old Style is past it"
            yield Finding(codes.REFORM_GAP, message, found.span, f"write ns: {new_style(day).iso}")


def period(node: Mapping | None) -> Period:
    """A claim's date: its words, and its bounds in New Style."""
    first, last = loose(node, "from"), loose(node, "to")
    for style in ("ns", "os"):
        if day := loose(node, style):
            first = last = _in_new_style(day) if style == "os" else day
    return Period(text(node, "text") or _span(first, last), first or last, last or first)


def _in_new_style(iso: str) -> str:
    day = _day(iso)
    return new_style(day).iso if day and exists(day, old=True) else iso


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def day_of(found: Scalar | None) -> Day | None:
    """The day that is written, as ``1918-01-15``; nothing where it is in another form."""
    return _day(found.text) if found else None


def _day(words: str) -> Day | None:
    """A day in the form that the schema asks for, whether or not a calendar has it."""
    return Day(*map(int, match.groups())) if (match := _DAY.fullmatch(words)) else None
