"""The streams of a command: data to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.document.finding import Finding

FOUND = 1
"""Exit status: errors were found."""
COULD_NOT = 2
"""Exit status: the command could not run."""
ABORTED = 130
"""Exit status of a program that was interrupted, as shells count it."""
CLOSED_PIPE = 141
"""Exit status of a program whose reader has gone, as shells count it."""


def fail(message: str) -> NoReturn:
    """Say in one sentence why a command cannot run."""
    tell(f"engine: {visible_line(message)}")
    sys.exit(COULD_NOT)


def show(findings: Iterable[Finding], texts: Mapping[str, str]) -> None:
    """Show findings with their frames on standard error."""
    from engine.check.report import text  # noqa: PLC0415  (only where there is something wrong)

    for frame in text.render(findings, texts, colour=colour(sys.stderr)):
        tell(f"{frame}\n")


def tell(line: str) -> None:
    """Say something on standard error."""
    import click  # noqa: PLC0415  (a page that is shown has nothing else to tell)

    click.echo(line, err=True)


def say(words: str, stream: TextIO | None = None) -> None:
    """Write lines to standard output or another stream, so that they are there at once."""
    stream = stream or sys.stdout
    if not _is_utf8():
        import click  # noqa: PLC0415  (which knows what to do with letters that have no place)

        click.echo(words, stream)
        return
    stream.write(f"{words}\n")
    stream.flush()


def _is_utf8() -> bool:
    """Whether what is written to standard output may hold any letter."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def colour(stream: object) -> bool:
    """Whether a stream is a terminal whose reader wants colours."""
    is_terminal = bool(getattr(stream, "isatty", lambda: False)())
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_screen() -> bool:
    """Whether there is a terminal that can hold a screen, and a reader who wants one."""
    if not (sys.stdin and sys.stdout and sys.stderr):
        return False
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and sys.stderr.isatty()  # Textual writes to it
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("ACCESSIBLE")
        and _is_utf8()
    )
