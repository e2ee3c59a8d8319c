"""A real terminal, as far as a program can tell: a pseudo-terminal and what was written to it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 30.0
"""Seconds after which words that do not come will not come."""
QUIET = 0.15
"""Seconds without output after which a screen is taken to be drawn."""


class Terminal:
    """Runs `engine` with some words in a terminal of so many columns and lines.

    Attributes:
        written: Everything that the program wrote, as bytes.
    """

    def __init__(
        self, words: list[str], home: Path, environment: Mapping[str, str], columns: int, lines: int
    ) -> None:
        self.written = b""
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "engine", *words],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._ours)

    def until(self, words: str) -> None:
        """Read until the words have been written, since the last key pressed."""
        begun = len(self.written)
        until = time.monotonic() + LONGEST
        while words.encode() not in self.written[begun:]:
            assert time.monotonic() < until, self.written[begun:].decode("utf-8", "replace")
            self._read(0.1)

    def settle(self) -> None:
        """Read until nothing more is written."""
        while self._read(QUIET):
            pass

    def press(self, keys: str) -> None:
        """Type, and read what comes of it."""
        os.write(self._ours, keys.encode())
        self.settle()

    def left(self) -> int:
        """Wait until the program has ended; its exit status."""
        self.settle()
        return self._process.wait(LONGEST)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self._ours, 1 << 16)
        except OSError:  # the program has ended
            return False
        self.written += found
        return bool(found)
