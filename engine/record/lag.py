"""How far a claim's own date lies from a moment's, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.model.calendar import Day
    from engine.model.record import Period

MONTHS_IN_YEAR = 12
DAYS_IN_MONTH = 31
DATE_PARTS = 3
"""How many parts a date has that names a day."""
FEW_MONTHS = 24
"""Up to so many months, months are counted; beyond, years."""
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def lag(day: Day | None, period: Period) -> str:
    """How much later or earlier a claim is than a moment; empty where that cannot be said.

    Args:
        day: The moment's day, New Style.
        period: The claim's date.

    >>> from engine.model.calendar import Day
    >>> from engine.model.record import Period
    >>> lag(Day(1918, 1, 28), Period("June 1918", "1918-06", "1918-06"))
    'five months later'
    """
    if day is None or not period.first:
        return ""
    first, last = _month(period.first, 1), _month(period.last, MONTHS_IN_YEAR)
    here = day.year * MONTHS_IN_YEAR + day.month - 1
    if first <= here <= last:
        return "at the same time" if period.first == period.last else ""
    later = first - here
    return _words(later, "later") if later > 0 else _words(here - last, "earlier")


def is_later(day: Day | None, period: Period) -> bool:
    """Whether a claim begins only after a moment's month; one without a date does not.

    >>> from engine.model.calendar import Day
    >>> from engine.model.record import Period
    >>> is_later(Day(1918, 1, 28), Period("June 1918", "1918-06", "1918-06"))
    True
    """
    if day is None or not period.first:
        return False
    return _month(period.first, 1) > day.year * MONTHS_IN_YEAR + day.month - 1


def gap(before: Period, after: Period) -> str:
    """How much later one period begins than another, no finer than both are known.

    Returns:
        Words such as "nine years later"; empty where they begin together, in the order asked,
        or where that cannot be said.

    >>> from engine.model.record import Period
    >>> gap(Period("", "1918-01-28", "1918-01-28"), Period("", "1927", "1927"))
    'nine years later'
    """
    one, other = before.first.split("-"), after.first.split("-")
    if not (before.first and after.first) or after.first <= before.first:
        return ""
    if len(one) == len(other) == DATE_PARTS:
        return _days(before.first, after.first)
    if len(one) == 1 or len(other) == 1:
        years = int(other[0]) - int(one[0])
        return f"{_count(years, 'year')} later" if years else ""
    months = _month(after.first, 1) - _month(before.first, 1)
    return _words(months, "later") if months else ""


def _days(before: str, after: str) -> str:
    """Between two days: days are counted up to a month, then months, then years."""
    try:
        days = (date.fromisoformat(after) - date.fromisoformat(before)).days
    except ValueError:  # one of them is in no calendar
        return ""
    if days <= DAYS_IN_MONTH:
        return f"{_count(days, 'day')} later"
    # A month counts once it is full: from the 31st to the 1st is a day.
    months = _month(after, 1) - _month(before, 1) - (after[-2:] < before[-2:])
    return _words(max(months, 1), "later")


def _month(iso: str, otherwise: int) -> int:
    """The number of a month counted from the year 0; a bare year takes its first or last."""
    year, _, rest = iso.partition("-")
    month = rest.partition("-")[0]
    return int(year) * MONTHS_IN_YEAR + (int(month) if month else otherwise) - 1


def _words(months: int, side: str) -> str:
    if months < FEW_MONTHS:
        return f"{_count(months, 'month')} {side}"
    return f"{_count(months // MONTHS_IN_YEAR, 'year')} {side}"


def _count(number: int, thing: str) -> str:
    said = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{said} {thing}{'' if number == 1 else 's'}"
