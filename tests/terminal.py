"""A command in a real pseudo-terminal, left open while a test goes on."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LONGEST = 30.0
"""Seconds after which what is waited for will not come."""


class Terminal:
    """A command in a terminal of 120 by 40."""

    def __init__(self, command: Sequence[str], cwd: Path, environment: dict[str, str]) -> None:
        import fcntl  # noqa: PLC0415  (there is none on Windows)
        import pty  # noqa: PLC0415  (the same)
        import termios  # noqa: PLC0415  (the same)

        self.terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self.program = subprocess.Popen(
            command, cwd=cwd, env={**environment, "TERM": "xterm-256color"},
            stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    def press(self, keys: str) -> None:
        """Type something."""
        os.write(self.terminal, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until some words have been written."""
        seen, until = b"", time.monotonic() + LONGEST
        while words.encode() not in seen:
            assert time.monotonic() < until, f"{words!r} does not come"
            if select.select([self.terminal], [], [], 0.1)[0]:
                seen += os.read(self.terminal, 65536)

    def leave(self, keys: str = "q") -> int:
        """Leave with a key; the exit status."""
        self.press(keys)
        until = time.monotonic() + LONGEST
        while self.program.poll() is None:
            assert time.monotonic() < until, "it does not end"
            if select.select([self.terminal], [], [], 0.05)[0]:
                with suppress(OSError):
                    os.read(self.terminal, 65536)
        os.close(self.terminal)
        return self.program.returncode
