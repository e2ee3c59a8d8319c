"""A command in a real pseudo-terminal, left open while a test goes on."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LONGEST = 30.0
"""Seconds after which what is waited for will not come."""
QUIET = 0.15
"""Seconds without output after which a screen is taken to be drawn."""


class Terminal:
    """A command in a terminal of so many columns and lines; it ends with the test.

    Attributes:
        program: The process.
        written: Everything that it has written, as bytes.
    """

    def __init__(
        self,
        command: Sequence[str],
        cwd: Path,
        environment: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
    ) -> None:
        import fcntl  # noqa: PLC0415  (there is none on Windows)
        import pty  # noqa: PLC0415  (the same)
        import termios  # noqa: PLC0415  (the same)

        self.written = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._terminal, inside = pty.openpty()
        columns, lines = size
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.program = subprocess.Popen(
            command, cwd=cwd, env={**environment, "TERM": "xterm-256color"},
            stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.program.poll() is None:
            os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait()
        self.close()

    def close(self) -> None:
        """Close the terminal, as a window is closed over a program that does not hear of it."""
        if self._terminal >= 0:
            os.close(self._terminal)
        self._terminal = -1

    def press(self, keys: str) -> None:
        """Type something."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until some words can be read on the screen."""
        until = time.monotonic() + LONGEST
        while words not in self.shown:
            assert time.monotonic() < until, f"{words!r} does not come:\n{self.shown}"
            self._read(0.1)

    @property
    def shown(self) -> str:
        """What can be read on the screen."""
        return "\n".join(self._screen.display)

    def settle(self) -> None:
        """Wait until nothing more is written."""
        while self._read(QUIET):
            pass

    def answer(self, keys: str) -> bytes:
        """Type something that changes the screen; what is written until it is drawn."""
        before, until = len(self.written), time.monotonic() + LONGEST
        self.press(keys)
        while not self._read(0.1):
            assert time.monotonic() < until, f"nothing comes of {keys!r}"
        self.settle()
        return self.written[before:]

    def leave(self, keys: str = "q") -> int:
        """Leave with a key; the exit status."""
        self.press(keys)
        return self.end()

    def end(self) -> int:
        """Wait until the program has ended; the exit status."""
        until = time.monotonic() + LONGEST
        while self.program.poll() is None:
            assert time.monotonic() < until, "it does not end"
            self._read(0.05)
        self.close()
        return self.program.returncode

    def _read(self, seconds: float) -> bool:
        """Read what is written within some seconds; whether there was anything."""
        if self._terminal < 0:
            time.sleep(seconds)
        elif select.select([self._terminal], [], [], seconds)[0]:
            with suppress(OSError):  # the program has ended
                found = os.read(self._terminal, 65536)
                self.written += found
                self._stream.feed(found)
                return bool(found)
        return False
