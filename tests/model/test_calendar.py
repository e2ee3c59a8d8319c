from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.calendar import (
    Date,
    Day,
    both_styles,
    describe,
    exists,
    in_words,
    new_style,
    old_style,
    when,
)
from engine.model.record import Period


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Day(1917, 10, 25), Day(1917, 11, 7)),
        (Day(1918, 1, 1), Day(1918, 1, 14)),
        (Day(1918, 1, 31), Day(1918, 2, 13)),
        (Day(1917, 12, 19), Day(1918, 1, 1)),
        (Day(1878, 12, 6), Day(1878, 12, 18)),
        (Day(1900, 2, 29), Day(1900, 3, 13)),
    ],
)
def test_both_calendars_agree_on_known_days(old: Day, new: Day) -> None:
    assert new_style(old) == new
    assert old_style(new) == old


@given(st.dates(dt.date(1700, 1, 1), dt.date(2100, 1, 1)))
def test_every_day_goes_to_old_style_and_back(date: dt.date) -> None:
    day = Day(date.year, date.month, date.day)
    assert new_style(old_style(day)) == day
    following = date + dt.timedelta(days=1)
    assert old_style(Day(following.year, following.month, following.day)) > old_style(day)


def test_old_style_keeps_the_leap_day_of_1900() -> None:
    assert exists(Day(1900, 2, 29), old=True)
    assert not exists(Day(1900, 2, 29))
    assert not exists(Day(1918, 2, 30), old=True)
    assert not exists(Day(1918, 13, 1))


def test_before_the_reform_a_day_is_told_in_both_calendars() -> None:
    assert both_styles(Day(1918, 1, 28)) == "15 January 1918 Old Style, 28 January New Style"
    assert both_styles(Day(1918, 1, 5)) == "23 December 1917 Old Style, 5 January 1918 New Style"
    assert both_styles(Day(1918, 2, 14)) == "14 February 1918"


def test_a_date_in_words_comes_before_the_day() -> None:
    assert describe(Date(None, "decades later")) == "decades later"
    assert describe(Date(Day(1919, 3, 25), "spring")) == "spring (about 25 March 1919)"


@pytest.mark.parametrize("said", ["9" * 5000 + "-01", "1-" + "0" * 5000 + "1"], ids=len)
def test_what_is_too_long_for_a_date_stays_as_it_is(said: str) -> None:
    assert in_words(said) == said


def test_words_that_name_the_day_are_exact() -> None:
    text = "7 January 1918, and the days after"
    styles = "7 January 1918 Old Style, 20 January New Style"
    assert describe(Date(Day(1918, 1, 20), text)) == f"{text} ({styles})"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1917-12-03", "1917-12-05", "20 to 22 November 1917 Old Style, 3 to 5 December New Style"),
        (
            "1917-12-29",
            "1918-01-14",
            (
                "16 December 1917 to 1 January 1918 Old Style, "
                "29 December 1917 to 14 January 1918 New Style"
            ),
        ),
        (
            "1917-11-07",
            "1917-12-05",
            "25 October to 22 November 1917 Old Style, 7 November to 5 December New Style",
        ),
        (
            "1918-02-10",
            "1918-03-03",
            "28 January 1918 Old Style, 10 February New Style, to 3 March 1918",
        ),
    ],
)
def test_days_in_a_row_say_once_what_they_have_in_common(first: str, last: str, words: str) -> None:
    assert when(Period("", first, last)) == words


@pytest.mark.parametrize(
    ("said", "old_first", "new_first"),
    [
        (
            "25 October 1917 (Old Style)",
            "25 October 1917 Old Style, 7 November New Style",
            "7 November 1917 New Style, 25 October Old Style",
        ),
        (
            "before 25 October 1917 Old Style (7 November New Style)",
            "before 25 October 1917 Old Style (7 November New Style)",
            "before 7 November 1917 New Style (25 October Old Style)",
        ),
        (
            "7 November 1917 New Style (25 October Old Style)",
            "25 October 1917 Old Style (7 November New Style)",
            "7 November 1917 New Style (25 October Old Style)",
        ),
        ("November, New Style", "November, New Style", "November, New Style"),
    ],
)
def test_a_source_s_own_words_follow_the_calendar_as_well(
    said: str, old_first: str, new_first: str
) -> None:
    period = Period(said, "1917-11-07", "1917-11-07")
    assert when(period) == old_first
    assert when(period, new_first=True) == new_first


def test_every_date_can_begin_with_new_style() -> None:
    day = Day(1918, 1, 28)
    words = "28 January 1918 New Style, 15 January Old Style"
    assert both_styles(day, new_first=True) == words
    assert describe(Date(day), new_first=True) == words
    assert when(Period("", day.iso, day.iso), new_first=True) == words
