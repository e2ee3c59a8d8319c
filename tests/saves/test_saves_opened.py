"""Which claims were opened: kept beside the places, also in older files."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
import yard

from engine.play import begin
from engine.saves import SaveError, Saves
from engine.saves.database import OPENED, VERSION

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book


def test_what_was_opened_is_kept_in_the_order_of_first_opening(path: Path, saves: Saves) -> None:
    assert saves.opened("the-yard") == ()
    assert not path.exists()
    for claim in ("b/two", "a/one", "b/two", "c/three"):
        saves.note_opened("the-yard", claim)
    saves.note_opened("other", "a/one")
    with Saves(path) as again:
        assert again.opened("the-yard") == ("b/two", "a/one", "c/three")
        assert again.opened("other") == ("a/one",)


def test_forgetting_a_story_forgets_what_was_opened_in_it(saves: Saves) -> None:
    saves.note_opened("the-yard", "a/one")
    saves.note_opened("other", "a/one")
    saves.forget("the-yard", "auto")
    assert saves.opened("the-yard") == ("a/one",)
    saves.forget("the-yard")
    assert saves.opened("the-yard") == ()
    assert saves.opened("other") == ("a/one",)


def make_older(path: Path) -> None:
    """Make a file as the first version of the program left it."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("DROP TABLE opened")
        connection.execute("ALTER TABLE step DROP COLUMN went")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return int(found)


def test_an_older_file_keeps_its_places_and_learns_to_note(path: Path, book: Book) -> None:
    at = yard.play(book, "knock", "papers")
    with Saves(path) as saves:
        saves.keep(at)
    make_older(path)
    with Saves(path) as saves:
        found = saves.resume(book)
        assert found is not None
        assert found.playthrough == at
        assert found.notices == ()
        assert saves.opened("the-yard") == ()
        saves.note_opened("the-yard", "a/one")
        assert saves.opened("the-yard") == ("a/one",)
    assert version(path) == VERSION


def test_two_windows_may_meet_the_same_older_file(path: Path, book: Book) -> None:
    with Saves(path) as saves:
        saves.keep(begin(book, 1))
    make_older(path)
    with Saves(path) as one, Saves(path) as other:
        one.note_opened("the-yard", "a/one")
        other.note_opened("the-yard", "b/two")
        assert one.opened("the-yard") == other.opened("the-yard") == ("a/one", "b/two")


def test_a_migration_that_fails_leaves_the_older_file_as_it_was(
    path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Saves(path) as saves:
        saves.keep(begin(book, 1))
    make_older(path)
    broken = {1: (OPENED,), 2: ("CREATE TABLE nonsense (",)}
    monkeypatch.setattr("engine.saves.database.MIGRATIONS", broken)
    with Saves(path) as saves, pytest.raises(SaveError):
        saves.note_opened("the-yard", "a/one")
    assert version(path) == 1
    monkeypatch.undo()
    assert yard.resume(path, book).playthrough == begin(book, 1)


def test_what_cannot_be_noted_is_told(
    path: Path, saves: Saves, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.saves.database.PATIENCE", 0.05)
    saves.keep(begin(book, 1))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SaveError, match="Another program holds the saves"):
        saves.note_opened("the-yard", "a/one")
    other.execute("ROLLBACK")
    other.close()
    assert saves.opened("the-yard") == ()
