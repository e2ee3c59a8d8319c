"""What may befall the file of saves."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
import yard

from engine.play import begin, take
from engine.saves import KeptApart, SaveError, Saves
from engine.saves.database import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.play import Book


def aside(path: Path) -> list[Path]:
    return sorted(p for p in path.parent.iterdir() if ".damaged-" in p.name)


def test_a_file_that_is_no_database_is_kept_aside(path: Path, saves: Saves, book: Book) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, but perhaps precious\n" * 50)
    assert saves.resume(book) is None
    (kept,) = aside(path)
    assert kept.read_bytes().startswith(b"not a database")
    assert saves.notices() == (
        f"The file of saves was damaged. It is kept as {kept}, and a new one has been begun.",
    )
    assert saves.notices() == ()
    saves.keep(begin(book, 1))
    assert yard.resume(path, book).playthrough == begin(book, 1)


def test_a_file_damaged_within_is_kept_aside(path: Path, book: Book) -> None:
    with Saves(path) as saves:
        saves.keep(yard.play(book, *["wait"] * 200))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    at = begin(book, 2)
    with Saves(path) as saves:
        saves.keep(at)
        assert len(saves.notices()) == 1
    assert len(aside(path)) == 1
    assert yard.resume(path, book).playthrough == at


def test_a_file_cut_short_is_kept_aside(path: Path, book: Book) -> None:
    with Saves(path) as saves:
        saves.keep(yard.play(book, *["wait"] * 200))
    os.truncate(path, 9000)
    with Saves(path) as saves:
        assert saves.resume(book) is None
        assert len(saves.notices()) == 1
    assert aside(path)[0].stat().st_size == 9000


def test_damage_while_playing_loses_nothing_of_the_playthrough(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock", "papers")
    saves.keep(at)
    saves.close()
    path.write_bytes(b"garbage" * 1000)
    at = take(at, "count")
    saves.keep(at)
    assert yard.resume(path, book).playthrough == at


def test_two_damaged_files_are_both_kept(path: Path, saves: Saves, book: Book) -> None:
    path.parent.mkdir()
    for _ in range(2):
        path.write_bytes(b"garbage" * 1000)
        assert saves.resume(book) is None
        saves.close()
        path.unlink(missing_ok=True)
    assert len(aside(path)) == 2


def test_an_empty_file_is_a_new_one(path: Path, saves: Saves, book: Book) -> None:
    path.parent.mkdir()
    path.touch()
    saves.keep(begin(book, 1))
    assert saves.notices() == ()
    assert yard.resume(path, book).playthrough == begin(book, 1)


def test_a_newer_file_is_refused_and_left_untouched(path: Path, book: Book) -> None:
    with Saves(path) as saves:
        saves.keep(begin(book, 1))
    with _rows(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before, names = path.read_bytes(), sorted(path.parent.iterdir())
    with Saves(path) as saves:
        with pytest.raises(SaveError, match="by a newer version of Marginalia"):
            saves.resume(book)
        with pytest.raises(SaveError, match="by a newer version of Marginalia"):
            saves.keep(begin(book, 1))
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == names


def test_another_program_s_file_is_refused_and_left_untouched(
    path: Path, saves: Saves, book: Book
) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(SaveError, match="is not a file of saves; it is left as it is"):
            saves.keep(begin(book, 1))
    assert path.read_bytes() == before


@pytest.mark.parametrize("gone", ["folder", "file"])
def test_what_is_deleted_while_playing_is_kept_again_with_all_that_it_held(
    path: Path, saves: Saves, book: Book, gone: str
) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    saves.save(at, "At the gate")
    saves.keep(yard.play(book, "climb"))
    saves.note_opened("the-yard", "works/claim")
    known = saves.step_of(at)
    shutil.rmtree(path.parent) if gone == "folder" else path.unlink()
    assert saves.opened("the-yard") == ("works/claim",)
    (told,) = saves.notices()
    assert "deleted while it was open" in told
    saves.keep(take(at, "papers"))
    assert saves.step_of(at) == known
    assert saves.notices() == ()
    with Saves(path) as later:
        assert len(later.tried(book.story).pages) == 4
        assert [place.slot for place in later.places("the-yard")] == ["auto", "At the gate"]


def test_what_is_deleted_is_kept_again_as_soon_as_it_can_be(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    shutil.rmtree(path.parent)
    path.parent.write_text("in the way")
    for _ in range(2):
        with pytest.raises(SaveError, match="cannot be used"):
            saves.keep(take(at, "papers"))
    path.parent.unlink()
    assert saves.step_of(at) is not None
    assert saves.resume(book) is not None
    assert yard.resume(path, book).playthrough == at


def test_a_file_that_is_replaced_while_playing_is_used_and_told_of(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    for part in path.parent.iterdir():
        part.unlink()
    with Saves(path) as other:
        other.keep(yard.play(book, "climb"))
    at = take(at, "papers")
    saves.keep(at)
    (told,) = saves.notices()
    assert "is not the one that was there before" in told
    assert yard.resume(path, book).playthrough == at


def test_a_locked_file_is_told_and_caught_up_with(
    path: Path, saves: Saves, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.saves.database.PATIENCE", 0.05)
    at = yard.play(book, "knock")
    saves.keep(at)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    at = take(at, "papers")
    with pytest.raises(SaveError, match="Another program holds the saves"):
        saves.keep(at)
    other.execute("ROLLBACK")
    other.close()
    assert yard.resume(path, book).playthrough == at.previous
    at = take(at, "count")
    saves.keep(at)
    assert yard.resume(path, book).playthrough == at


def test_a_folder_in_the_place_of_the_file_is_told(path: Path, saves: Saves, book: Book) -> None:
    path.mkdir(parents=True)
    with pytest.raises(SaveError, match="cannot be"):
        saves.keep(begin(book, 1))


def test_a_file_in_the_place_of_the_folder_is_told(path: Path, saves: Saves, book: Book) -> None:
    path.parent.write_text("a file")
    assert saves.resume(book) is None
    with pytest.raises(SaveError, match="cannot be used: File exists"):
        saves.keep(begin(book, 1))
    assert path.parent.read_text() == "a file"


def test_a_damaged_snapshot_harms_nothing_while_the_steps_hold(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock", "papers", "count")
    saves.keep(at)
    with _rows(path) as connection:
        connection.execute("UPDATE step SET snapshot = '{\"story\":'")
    assert yard.resume(path, book).playthrough == at


def test_damaged_steps_harm_nothing_while_the_snapshots_hold(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock", "papers", "count")
    saves.keep(at)
    with _rows(path) as connection:
        connection.execute("UPDATE step SET choice = 'nonsense' WHERE choice = 'papers'")
    found = yard.resume(path, book)
    assert (found.playthrough.moment, found.playthrough.state) == (at.moment, at.state)
    assert found.notices == ()


@contextmanager
def _rows(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    with connection:
        yield connection
    connection.close()


def test_two_windows_are_told_and_keep_a_place_each(path: Path, saves: Saves, book: Book) -> None:
    saves.keep(begin(book, 1))
    with Saves(path) as other:
        theirs = other.resume(book)
        assert theirs is not None
        mine = yard.play(book, "climb", seed=1)
        saves.keep(mine)
        at = take(theirs.playthrough, "knock")
        with pytest.raises(KeptApart, match=r"read on in another window.*“auto-2”"):
            other.keep(at)
        assert yard.resume(path, book).playthrough == at
        at = take(at, "papers")
        other.keep(at)
        saves.keep(take(mine, "back"))
        assert [place.slot for place in saves.places("the-yard")] == ["auto", "auto-2"]
    found = yard.resume(path, book)
    assert found.playthrough == take(mine, "back")
    assert found.notices == (
        "Another window’s place in this story is kept as “auto-2”, at page 3.",
    )
    assert yard.resume(path, book, "auto-2").playthrough == at


def test_one_window_may_begin_anew_while_another_reads(
    path: Path, saves: Saves, book: Book
) -> None:
    at = begin(book, 1)
    saves.keep(at)
    with Saves(path) as other:
        other.keep(begin(book, 2))
    with pytest.raises(KeptApart):
        saves.keep(take(at, "knock"))
    assert yard.resume(path, book).playthrough == take(at, "knock")


def test_a_full_file_is_told_and_what_was_kept_stays(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    connection = saves._database.connect(create=True)
    assert connection is not None
    connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(SaveError, match=r"^The disk is full: .*[^.]\.$"):
        saves.keep(yard.play(book, *["wait"] * 200))
    assert yard.resume(path, book).playthrough == at


def test_a_write_that_fails_half_way_is_told_and_what_was_kept_stays(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 60_000, limits[1]))
    try:
        with pytest.raises(SaveError, match=r"cannot be used|is full"):
            saves.keep(yard.play(book, *["wait"] * 2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert yard.resume(path, book).playthrough == at
    saves.keep(take(at, "papers"))
    assert yard.resume(path, book).playthrough == take(at, "papers")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder, mount = tmp_path / "disk", shutil.which("mount")
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    if (
        mount is None
        or subprocess.run([mount, *options], capture_output=True, check=False).returncode
    ):
        pytest.skip("no right to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write a file until the disk is full."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def test_a_full_disk_is_told_and_what_was_kept_stays(disk: Path, book: Book) -> None:
    path, filler = disk / "data" / "saves.sqlite3", disk / "filler"
    with Saves(path) as saves:
        safe = at = yard.play(book, "knock")
        saves.keep(at)
        fill(filler)
        os.truncate(filler, filler.stat().st_size - 50_000)
        for _ in range(40):
            at = take(at, "papers" if at.moment == "gate/watchman" else "back")
            at = take(at, "back")
            at = take(at, "knock")
            try:
                saves.keep(at)
            except SaveError as error:
                told = str(error)
                break
            safe = at
        assert safe.number > 2
        assert told == f"The disk is full: the place could not be kept in {path}."
        assert yard.resume(path, book).playthrough == safe
        filler.unlink()
        saves.keep(at)
        assert yard.resume(path, book).playthrough == at


def test_a_disk_full_from_the_start_is_told(disk: Path, book: Book) -> None:
    path = disk / "data" / "saves.sqlite3"
    path.parent.mkdir()
    fill(disk / "filler")
    with Saves(path) as saves:
        assert saves.resume(book) is None
        with pytest.raises(SaveError, match="The disk is full"):
            saves.keep(begin(book, 1))
        (disk / "filler").unlink()
        saves.keep(begin(book, 1))
        assert yard.resume(path, book).playthrough == begin(book, 1)


def test_a_read_only_folder_is_told_and_what_was_kept_is_read(disk: Path, book: Book) -> None:
    path = disk / "data" / "saves.sqlite3"
    with Saves(path) as saves:
        saves.keep(begin(book, 1))
    _remount(disk, "ro")
    try:
        with Saves(path) as saves:
            found = saves.resume(book)
            assert found is not None
            assert found.playthrough == begin(book, 1)
            with pytest.raises(SaveError, match="cannot be opened or written"):
                saves.keep(begin(book, 2))
            _remount(disk, "rw")
            saves.keep(begin(book, 2))
        _remount(disk, "ro")
        with Saves(disk / "new" / "saves.sqlite3") as saves:
            assert saves.resume(book) is None
            with pytest.raises(SaveError, match="cannot be used: Read-only file system"):
                saves.keep(begin(book, 2))
    finally:
        _remount(disk, "rw")
    assert yard.resume(path, book).playthrough == begin(book, 2)


def _remount(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)
