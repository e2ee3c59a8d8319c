"""How far a claim's own date lies from a moment's, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.model.calendar import Day
    from engine.model.record import Period

MONTHS_IN_YEAR = 12
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
