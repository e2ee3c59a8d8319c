"""Files: whatever stands at a path, reading it ends at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.document import codes
from engine.document.reader import read_file

if TYPE_CHECKING:
    from engine.document.finding import Finding


def only_finding(file: Path, limit: int = 1000) -> Finding:
    document = read_file(file, "shown.yaml", limit=limit)
    assert document.root is None
    assert document.text == ""
    [finding] = document.findings
    assert finding.span.path == "shown.yaml"
    return finding


def test_a_file_is_read_and_shown_under_the_name_it_is_given(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b\n")
    document = read_file(file, "shown.yaml")
    assert document.findings == ()
    assert document.root is not None
    assert (document.path, document.root.span.path) == ("shown.yaml", "shown.yaml")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: b\n")
    link = tmp_path / "link.yaml"
    link.symlink_to("a.yaml")
    assert read_file(link, "shown.yaml").root is not None


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    finding = only_finding(tmp_path / "none.yaml")
    assert (finding.code, finding.message) == (codes.MISSING_FILE, "there is no such file")


def test_a_link_to_nothing_is_a_missing_file(tmp_path: Path) -> None:
    link = tmp_path / "a.yaml"
    link.symlink_to("none.yaml")
    assert only_finding(link).code == codes.MISSING_FILE


def test_a_folder_is_told(tmp_path: Path) -> None:
    finding = only_finding(tmp_path)
    assert (finding.code, finding.message) == (codes.SPECIAL_FILE, "this is a folder, not a file")


def test_a_path_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert only_finding(tmp_path / "a" / "b.yaml").code == codes.UNREADABLE_FILE


def test_a_pipe_without_a_writer_does_not_block(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    finding = only_finding(pipe)
    assert finding.code == codes.SPECIAL_FILE
    assert finding.message == "this is a pipe or a device, not a file"


def test_a_file_that_turns_into_a_pipe_before_it_is_opened_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, pipe = tmp_path / "a.yaml", tmp_path / "pipe"
    file.write_bytes(b"a: b\n")
    os.mkfifo(pipe)
    opened = os.open
    monkeypatch.setattr(os, "open", lambda _, flags: opened(pipe, flags))
    assert only_finding(file).code == codes.SPECIAL_FILE


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(device: str) -> None:
    assert only_finding(Path(device)).code == codes.SPECIAL_FILE


def test_a_socket_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may be no longer than about 100 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.yaml")
        assert only_finding(Path("a.yaml")).code == codes.SPECIAL_FILE


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    finding = only_finding(tmp_path / "a.yaml")
    assert finding.code == codes.UNREADABLE_FILE
    assert finding.message.startswith("this file cannot be read: too many levels")


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b\n")
    file.chmod(0)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    if os.access(file, os.R_OK):  # the superuser may read anything
        monkeypatch.setattr(os, "open", refuse)
    finding = only_finding(file)
    assert finding.code == codes.UNREADABLE_FILE
    assert finding.message == "this file cannot be read: permission denied"


def test_a_path_that_no_system_can_have_is_told() -> None:
    assert only_finding(Path("a\0b.yaml")).code == codes.UNREADABLE_FILE


def test_a_file_over_its_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"#" * 1001)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    finding = only_finding(file)
    assert finding.code == codes.LARGE_FILE
    assert finding.message == "this file holds 1,001 bytes; at most 1,000 are read"


def test_a_file_of_exactly_its_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b\n" + b"#" * 995)
    assert read_file(file, "a.yaml", limit=1000).findings == ()


def test_a_file_that_grows_while_it_is_read_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: b\n")
    checked = os.fstat

    def fstat_then_grow(descriptor: int) -> os.stat_result:
        status = checked(descriptor)
        file.write_bytes(b"#" * 5000)
        return status

    monkeypatch.setattr(os, "fstat", fstat_then_grow)
    finding = only_finding(file)
    assert finding.message == "this file holds 1,001 bytes; at most 1,000 are read"
