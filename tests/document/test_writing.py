from __future__ import annotations

from typing import IO, TYPE_CHECKING

import pytest

from engine.document.writing import write_new, write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_text("before")

    def fail(file: IO[bytes]) -> None:
        file.write(b"half")
        raise PermissionError

    with pytest.raises(PermissionError):
        write_whole(path, fail)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_text("before")
    path.chmod(0o640)
    write_whole(path, lambda file: file.write(b"after"))
    assert path.read_text() == "after"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_name_that_is_taken_is_left_and_the_next_one_is_used(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    assert write_new(path, "one") == path
    assert write_new(path, "two") == tmp_path / "notes-2.md"
    assert path.read_text() == "one"


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise PermissionError

    monkeypatch.setattr("engine.document.writing.os.fsync", fail)
    with pytest.raises(PermissionError):
        write_new(tmp_path / "notes.md", "one")
    assert not list(tmp_path.iterdir())
