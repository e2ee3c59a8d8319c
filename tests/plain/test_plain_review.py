"""The shelf and the settings as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import depot as books
import pytest

from engine.settings import Forgetful, Kept

if TYPE_CHECKING:
    from pathlib import Path

    from engine.saves import Saves


def test_the_endings_found_are_told_and_the_others_kept_back(
    depot: books.Depot, saves: Saves
) -> None:
    before = books.typed(depot, "endings\nq\n", saves)
    assert "Endings found: 0 of 1.\nThe others are kept back until you find them.\n" in before
    assert "The first train" not in before
    after = books.typed(depot, "2\n1\n\nendings\nq\n", saves, settings=Forgetful(pace="60"))
    assert "Endings found: 1 of 1." in after
    assert "% of its 61 words: about a minute at 60 words a minute." in " ".join(after.split())
    assert " Found on " in after


def test_words_are_found_on_the_pages_read(depot: books.Depot) -> None:
    printed = books.typed(depot, "3\nl groan\nl nothing\nl\nq\n")
    assert "Page 2. The platform. The points groan and give.\n" in printed
    assert "No paragraph that you have read has all of these words.\n" in printed
    assert "Type l and some words.\n" in printed
    assert "groan" not in books.typed(depot, "l groan\nq\n").partition("Your turn: ")[2]


def test_a_choice_taken_before_says_so_but_never_in_a_pipe(
    depot: books.Depot, saves: Saves
) -> None:
    assert "Ask for volunteers. [3] (taken before)\n" in books.typed(depot, "3\nu\nq\n", saves)
    assert "Ask for volunteers. [3] (taken before)\n" in books.typed(depot, "2\nq\n", saves)
    assert "taken before" not in books.piped(depot, "3\nu\n", saves)


def test_a_setting_is_chosen_and_followed(depot: books.Depot, tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    books.typed(depot, "c calendar new-first\nq\n", settings=Kept(path))
    assert path.read_text() == "calendar: new-first\n"
    printed = books.typed(depot, "c\nq\n", settings=Kept(path))
    assert "28 January 1918 New Style, 15 January Old Style" in " ".join(printed.split())
    assert "calendar: Dates before February 1918, new-first" in printed
    assert f"Kept in {path}." in printed.replace("\n", " ")


def test_a_pipe_follows_no_settings(depot: books.Depot) -> None:
    assert "15 January 1918 Old Style, 28 January New Style" in " ".join(
        books.piped(depot, "").split()
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("calender x", "There is no setting calender here: did you mean calendar?"),
        ("theme paper", "There is no setting theme here: there are calendar, pace, measure."),
        ("calendar x", "Type c calendar and old-first or new-first."),
        ("pace 3", "Type c pace and a number from 40 to 1200."),
    ],
)
def test_a_mistake_says_what_is_possible(depot: books.Depot, asked: str, told: str) -> None:
    assert f"{told}\n" in books.typed(depot, f"c {asked}\nq\n")


def test_the_measure_is_the_readers(depot: books.Depot) -> None:
    printed = books.typed(depot, "c measure 40\n?\nq\n")
    told = printed.partition("Longest line")[2].replace("Your turn: ", "").splitlines()
    assert max(map(len, told)) <= 40
