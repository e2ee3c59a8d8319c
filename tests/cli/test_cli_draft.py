"""An author's reading as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import folders
import pytest

ROOT = Path(__file__).resolve().parents[2]
BROKEN = folders.HALL.replace("goto: yard", "goto: yarrd")


def environment(folder: Path) -> dict[str, str]:
    own = {f"MARGINALIA_{what}": str(folder / "own") for what in ("DATA", "CACHE", "CONFIG")}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "scratch")}


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    return tmp_path / "scratch"


def test_a_story_that_is_broken_at_first_is_waited_for(tmp_path: Path, scratch: Path) -> None:
    home = folders.write(tmp_path, hall=BROKEN)
    with subprocess.Popen(
        [sys.executable, "-m", "engine", "play", "--plain", "--watch"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", cwd=home, env=environment(tmp_path),
    ) as program:  # fmt: skip
        assert program.stderr is not None
        lines = iter(program.stderr.readline, "")
        assert 'is named "yarrd"' in next(lines)
        assert any("it is read again when a file is saved" in line for line in lines)
        file = home / "scenes" / "hall.yaml"
        file.write_text(folders.dedent(folders.HALL), "utf-8")
        out, _ = program.communicate("1\n2\n", 30)
    assert program.returncode == 0
    assert "There is snow." in out
    assert not list(scratch.iterdir())
    assert not (tmp_path / "own" / "saves.sqlite3").exists()


def test_who_does_not_want_to_wait_leaves_as_one_leaves_a_program(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=BROKEN)
    with subprocess.Popen(
        [sys.executable, "-m", "engine", "play", str(home), "--plain", "--watch"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", env=environment(tmp_path),
    ) as program:  # fmt: skip
        assert program.stderr is not None
        lines = iter(program.stderr.readline, "")
        assert any("it is read again when a file is saved" in line for line in lines)
        program.send_signal(signal.SIGINT)
        assert program.wait(30) == 130
