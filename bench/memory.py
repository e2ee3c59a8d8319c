"""The memory of the reader after two hundred pages.

    .venv/bin/python bench/memory.py [PAGES] [--json]

A book is read in a real pseudo-terminal, its margin open and each place kept; at an ending it
is begun anew. What the process holds is asked of the system at the first page and at the last.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from figures import OURS, Figure, tell
from terminal import ROOT, desk, play, running

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK = ROOT / "story" / "the-network"
PAGES = 200
ANEW = "3"
"""What an ending calls to begin again."""
CALM = 0.1


def keys(pages: int) -> Iterator[str]:
    """What to press to read so many pages: each time the next of the choices that are open."""
    from engine.app.shelf import open_folder  # noqa: PLC0415  (bench is run from its own folder)
    from engine.play import begin, take, view  # noqa: PLC0415

    opened = open_folder(BOOK)
    if opened.book is None:
        raise SystemExit("the book cannot be read")
    at = begin(opened.book, 1)
    for number in range(pages):
        offers = view(at).offers
        if not offers:
            at = begin(opened.book, 1)
            yield ANEW
            continue
        ways = [place for place, offer in enumerate(offers) if offer.locked is None]
        way = ways[number % len(ways)]
        at = take(at, offers[way].id)
        yield str(way + 1)


def measure(pages: int) -> list[Figure]:
    """Read, and ask the system."""
    with (
        desk() as environment,
        running(play("the-network", "--seed", "1"), environment) as terminal,
    ):
        terminal.shows("drum")
        terminal.rest(CALM)
        first = terminal.memory()
        for key in keys(pages):
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
