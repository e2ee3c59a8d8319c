"""What is asked and told beside the reading, as it looks: at the three sizes, and in every look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk import SIZES

from engine.app.shelf import Shelf, ShelfBook
from engine.saves import Progress, SaveError, Saves

if TYPE_CHECKING:
    from desk import Desk, Sit, Write
    from syrupy.assertion import SnapshotAssertion

at_every_size = pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")

ASKED = (
    ("a locked choice", "2"),
    ("every command", "ctrl+p"),
    ("commands that are found", "'ma"),
    ("no command is found", "'zz"),
    ("how to write it down", "escape w"),
    ("a map with two roads taken", "escape 4 u 1 v"),
    ("branches", "b"),
    ("a name that is none", "escape k enter enter"),
    ("a place kept", "'Osip enter down"),
    ("another name", "r"),
    ("whether to delete it", "escape x"),
    ("a name that is taken", "escape up enter 'Osip enter"),
    ("a file that is not there", "escape i 'no.json enter"),
    ("nothing is found", "escape escape f 'stovepipe WAIT"),
    ("whether to begin anew", "escape l enter 2"),
)
DAMAGED = "The file of saves was damaged. It is kept as damaged.db, and a new one has been begun."


@pytest.fixture(autouse=True)
def _one_hour_and_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Progress, "clock", "25 November 2026, 17:40")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def broken() -> ShelfBook:
    """A book that cannot be opened."""
    folder = Path("broken")
    folder.mkdir()
    (folder / "story.yaml").write_text("format: 1\nstory: broken\n")
    return ShelfBook(folder, "broken", "Broken")


async def see(desk: Desk, snapshot: SnapshotAssertion, stop: str) -> None:
    """Compare the screen with what it was, at one size in every look."""
    assert desk.text == snapshot(name=stop)
    if desk.app.size == SIZES[1]:
        await desk.in_every_look(snapshot, stop)


@at_every_size
async def test_what_is_asked(sit: Sit, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with sit(size) as desk:
        for stop, keys in ASKED:
            await desk.go(keys)
            await see(desk, snapshot, stop)


@at_every_size
async def test_what_went_wrong(
    sit: Sit,
    size: tuple[int, int],
    broken: ShelfBook,
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    def full(*_: object) -> None:
        raise SaveError("Your place could not be kept: the disk is full.")

    told = iter([(DAMAGED,)])
    monkeypatch.setattr(Saves, "notices", lambda _: next(told, ()))
    async with sit(size, read=False) as desk:
        await see(desk, snapshot, "a damaged file of saves")
        desk.app.open_book(broken)
        await desk.settle()
        await see(desk, snapshot, "a book that cannot be opened")
        await desk.go("escape enter enter")
        monkeypatch.setattr(Saves, "keep", full)
        await desk.go("1 q")
        await see(desk, snapshot, "leaving while the disk is full")


@at_every_size
async def test_an_empty_shelf(
    sit: Sit, size: tuple[int, int], saves: Saves, snapshot: SnapshotAssertion
) -> None:
    async with sit(size, shelf=Shelf((), saves), read=False) as desk:
        await see(desk, snapshot, "nothing to read")


@at_every_size
async def test_a_draft(write: Write, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with write(size, folder=Path()) as desk:
        await see(desk, snapshot, "a draft")
        await desk.go("1 i")
        await see(desk, snapshot, "what is behind a page")
        await desk.go("escape")
        await desk.save("goto: yard", "goto: yarrd")
        await see(desk, snapshot, "an error over the page")
        await desk.go("x")
        await see(desk, snapshot, "all that is wrong")
