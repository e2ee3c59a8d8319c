"""The memory of the reader after two hundred pages.

    .venv/bin/python bench/memory.py [PAGES] [--json]

A book is read in a real pseudo-terminal, its margin open and each place kept; from an ending
the reader goes some pages back, and on by another way. What the process holds is asked of the
system at the first page and at the last.
"""

from __future__ import annotations

import sys
from itertools import count, islice
from typing import TYPE_CHECKING

from book import beginning, opening, prose
from figures import OURS, Figure, tell
from terminal import desk, play, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.play.playthrough import Playthrough

PAGES = 200
BACK = 12
"""Pages that are gone back from an ending."""
CALM = 0.1


def keys(at: Playthrough) -> Iterator[str]:
    """What to press from a page on, a key a page: each time the next of the open choices."""
    from engine.play import take, view  # noqa: PLC0415  (bench is run from its own folder)

    for number in count():
        offers = view(at).offers
        ways = [place for place, offer in enumerate(offers, 1) if offer.locked is None]
        if ways:
            way = ways[number % len(ways)]
            at = take(at, offers[way - 1].id)
            yield str(way)
        for _ in range(0 if ways else BACK):
            at = at.previous or at
            yield "u"


def measure(pages: int) -> list[Figure]:
    """Read, and ask the system."""
    at, _ = beginning()
    with (
        desk() as environment,
        running(play("the-network", "--seed", "1"), environment) as terminal,
    ):
        terminal.shows(opening(prose(at)))
        terminal.rest(CALM)
        first = terminal.memory()
        for key in islice(keys(at), pages):
            terminal.press(key)
            terminal.rest(CALM)
        last = terminal.memory()
    return [
        Figure("memory of the reader at its first page", OURS, "MB", [first]),
        Figure(f"memory of the reader after {pages} pages", OURS, "MB", [last]),
    ]


def main(words: list[str]) -> None:
    """Measure and print."""
    numbers = [int(word) for word in words if word.isdecimal()]
    tell(measure(numbers[0] if numbers else PAGES), words)


if __name__ == "__main__":
    main(sys.argv[1:])
