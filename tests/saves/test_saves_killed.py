from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yard

if TYPE_CHECKING:
    from engine.play import Book

RUNS = 20


def test_a_killed_process_loses_no_page_that_it_had_shown(
    tmp_path: Path, path: Path, book: Book
) -> None:
    chance, last = random.Random(1), 0
    for _ in range(RUNS):
        shown = _play_until_killed(tmp_path, path, chance)
        found = yard.resume(path, book)
        number, moment = shown[-1].split() if shown else (str(last), "")
        page = next(p for p in found.playthrough.pages() if p.number == max(int(number), 1))
        assert found.playthrough.number - int(number) in {0, 1}
        assert moment in {page.moment, ""}
        assert found.notices == ()
        last = found.playthrough.number


def _play_until_killed(folder: Path, path: Path, chance: random.Random) -> list[str]:
    """The pages that a process showed before it was killed at some point of its work."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("player.py")), str(folder), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        shown = [process.stdout.readline() for _ in range(chance.randrange(1, 8))]
        time.sleep(chance.random() * 0.01)
        process.send_signal(signal.SIGKILL)
        shown += process.stdout.readlines()
    return [line for line in shown if line.endswith("\n")]
