"""The terminal itself: how large it is, and whether it has been closed."""

from __future__ import annotations

import select
import sys
from contextlib import suppress

LOOK = 2.0
"""Seconds between two looks: Textual itself does not notice that a terminal has gone."""


USUAL = (24, 80)
"""Lines and columns of a terminal that does not say how many it has."""


def give_size() -> None:
    """Give a terminal that has no size the usual one, which its next change overrides.

    Textual would take two sizes for it in turns, and draw without end.
    """
    with suppress(ImportError, OSError, ValueError, AttributeError):
        import termios  # noqa: PLC0415  (there is none on Windows)

        with suppress(termios.error):
            if sys.__stdout__ is not None and 0 in termios.tcgetwinsize(sys.__stdout__):
                termios.tcsetwinsize(sys.__stdout__, USUAL)


def is_gone() -> bool:
    """Whether the terminal that is typed at has been closed: nobody reads on, and nobody can."""
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(sys.__stdin__, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))
