"""From the command to the first readable page, beside a bare two-pane Textual app.

    .venv/bin/python bench/start.py [RUNS]

Each is started in a real pseudo-terminal of 120 by 40 and timed until its words are there;
the two take turns, so that a busy machine slows both alike. Prints medians in milliseconds
with their spread, and the ratio.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BARE = """
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Static

class Bare(App):
    def compose(self):
        with Horizontal():
            yield Static("The fence along the works has gone.", markup=False)
            yield Static("This is invented.", markup=False)

Bare().run()
"""
LONGEST = 20.0
"""Seconds after which a start has failed."""


def started(command: list[str], words: bytes, environment: dict[str, str]) -> float:
    """Seconds from the command to the words on its terminal."""
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execve(command[0], command, environment)  # noqa: S606  (the program measured)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while words not in seen and time.perf_counter() - begun < LONGEST:
        if select.select([terminal], [], [], 0.05)[0]:
            seen += os.read(terminal, 65536)
    taken = time.perf_counter() - begun
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return taken


def told(name: str, times: list[float]) -> str:
    """A line of the report."""
    best, worst = min(times) * 1000, max(times) * 1000
    return f"{name:<28} {statistics.median(times) * 1000:6.0f} ms  ({best:.0f} to {worst:.0f})"


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "MARGINALIA_DATA": folder,
            "MARGINALIA_CACHE": folder,
            "MARGINALIA_CONFIG": folder,
        }
        bare = [sys.executable, "-c", BARE]
        ours = [sys.executable, "-m", "engine", "play", "the-network", "--seed", "1"]
        started(ours, b"drum", environment)  # fills the memory of shapes, as any second start
        pairs = [
            (started(bare, b"fence", environment), started(ours, b"drum", environment))
            for _ in range(runs)
        ]
    print(told("a bare two-pane app", [pair[0] for pair in pairs]))
    print(told("the first page of a book", [pair[1] for pair in pairs]))
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    print(f"{'ratio, median of pairs':<28} {ratio:6.2f}")


if __name__ == "__main__":
    main()
