"""Places kept under a name: they stay however the reader goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yard

from engine.play import begin, take
from engine.saves import NameTakenError, SaveError, Saves

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book


def test_a_named_place_stays_where_it_was_kept(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    assert saves.save(at, "  before \n the yard ") == "before the yard"
    on = take(at, "papers")
    saves.keep(on)
    assert yard.resume(path, book, "before the yard").playthrough == at
    found = yard.resume(path, book)
    assert found.playthrough == on
    assert found.notices == ()
    assert [(p.slot, p.named, p.number) for p in saves.places("the-yard")] == [
        ("auto", False, 3), ("before the yard", True, 2),
    ]  # fmt: skip


def test_a_name_that_is_taken_is_not_taken_away_unasked(saves: Saves, book: Book) -> None:
    saves.save(yard.play(book, "knock"), "mine")
    with pytest.raises(NameTakenError, match="“mine” already, at page 2"):
        saves.save(begin(book, 7), "mine")
    assert saves.places("the-yard")[0].number == 2
    saves.save(begin(book, 7), "mine", instead=True)
    assert [place.number for place in saves.places("the-yard")] == [1]


def test_a_place_can_be_renamed_and_deleted(saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock")
    saves.save(at, "one")
    saves.save(at, "two")
    with pytest.raises(NameTakenError):
        saves.rename("the-yard", "one", "two")
    assert saves.rename("the-yard", "one", "three") == "three"
    assert saves.rename("the-yard", "two", "two") == "two"
    assert {place.slot for place in saves.places("the-yard")} == {"two", "three"}
    saves.forget("the-yard", "two")
    assert [place.slot for place in saves.places("the-yard")] == ["three"]
    found = saves.resume(book, "three")
    assert found is not None
    assert found.playthrough == at


@pytest.mark.parametrize(
    ("name", "why"),
    [(" \n", "needs a name"), ("x" * 61, "too long"), ("auto", "by themselves"),
     ("Auto-2", "by themselves")],
)  # fmt: skip
def test_what_cannot_be_a_name_is_told(saves: Saves, book: Book, name: str, why: str) -> None:
    with pytest.raises(SaveError, match=why):
        saves.save(begin(book, 1), name)
    assert saves.places("the-yard") == ()


def test_the_longest_name_is_one(saves: Saves, book: Book) -> None:
    assert saves.save(begin(book, 1), "x" * 60) == "x" * 60


def test_a_name_holds_nothing_that_a_terminal_obeys(saves: Saves, book: Book) -> None:
    assert "\x1b" not in saves.save(begin(book, 1), "a\x1b[2Jb")


def test_two_windows_that_take_one_name_lose_neither_place(
    path: Path, saves: Saves, book: Book
) -> None:
    saves.save(yard.play(book, "knock"), "mine")
    with Saves(path) as other, pytest.raises(NameTakenError):
        other.save(yard.play(book, "climb"), "mine")
    assert yard.resume(path, book, "mine").playthrough == yard.play(book, "knock")
