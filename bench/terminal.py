"""A program in a real pseudo-terminal, and what it takes it to show something."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 60.0
"""Seconds after which a program has failed."""
KIBI = 1024
SIZE = (120, 40)
"""Columns and lines, where nothing else is said."""


class Terminal:
    """A program that draws on it."""

    def __init__(
        self, command: list[str], environment: dict[str, str], size: tuple[int, int] = SIZE
    ) -> None:
        """Start it."""
        self.begun = time.perf_counter()
        self.child, self._file = pty.fork()
        if self.child == 0:
            os.chdir(ROOT)
            os.execve(command[0], command, environment)  # noqa: S606  (the program measured)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(size), 0, 0))

    def shows(self, *words: str) -> float:
        """Seconds from the start, or from the last key, until all the words were drawn."""
        seen, wanted = b"", [word.encode() for word in words]
        while not all(word in seen for word in wanted):
            if time.perf_counter() - self.begun > LONGEST:
                raise TimeoutError(f"{words} never came")
            seen += self._read(0.05)
        return time.perf_counter() - self.begun

    def rest(self, seconds: float) -> bytes:
        """Wait until nothing has been drawn for so long; what was drawn until then."""
        written = b""
        while found := self._read(seconds):
            written += found
        return written

    def press(self, key: str) -> None:
        """Press a key."""
        self.begun = time.perf_counter()
        os.write(self._file, key.encode())

    def memory(self) -> float:
        """What it holds of the machine's memory, in MB."""
        told = subprocess.check_output(["ps", "-o", "rss=", "-p", str(self.child)])
        return int(told) / KIBI

    def close(self) -> None:
        """End it."""
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._file)

    def _read(self, seconds: float) -> bytes:
        if select.select([self._file], [], [], seconds)[0]:
            return os.read(self._file, 1 << 16)
        return b""


@contextmanager
def running(
    command: list[str], environment: dict[str, str], size: tuple[int, int] = SIZE
) -> Iterator[Terminal]:
    """A program that is ended afterwards."""
    terminal = Terminal(command, environment, size)
    try:
        yield terminal
    finally:
        terminal.close()


@contextmanager
def desk() -> Iterator[dict[str, str]]:
    """An environment with folders of its own, in which Python may write bytecode."""
    with tempfile.TemporaryDirectory() as folder:
        names = (f"MARGINALIA_{what}" for what in ("DATA", "CACHE", "CONFIG"))
        own = {"TERM": "xterm-256color", **dict.fromkeys(names, folder)}
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        yield kept | own


def play(*words: str) -> list[str]:
    """The command that opens a book."""
    return [sys.executable, "-m", "engine", "play", *words]
