"""From a save in the author's editor to the changed page of `engine play --watch`.

    .venv/bin/python bench/watch.py [SCENES] [RUNS] [--json]

A generated story is played in a real pseudo-terminal of 120 by 40. The scene on the page is
saved again and again with other words, with a mistake, and mended; each is timed from the save
to the words on the terminal, in milliseconds, the wait for the next look at the files included.
The promise is a changed page within 500 ms at 1,000 scenes.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

from figures import OURS, Figure, tell
from generated import write

ROOT = Path(__file__).resolve().parents[1]
SCENES, RUNS = 1_000, 15
PATIENCE = 60.0
"""Seconds after which what is waited for will not come."""
BETWEEN = 0.17
"""Seconds between two saves: no multiple of the pause between two looks."""
OPENED = b"A draft: no place is kept."


class Terminal:
    """A draft being played."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            command = [sys.executable, "-m", "engine", "play", str(home), "--watch"]
            os.execve(command[0], command, environment)  # noqa: S606  (the program measured)
        size = struct.pack("HHHH", 40, 120, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def wait_for(self, words: bytes) -> None:
        """Read on until some words have been written."""
        seen, until = b"", time.perf_counter() + PATIENCE
        while words not in seen:
            if time.perf_counter() > until:
                raise TimeoutError(f"{words!r} does not come")
            if select.select([self.terminal], [], [], 0.05)[0]:
                seen += os.read(self.terminal, 65536)

    def rest(self, seconds: float) -> None:
        """Read what comes for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                os.read(self.terminal, 65536)

    def leave(self) -> int:
        """Leave it as a person does; its exit status."""
        os.write(self.terminal, b"q")
        self.wait_for(b"\x1b[?1049l")
        status = os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
        os.close(self.terminal)
        return status


def measure(home: Path, runs: int, environment: dict[str, str]) -> dict[str, list[float]]:
    """Save and wait, again and again."""
    terminal = Terminal(home, environment)
    terminal.wait_for(OPENED)
    file = home / "scenes" / "s0.yaml"
    whole = file.read_text("utf-8")

    def saved(text: str, words: str) -> float:
        terminal.rest(BETWEEN)
        begun = time.perf_counter()
        file.write_text(text, "utf-8")
        terminal.wait_for(words.encode())
        return (time.perf_counter() - begun) * 1000

    found: dict[str, list[float]] = {"a save to its page": [], "a mistake to its frame": []}
    for number in range(runs):
        changed = whole.replace("      - |\n        ", f"      - |\n        Edition{number}. ", 1)
        found["a save to its page"].append(saved(changed, f"Edition{number}."))
        wrong = changed.replace("goto: s1\n", f"goto: nowhere{number}\n", 1)
        found["a mistake to its frame"].append(saved(wrong, f'is named "nowhere{number}"'))
    if status := terminal.leave():
        raise RuntimeError(f"it ended with status {status}")
    return found


def main(words: list[str]) -> None:
    """Measure and print."""
    given = [int(word) for word in words if word.isdigit()]
    count, runs = (*given, *(SCENES, RUNS)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        home = write(Path(folder), count)
        own = {f"MARGINALIA_{what}": f"{folder}/own" for what in ("DATA", "CACHE", "CONFIG")}
        found = measure(home, runs, {**os.environ, **own, "TERM": "xterm-256color"})
    tell([Figure(what, OURS, "ms", times, count) for what, times in found.items()], words)


if __name__ == "__main__":
    main(sys.argv[1:])
