"""What is written to the terminal for one key: over a slow line, that is what a reader waits for.

    .venv/bin/python bench/bytes.py [PAGES] [--json]

In a real pseudo-terminal of 80 by 24 with all colours: page after page is turned, the margin
is opened over each and closed again, then the help. Beside it, a bare Textual app of that size
whose two Statics get the words of two such pages.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from book import opening
from figures import OURS, Figure, tell
from key import BARE, pages
from terminal import desk, play, running

SIZE = (80, 24)
PAGES = 7
CALM = 0.3
"""Seconds without a change after which a page has come to rest."""
OPENED = {
    "1": "bytes of a page that is turned to",
    "m": "bytes of the margin over a page",
    "?": "bytes of the help over a page",
}
"""What a key opens, in the order of the keys."""
CLOSED = {"m": "m", "?": "\x1b"}
"""What closes it again."""


def ours(environment: dict[str, str], count: int) -> list[Figure]:
    """Turn pages, and open what can be opened over each."""
    runs: dict[str, list[float]] = {key: [] for key in OPENED}
    with running(play("the-network", "--seed", "1"), environment, SIZE) as terminal:
        terminal.shows(opening(pages()[0][0]))
        terminal.rest(CALM)
        for _ in range(count):
            for key, written in runs.items():
                terminal.press(key)
                written.append(len(terminal.rest(CALM)))
                terminal.press(CLOSED.get(key, ""))
                terminal.rest(CALM)
    return [Figure(name, OURS, "B", runs[key]) for key, name in OPENED.items()]


def bare(environment: dict[str, str], count: int) -> Figure:
    """Turn to a page and back, in the bare app."""
    runs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "pages.json"
        both = pages()[1:]
        words.write_text(json.dumps(both), "utf-8")
        with running([sys.executable, "-c", BARE, str(words)], environment, SIZE) as terminal:
            terminal.shows(opening(both[0][0]))
            terminal.rest(CALM)
            for number in range(count):
                terminal.press("0" if number % 2 else "1")
                runs.append(len(terminal.rest(CALM)))
    return Figure(OPENED["1"], "a bare two-pane app", "B", runs)


def measure(count: int) -> list[Figure]:
    """Press the keys of each."""
    with desk() as environment:
        coloured = environment | {"COLORTERM": "truecolor"}
        return [*ours(coloured, count), bare(coloured, count)]


def main(words: list[str]) -> None:
    """Measure and print."""
    numbers = [int(word) for word in words if word.isdecimal()]
    tell(measure(numbers[0] if numbers else PAGES), words)


if __name__ == "__main__":
    main(sys.argv[1:])
