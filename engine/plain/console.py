"""The console of plain mode: input and output, line by line."""

from __future__ import annotations

import codecs
import io
import os
import select
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from engine.plain.text import MEASURE, NARROWEST, clean, spell, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.plain.text import Line

PROMPT = "Your turn: "
LONGEST = 200
"""Characters of a line that are looked at: nothing that can be typed here is longer."""

STILL = 100
"""Lines in a row that move nothing, after which a pipe is not read on: it may never end."""

COULD_NOT = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
"""Exit statuses, as shells count them."""

SPELL = "engine.plain"
codecs.register_error(SPELL, spell)


class Console:
    """Where the story is printed, and where the reader types.

    Attributes:
        piped: Whether the input is not a terminal.
    """

    def __init__(self, stdin: TextIO, stdout: TextIO) -> None:
        self._stdin, self._stdout = stdin, stdout
        self.piped = not _is_terminal(stdin)
        self._prompts = not self.piped and _is_terminal(stdout)
        self._columns = _columns(stdout)
        _tolerate(stdin, "replace")
        _tolerate(stdout, SPELL)

    def set_to(self, measure: int) -> None:
        """Set lines no longer than so many columns, where a person reads them."""
        if not self.piped:
            self._columns = _columns(self._stdout, measure)

    def say(self, lines: Iterable[Line]) -> None:
        """Print paragraphs. Everything that is printed goes through here, and so the gate."""
        for line in lines:
            for printed in wrap(line, self._columns):
                self._stdout.write(f"{printed}\n")

    def ask(self) -> str | None:
        """What the reader types next, without the space around it; nothing at the end."""
        self.prompt()
        return self.typed()

    def prompt(self) -> None:
        """Say on a terminal that it is the reader's turn."""
        if self._prompts:
            self._stdout.write(PROMPT)
        self._stdout.flush()

    def wait(self, seconds: float) -> bool:
        """Wait so long for a line on a terminal; whether there is something to read.

        Where that cannot be known there is: a pipe and a file are read without waiting.
        """
        if self.piped:
            return True
        try:
            return bool(select.select([self._stdin], [], [], seconds)[0])
        except (OSError, ValueError):
            return True

    def typed(self) -> str | None:
        """The line that is typed, without the space around it; nothing at the end."""
        typed = self._read()
        if self._prompts and typed is None:
            self._stdout.write("\n")
        return None if typed is None else typed.strip()

    def _read(self) -> str | None:
        try:
            typed = rest = self._stdin.readline(LONGEST)
            while rest and not rest.endswith("\n"):  # the rest of a long line is let go
                rest = self._stdin.readline(LONGEST)
        except UnicodeError:
            return clean("\x00")
        except (OSError, ValueError):  # the terminal has gone, or was closed
            return None
        return typed or None

    def finish(self, work: Callable[[], int], farewell: Callable[[], Iterable[Line]]) -> int:
        """Work to the end, whatever ends it, and say how as an exit status.

        Args:
            work: What prints and asks.
            farewell: What to say when the reader interrupts it.
        """
        try:
            try:
                status = work()
            except KeyboardInterrupt:
                self._stdout.write("\n")
                self.say(farewell())
                status = INTERRUPTED
            self._stdout.flush()
        except BrokenPipeError:
            self._abandon()
            return CLOSED_PIPE
        except OSError as error:
            self._abandon()
            sys.stderr.write(f"engine: the output cannot be written: {error.strerror}\n")
            return COULD_NOT
        return status

    def _abandon(self) -> None:
        """Write to nowhere from now on: what is still buffered must not fail again at the exit."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stdout.fileno())
            os.close(nowhere)


def _is_terminal(stream: TextIO) -> bool:
    with suppress(ValueError):
        return stream.isatty()
    return False


def _columns(stdout: TextIO, measure: int = MEASURE) -> int:
    """The measure; less on a narrow terminal."""
    if not _is_terminal(stdout):
        return measure
    with suppress(OSError, ValueError):
        width = os.get_terminal_size(stdout.fileno()).columns
        return max(NARROWEST, min(measure, width)) if width else measure
    return measure


def _tolerate(stream: TextIO, errors: str) -> None:
    """Never fail on a character that a stream's encoding lacks."""
    # A stream that the shelf has read from already cannot be changed again, nor need it be.
    if isinstance(stream, io.TextIOWrapper) and stream.errors != errors:
        stream.reconfigure(errors=errors)
