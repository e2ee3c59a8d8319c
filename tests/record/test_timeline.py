from __future__ import annotations

import archive
import pytest

from engine.model.calendar import when
from engine.model.record import Period
from engine.record.lag import gap
from engine.record.timeline import EntryKind, timeline


def test_what_was_read_and_what_was_met_stand_on_one_scale(small: archive.Archive) -> None:
    found = timeline(archive.played(small.book, *archive.TO_THE_END), small.library)
    assert [(entry.ids, entry.gap) for entry in found.entries] == [
        (("hall/dark", "hall/wait"), ""),
        (("letters/frost",), ""),
        (("pamphlet/no-snow",), "two months later"),
        (("letters/snow",), "nine years later"),
    ]
    assert [entry.ids for entry in found.undated] == [("yard/snow",), ("pamphlet/no-oil",)]
    hall, frost = found.entries[:2]
    assert hall.kind is EntryKind.MOMENTS
    assert hall.label == (
        "a night in January (about 15 January 1918 Old Style, 28 January New Style)"
    )
    assert frost.beside == ("hall/dark",)
    assert hall.beside == ("letters/frost", "pamphlet/no-oil", "pamphlet/no-snow")


def test_only_what_was_read_is_on_the_timeline_of_a_playthrough(small: archive.Archive) -> None:
    found = timeline(archive.played(small.book), small.library)
    assert [entry.ids for entry in found.entries] == [("hall/dark",), ("letters/frost",)]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period("", "1918-01-28", "1918-01-28"), "15 January 1918 Old Style, 28 January New Style"),
        (Period("15 January, Old Style", "1918-01-28", "1918-01-28"), "15 January, Old Style"),
        (Period("7 June 1918", "1918-06-07", "1918-06-07"), "7 June 1918"),
        (Period("", "1918-06-07", "1918-06-07"), "7 June 1918"),
        (Period("spring 1918", "1918-03", "1918-05"), "spring 1918"),
        (
            Period("two days", "1918-01-14", "1918-01-15"),
            "two days (1 to 2 January 1918 Old Style, 14 to 15 January New Style)",
        ),
        (Period("no date"), "no date"),
        (
            Period("1918-01-28", "1918-01-28", "1918-01-28"),
            "15 January 1918 Old Style, 28 January New Style",
        ),
        (
            Period("15 January 1918", "1918-01-28", "1918-01-28"),
            "15 January 1918 Old Style, 28 January New Style",
        ),
        (Period("1918-06", "1918-06", "1918-06"), "June 1918"),
    ],
)
def test_days_before_the_reform_are_told_in_both_calendars(period: Period, words: str) -> None:
    assert when(period) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("1918-01-28", "1918-01-29", "one day later"),
        ("1918-01-28", "1918-01-28", ""),
        ("1918-02-27", "1918-03-01", "two days later"),
        ("1918-01-28", "1918-03-27", "one month later"),
        ("1918-01-28", "1918-03-28", "two months later"),
        ("1918-01-28", "1920-01-28", "two years later"),
        ("1918-01", "1918-02-28", "one month later"),
        ("1918-01-28", "1918", ""),
        ("1917", "1918-12", "one year later"),
        ("1918", "1932", "14 years later"),
        ("1918-02-30", "1918-03-01", ""),
        ("", "1918", ""),
    ],
)
def test_a_gap_is_told_no_finer_than_it_is_known(before: str, after: str, words: str) -> None:
    assert gap(Period("", before, before), Period("", after, after)) == words


def test_the_dates_follow_the_calendar_that_was_chosen(small: archive.Archive) -> None:
    found = timeline(archive.played(small.book), small.library, new_first=True)
    assert "28 January 1918 New Style, 15 January Old Style" in found.entries[0].label
