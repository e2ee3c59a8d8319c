"""Dates as authors write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from engine.document.finding import Finding
from engine.document.tree import Mapping, Scalar
from engine.load import codes
from engine.load.fields import scalar, text, text_or_number, written
from engine.model.calendar import REFORM, Date, Day, exists, new_style, span_in_words
from engine.model.record import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.document.tree import Node

LAST_OLD = Day(1918, 1, 31)
"""The last day that Russia counted in Old Style."""
_WHEN: Final = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
_DAY: Final = re.compile("([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def scene_date(node: Node | None) -> Date:
    """A scene's date, as far as it can be read: words alone are a day, or words."""
    day = None
    if isinstance(node, Scalar):
        day = day_of(node)
        return Date(day, plain=True) if day and exists(day) else Date(None, node.text.strip())
    if (old := day_of(written(node, "os"))) and exists(old, old=True):
        day = new_style(old)
    elif (new := day_of(written(node, "ns"))) and exists(new):
        day = new
    return Date(day, text(node, "text"))


def scene_date_findings(node: Node | None) -> Iterator[Finding]:
    """What is wrong with a scene's date beyond its form."""
    if isinstance(node, Scalar) and (day := day_of(node)) and not exists(day):
        yield Finding(codes.NO_SUCH_DAY, f"there is no {day}", node.span)
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


def unnamed_calendars(dates: Iterable[Node | None]) -> Iterator[Finding]:
    """The plain days of which nobody can say where others of their time name a calendar."""
    written_ = [date for date in dates if date is not None]
    if not any(isinstance(date, Mapping) and _names_calendar(date) for date in written_):
        return
    for date in written_:
        if isinstance(date, Scalar) and (day := day_of(date)) and day < REFORM and exists(day):
            message = f"{day} may be of either calendar: other days here name theirs"
            hint = f"write {{ns: {day.iso}}}, or {{os: {day.iso}}} for a day of the old calendar"
            yield Finding(codes.UNNAMED_CALENDAR, message, date.span, hint)


def _names_calendar(date: Mapping) -> bool:
    days = (day_of(written(date, style)) for style in ("os", "ns"))
    return any(day and day < REFORM for day in days)


def period(node: Node | None) -> Period:
    """A claim's date: its words, and its bounds in New Style; bare words are one or the other."""
    if isinstance(node, Scalar):
        said = node.text.strip()
        first, _, last = said.partition(" to ")
        if not all(_WHEN.fullmatch(part) for part in (first, last or first)):
            return Period(said)
        return Period(span_in_words(first, last or first), first, last or first, plain=True)
    first, last = text_or_number(node, "from"), text_or_number(node, "to")
    for style in ("ns", "os"):
        if day := text_or_number(node, style):
            first = last = _in_new_style(day) if style == "os" else day
    first, last = first or last, last or first
    return Period(text(node, "text") or span_in_words(first, last), first, last)


def period_findings(node: Node | None) -> Iterator[Finding]:
    """What is wrong with a claim's date beyond its form."""
    first, last = scalar(node, "from"), scalar(node, "to")
    for found in (first, last):
        if found and (day := day_of(found)) and not exists(day):
            yield Finding(codes.NO_SUCH_DAY, f"there is no {day}", found.span)
    if first and last and _WHEN.fullmatch(first.text) and _WHEN.fullmatch(last.text):
        shorter = min(len(first.text), len(last.text))
        if last.text[:shorter] < first.text[:shorter]:
            message = f"this date begins with {first.text}, and ends before that"
            yield Finding(codes.BACKWARD_PERIOD, message, last.span)


def _in_new_style(iso: str) -> str:
    day = day_in(iso)
    return new_style(day).iso if day and exists(day, old=True) else iso


def day_of(found: Scalar | None) -> Day | None:
    """The day that is written, as ``1918-01-15``; nothing where it is in another form."""
    return day_in(found.text) if found else None


def day_in(words: str) -> Day | None:
    """A day in the form that the schema asks for, whether or not a calendar has it."""
    return Day(*map(int, match.groups())) if (match := _DAY.fullmatch(words)) else None
