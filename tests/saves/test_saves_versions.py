"""Files as the earlier versions of the program left them, and as a later one might."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
import yard

from engine.play import take
from engine.saves import Saves
from engine.saves.database import VERSION
from engine.saves.snapshot import snapshot, write

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book

# The statements of the first version, as it was released: what is written here stays.
FIRST = """
CREATE TABLE playthrough (
    id INTEGER PRIMARY KEY AUTOINCREMENT, story TEXT NOT NULL, seed TEXT NOT NULL,
    begun TEXT NOT NULL);
CREATE INDEX playthrough_story ON playthrough (story, seed);
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    playthrough INTEGER NOT NULL REFERENCES playthrough (id) ON DELETE CASCADE,
    parent INTEGER REFERENCES step (id) ON DELETE CASCADE,
    choice TEXT, moment TEXT NOT NULL, number INTEGER NOT NULL, kept TEXT NOT NULL,
    snapshot TEXT NOT NULL);
CREATE INDEX step_parent ON step (parent, choice);
CREATE INDEX step_playthrough ON step (playthrough);
CREATE TABLE slot (
    story TEXT NOT NULL, name TEXT NOT NULL, origin TEXT NOT NULL,
    head INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    moved INTEGER NOT NULL, kept TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL,
    ending TEXT, PRIMARY KEY (story, name));
CREATE TABLE ending (
    story TEXT NOT NULL, id TEXT NOT NULL, found TEXT NOT NULL, PRIMARY KEY (story, id));
PRAGMA application_id = 1298231911;
PRAGMA user_version = 1;
"""
SECOND = """
CREATE TABLE opened (
    id INTEGER PRIMARY KEY AUTOINCREMENT, story TEXT NOT NULL, claim TEXT NOT NULL,
    opened TEXT NOT NULL, UNIQUE (story, claim));
INSERT INTO opened (story, claim, opened) VALUES ('the-yard', 'a/one', '2026-10-01T10:00:00+00:00');
PRAGMA user_version = 2;
"""
WAY = ("knock", "promise", "continue", "continue", "count")
THEN = "2026-10-01T10:00:00+00:00"


def leave(path: Path, book: Book, *statements: str) -> None:
    """Make a file as an earlier version of the program left it, at the end of a way."""
    path.parent.mkdir()
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    for statement in statements:
        db.executescript(statement)
    db.execute("INSERT INTO playthrough VALUES (1, 'the-yard', '7', ?)", (THEN,))
    pages = list(yard.play(book, *WAY).pages())[::-1]
    for row, page in enumerate(pages, 1):
        fields = (row, row - 1 or None, page.choice, page.moment, row, THEN, write(snapshot(page)))
        db.execute(
            "INSERT INTO step (id, playthrough, parent, choice, moment, number, kept, snapshot)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
            fields,
        )
    slot = ("the-yard", "auto", "auto", len(pages), 1, THEN, "The yard", "Moscow", None)
    db.execute("INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", slot)
    db.commit()
    db.close()


@pytest.mark.parametrize("statements", [(FIRST,), (FIRST, SECOND)], ids=["first", "second"])
def test_an_older_file_opens_whole_and_learns_the_new(
    path: Path, book: Book, statements: tuple[str, ...]
) -> None:
    leave(path, book, *statements)
    at = yard.play(book, *WAY)
    with Saves(path) as saves:
        found = saves.resume(book)
        assert found is not None
        assert found.playthrough == at
        assert found.notices == saves.notices() == ()
        back = found.playthrough.previous
        assert back is not None
        assert saves.onward(back) == at
        saves.keep(back)
        saves.save(take(back, "sleep"), "asleep")
        assert saves.onward(back) == at
        assert len(saves.opened("the-yard")) == len(statements) - 1
        assert {place.slot for place in saves.places("the-yard")} == {"auto", "asleep"}
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    db.close()
