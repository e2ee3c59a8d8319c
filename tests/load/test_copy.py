"""Copies of stories that were read before: as good as the files, or not taken."""

from __future__ import annotations

import os
import random
import threading
from typing import TYPE_CHECKING

import folders
import pytest

from engine.load import copy, load
from engine.load.copy import Copied, Copy
from engine.load.parts import PartsFile
from engine.load.stamp import Stamp
from engine.play import begin, make_book, view
from engine.play.layout import layout_of
from engine.play.score import scores_of

if TYPE_CHECKING:
    from pathlib import Path

TALES = """\
    source: tales
    kind: memoir
    csl: {type: book, title: Tales}
    short: Tales
    leaning: Told late.
    claims: {}
    """


def keep(home: Path, copies: Path) -> Copied:
    """Copy a story, and give what was copied."""
    found = load(home)
    assert found.story is not None
    layout = layout_of(found.story)
    Copy(home, copies).keep(found, layout, lambda scene: scores_of(scene, layout))
    return Copied(found.story, found.library, layout)


def book_of(copies: Path) -> Path:
    """The one copy that was written."""
    (found,) = copies.glob("*.book")
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folders.write(tmp_path)


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def test_a_copy_says_what_the_story_says(home: Path, copies: Path) -> None:
    assert Copy(home, copies).open() is None
    kept = keep(home, copies)
    assert Copy(home, copies).open() == kept


def test_only_what_is_shown_is_read(
    home: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, copies)
    read: list[object] = []
    part = PartsFile.part
    monkeypatch.setattr(
        PartsFile, "part", lambda file, place: read.append(place) or part(file, place)
    )
    found = Copy(home, copies).open()
    assert found is not None
    book = make_book(found.story, found.layout, found.scores)
    page = view(begin(book, 1))
    assert page.paragraphs
    assert len(read) == len(("index", "story", "library", "layout", "hall, played"))
    assert page.moment.id == "hall/dark"
    assert len(read) == 5 + len(("hall, to find it", "hall, declared"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda home: (home / "scenes" / "hall.yaml").write_text("scene: hall\n"),
        lambda home: (home / "scenes" / "yard.yaml").unlink(),
        lambda home: (home / "scenes" / "attic.yaml").write_text("scene: attic\n"),
        lambda home: (home / "seeds" / "letters.yaml").write_text("source: letters\n"),
        lambda home: (home / "seeds" / "tales.yaml").write_text(TALES),
        lambda home: (home / "story.yaml").write_text("format: 1\n"),
    ],
    ids=["scene", "scene gone", "scene new", "source", "source new", "story"],
)
@pytest.mark.parametrize("settled", [False, True], ids=["hashed", "told by the system"])
def test_an_edited_file_is_always_seen(
    home: Path, copies: Path, monkeypatch: pytest.MonkeyPatch, edit: object, *, settled: bool
) -> None:
    monkeypatch.setattr(Stamp, "settled", lambda *_: settled)
    kept = keep(home, copies)
    assert bool(list(copies.glob("*.files"))) is settled
    assert Copy(home, copies).open() == kept
    edit(home)  # type: ignore[operator]
    assert Copy(home, copies).open() is None


def test_an_edit_that_the_clock_does_not_tell_is_seen(home: Path, copies: Path) -> None:
    """The same length, the same times: as good as an edit within one tick."""
    keep(home, copies)
    file = home / "scenes" / "hall.yaml"
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("dark.", "dull."), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Copy(home, copies).open() is None


def test_the_system_is_not_believed_about_a_file_that_was_just_changed(
    home: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = (home / "story.yaml").stat().st_mtime_ns
    monkeypatch.setattr(copy, "stamp", lambda *_: Stamp("as it was", now))
    keep(home, copies)
    (home / "scenes" / "hall.yaml").write_text("scene: hall\n")
    assert Copy(home, copies).open() is None


def test_files_left_alone_are_not_read_again(
    home: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Stamp, "settled", lambda *_: True)
    kept = keep(home, copies)
    monkeypatch.setattr(copy, "_contents", lambda *_: pytest.fail("read again"))
    assert Copy(home, copies).open() == kept


def test_a_copy_by_another_program_is_none(
    home: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, copies)
    monkeypatch.setattr(copy, "program", lambda: "another")
    assert Copy(home, copies).open() is None


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_copy_changes_nothing(home: Path, copies: Path, seed: int) -> None:
    kept, chance = keep(home, copies), random.Random(seed)
    file = book_of(copies)
    whole = bytearray(file.read_bytes())
    at = chance.randrange(len(whole))
    if seed % 4:
        whole[at] ^= 1 << chance.randrange(8)
    else:
        del whole[at:]
    file.write_bytes(whole)
    found = Copy(home, copies).open()
    # The damage may lie in a part that is not read until later.
    assert found is None or found == kept


def test_a_part_damaged_under_a_reader_is_read_from_the_files(home: Path, copies: Path) -> None:
    kept = keep(home, copies)
    found = Copy(home, copies).open()
    assert found is not None
    whole = book_of(copies).read_bytes()
    with book_of(copies).open("r+b") as file:
        for words in (b"There is snow.", b"It snowed.", b"A family"):
            file.seek(whole.index(words))
            file.write(b"!")
    assert found.story.scenes == kept.story.scenes
    assert found.library == kept.library


def test_a_damaged_score_is_made_again_from_the_story(home: Path, copies: Path) -> None:
    kept = keep(home, copies)
    found = Copy(home, copies).open()
    assert found is not None
    whole = book_of(copies).read_bytes()
    with book_of(copies).open("r+b") as file:
        file.seek(whole.rindex(b"It is dark."))  # as played; it stands before as declared
        file.write(b"!")
    assert found.scores("hall") is None
    played = make_book(found.story, found.layout, found.scores)
    told = [view(begin(book, 1)) for book in (played, make_book(kept.story))]
    assert told[0].paragraphs == told[1].paragraphs
    assert found.scores("yard") is not None


@pytest.mark.parametrize("content", [b"", b"foreign\n" * 100, b"[" * 100_000])
def test_a_foreign_file_is_no_copy(home: Path, copies: Path, content: bytes) -> None:
    kept = keep(home, copies)
    book_of(copies).write_bytes(content)
    assert Copy(home, copies).open() is None
    assert keep(home, copies) == kept
    assert Copy(home, copies).open() == kept


def test_a_cache_that_cannot_be_written_is_no_trouble(home: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    keep(home, taken / "copies")
    assert Copy(home, taken / "copies").open() is None


def test_many_may_write_and_read_at_once(home: Path, copies: Path) -> None:
    kept = keep(home, copies)
    found: list[Copied | None] = []

    def work() -> None:
        for _ in range(5):
            keep(home, copies)
            found.append(Copy(home, copies).open())

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert all(one == kept for one in found)
    assert not [path for path in copies.iterdir() if path.name.startswith(".")]


def test_only_so_many_copies_are_kept(home: Path, copies: Path) -> None:
    copies.mkdir()
    for number in range(copy.MOST + 3):
        (copies / f"{number}.book").write_bytes(b"")
        os.utime(copies / f"{number}.book", (number, number))
    keep(home, copies)
    assert len(list(copies.glob("*.book"))) == copy.MOST
    assert Copy(home, copies).open() is not None
