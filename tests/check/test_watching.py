"""Watching: the current findings, again whenever a file changes, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import folders

from engine.check.command import Request
from engine.check.watching import watched

ROOT = Path(__file__).resolve().parents[2]


class Author:
    """Saves one more text each time the watcher waits."""

    def __init__(self, file: Path, texts: list[str]) -> None:
        self.file, self.texts, self.number = file, texts, 0

    def sleep(self, _seconds: float) -> None:
        if self.number < len(self.texts):
            self.file.write_text(folders.dedent(self.texts[self.number]))
            os.utime(self.file, ns=(0, self.number + 1))
            self.number += 1


def test_each_save_shows_the_findings_anew(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    bad = folders.HALL.replace("goto: yard", "goto: yrad")
    author = Author(home / "scenes" / "hall.yaml", [bad])
    screens = watched(Request([home]), author.sleep)
    assert next(screens).startswith("checked 1 story: no finding\nproved: ")
    assert 'is named "yrad"' in next(screens)
    author.texts.append(folders.HALL)
    assert next(screens).startswith("checked 1 story: no finding\nproved: ")


def test_a_change_of_a_source_and_a_new_scene_are_noticed(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    ibid = folders.LETTERS.replace("page: 12", "page: ibid")
    author = Author(home / "seeds" / "letters.yaml", [ibid])
    screens = watched(Request([home]), author.sleep)
    next(screens)
    assert "E0512" in next(screens)
    author.file, author.texts, author.number = home / "scenes" / "x.yaml", ["scene: x\n"], 0
    assert "x.yaml" in next(screens)


def test_an_interrupt_ends_it_as_one_ends_a_program(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "engine", "check", "--watch", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "checked 1 story: no finding\n"
        time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 130
