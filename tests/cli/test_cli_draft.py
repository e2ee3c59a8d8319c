"""An author's reading as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import folders
import pytest
from terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
BROKEN = folders.HALL.replace("goto: yard", "goto: yarrd")


def environment(folder: Path) -> dict[str, str]:
    own = {f"MARGINALIA_{what}": str(folder / "own") for what in ("DATA", "CACHE", "CONFIG")}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT)}


def test_a_story_that_is_broken_at_first_is_waited_for(tmp_path: Path) -> None:
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


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
def test_in_a_real_terminal_nothing_that_an_author_does_closes_it(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    file = home / "scenes" / "hall.yaml"
    vi = tmp_path / "vi"
    vi.write_text(
        "#!/bin/sh\n"
        'echo "EDITING $1"\n'
        "read anything\n"
        f"sed -i.bak 's/It is dark/It is black/' '{file}'\n"
    )
    vi.chmod(0o755)
    command = [sys.executable, "-m", "engine", "play", str(home), "--watch"]
    terminal = Terminal(command, tmp_path, {**environment(tmp_path), "VISUAL": str(vi)})
    terminal.wait_for("A draft: no place is kept.")
    whole = file.read_text()
    file.write_text("scene: [")
    terminal.wait_for("Read again: hall.yaml; ")
    home.rename(home.with_name("away"))
    terminal.wait_for("does not exist")
    home.with_name("away").rename(home)
    file.write_text(whole)
    terminal.wait_for("no finding")
    terminal.press("e")
    terminal.wait_for("EDITING +6")
    terminal.press("\n")
    terminal.wait_for("It is black.")
    assert terminal.leave() == 0
