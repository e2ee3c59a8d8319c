"""Whether the terminal has been closed."""

from __future__ import annotations

import select
import sys

LOOK = 2.0
"""Seconds between two looks: Textual itself does not notice that a terminal has gone."""


def is_gone() -> bool:
    """Whether the terminal that is typed at has been closed: nobody reads on, and nobody can."""
    if sys.__stdin__ is None or not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(sys.__stdin__, 0)
    return any(event & select.POLLHUP for _, event in poll.poll(0))
