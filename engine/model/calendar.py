"""Days in two calendars.

Russia counted by the Julian calendar, Old Style, until 31 January 1918; the next day was
14 February by the Gregorian calendar, New Style. A day is kept as its New Style date.

The conversion goes through the Julian day number; the formulas are the usual integer ones
(E. G. Richards, in the Explanatory Supplement to the Astronomical Almanac, 3rd ed., 15.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.model.record import Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2
MONTH, FULL = 2, 3
"""How many parts a date has that names a month, and one that names a day."""


class Day(NamedTuple):
    """A year, a month from 1 and a day from 1, in a calendar that the context names."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]} {self.year}"

    @property
    def iso(self) -> str:
        """As ``1918-01-15``."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


REFORM = Day(1918, 2, 14)
"""The first day that Russia counted in New Style."""


def new_style(os: Day) -> Day:
    """The New Style date of an Old Style day: 1 January 1918 becomes 14 January 1918."""
    a = (14 - os.month) // 12
    y = os.year + 4800 - a
    m = os.month + 12 * a - 3
    return _gregorian(os.day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083)


def old_style(ns: Day) -> Day:
    """The Old Style date of a New Style day: 14 January 1918 becomes 1 January 1918."""
    a = (14 - ns.month) // 12
    y = ns.year + 4800 - a
    m = ns.month + 12 * a - 3
    number = ns.day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045
    return _calendar(0, number + 32082)


def _gregorian(number: int) -> Day:
    a = number + 32044
    b = (4 * a + 3) // 146097
    return _calendar(b, a - 146097 * b // 4)


def _calendar(century: int, days: int) -> Day:
    """The day that lies so many days after 1 March of a century that began with a leap year."""
    d = (4 * days + 3) // 1461
    e = days - 1461 * d // 4
    m = (5 * e + 2) // 153
    return Day(
        100 * century + d - 4800 + m // 10, m + 3 - 12 * (m // 10), e - (153 * m + 2) // 5 + 1
    )


def exists(day: Day, *, old: bool = False) -> bool:
    """Whether a calendar has this day; Old Style keeps the leap years that end a century."""
    if not (1 <= day.month <= len(DAYS) and day.day >= 1):
        return False
    leap = day.year % 4 == 0 and (old or day.year % 100 != 0 or day.year % 400 == 0)
    return day.day <= DAYS[day.month - 1] + (leap and day.month == FEBRUARY)


@frozen()
class Date:
    """When something is: a day, or only words, or both.

    Attributes:
        day: The day in New Style.
        text: Words for it: "mid-January 1918".
        plain: Whether it is of one calendar wherever it is told: the author named none.
    """

    day: Day | None = None
    text: str = ""
    plain: bool = False


def both_styles(day: Day, *, new_first: bool = False) -> str:
    """A day in both calendars, in the order in which people of the time would say it.

    Args:
        day: The day.
        new_first: Whether the reader would rather have New Style first.

    >>> both_styles(Day(1918, 1, 28))
    '15 January 1918 Old Style, 28 January New Style'
    >>> both_styles(Day(1918, 1, 28), new_first=True)
    '28 January 1918 New Style, 15 January Old Style'
    >>> both_styles(Day(1919, 3, 25))
    '25 March 1919'
    """
    return _both(day, day, new_first=new_first)


def _both(first: Day, last: Day, *, new_first: bool) -> str:
    """The days from one to another in both calendars; a year that is said need not be again."""
    if first < REFORM <= last:
        return f"{_both(first, first, new_first=new_first)}, to {last}"
    if first >= REFORM:
        return _from_to(first, last)
    styles = [((old_style(first), old_style(last)), "Old Style"), ((first, last), "New Style")]
    (days, its), (others, theirs) = reversed(styles) if new_first else styles
    said, also = _from_to(*days), _from_to(*others)
    year = f" {others[1].year}"
    if {day.year for day in (*days, *others)} == {others[1].year}:
        also = also.removesuffix(year)
    return f"{said} {its}, {also} {theirs}"


def span_in_words(first: str, last: str) -> str:
    """Two dates as a person writes them together; one alone is said alone.

    >>> span_in_words("1854-09-07", "1854-09-08"), span_in_words("1854-09", "1855")
    ('7 to 8 September 1854', 'September 1854 to 1855')
    """
    if first == last:
        return in_words(first)
    one, other = _day(first), _day(last)
    return _from_to(one, other) if one and other else f"{in_words(first)} to {in_words(last)}"


def _from_to(first: Day, last: Day) -> str:
    """As ``1 to 14 January 1918``: what both days have in common is said once."""
    if first == last:
        return str(first)
    if first.year != last.year:
        return f"{first} to {last}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {last}"
    return f"{first.day} to {last}"


def describe(date: Date, *, new_first: bool = False) -> str:
    """A date as the reader sees it: its words first, then the day in both calendars.

    >>> describe(Date(Day(1918, 1, 28), "mid-January 1918"))
    'mid-January 1918 (about 15 January 1918 Old Style, 28 January New Style)'
    >>> describe(Date(Day(1854, 9, 6), plain=True))
    '6 September 1854'
    """
    if date.day is None:
        return date.text
    if date.plain:
        return str(date.day)
    styles = both_styles(date.day, new_first=new_first)
    if not date.text:
        return styles
    exact = str(date.day) in date.text or str(old_style(date.day)) in date.text
    return f"{date.text} ({styles})" if exact else f"{date.text} (about {styles})"


def when(period: Period, *, new_first: bool = False) -> str:
    """A period in words; its days in both calendars, where Russia still had two.

    >>> from engine.model.record import Period
    >>> when(Period("that Monday", "1918-01-28", "1918-01-28"))
    'that Monday (15 January 1918 Old Style, 28 January New Style)'
    """
    days = [day for day in (_day(period.first), _day(period.last)) if day]
    said = in_words(period.text)
    one_calendar = period.plain or all(day >= REFORM for day in days)
    if not days or (one_calendar and said):
        return said
    first, last = days[0], days[-1]
    styles = _both(first, last, new_first=new_first)
    old = _from_to(old_style(first), old_style(last))
    if said in {"", _from_to(first, last), old, f"{old} (Old Style)"}:
        return styles
    if "Style" not in said:
        return f"{said} ({styles})"
    for day in days:
        orders = (not new_first, new_first)
        written, wanted = (_other_in_brackets(day, new_first=order) for order in orders)
        said = said.replace(written, wanted)
    return said


def _other_in_brackets(day: Day, *, new_first: bool) -> str:
    """A day as a source may have it: ``15 January 1918 Old Style (28 January New Style)``."""
    first, _, other = both_styles(day, new_first=new_first).partition(", ")
    return f"{first} ({other})"


def in_words(iso: str) -> str:
    """A year, a month or a day as a person writes it; what is none of them stays as it is.

    >>> in_words("1918"), in_words("1918-01"), in_words("1918-01-28"), in_words("that winter")
    ('1918', 'January 1918', '28 January 1918', 'that winter')
    """
    parts = iso.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) not in {MONTH, FULL}:
        return iso
    if len(iso) > len("1918-01-28"):  # not every number that can be written can be read
        return iso
    year, month, *day = map(int, parts)
    if not 1 <= month <= len(MONTHS):
        return iso
    return str(Day(year, month, *day)) if day else f"{MONTHS[month - 1]} {year}"


def _day(iso: str) -> Day | None:
    """The day of a date that names one: a month or a year alone is none."""
    parts = [int(part) for part in iso.split("-") if part.isdecimal()]
    return Day(*parts) if len(parts) == len(Day._fields) else None
