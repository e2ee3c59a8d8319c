"""From the command to the first readable page, beside a bare two-pane Textual app.

    .venv/bin/python bench/start.py [RUNS] [--json]

Each is started in a real pseudo-terminal of 120 by 40 and timed until its words are there:
the app, a book of the shelf, and a generated story of 10,000 scenes. They take turns, so that
a busy machine slows all alike. What is told of a book is a start of one that was opened
before: the first time, its files are read and checked.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from book import beginning, opening, prose
from figures import OURS, Figure, tell
from generated import write
from terminal import desk, play, running

BARE = """
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Static

class Bare(App):
    def compose(self):
        with Horizontal():
            yield Static("The fence along the works has gone.", markup=False)
            yield Static("This is invented.", markup=False)

Bare().run()
"""
RUNS = 11
SCENES = 10_000
SETTLED = 2.5
"""Seconds after which the system's word is taken that a file has not changed."""


def started(command: list[str], words: str, environment: dict[str, str]) -> float:
    """Milliseconds from the command to the words on its terminal."""
    with running(command, environment) as terminal:
        return terminal.shows(words) * 1000


def measure(runs: int) -> list[Figure]:
    """Start each so often, in turns."""
    with desk() as environment, tempfile.TemporaryDirectory() as folder:
        many = write(Path(folder), SCENES)
        page = (many / "scenes" / "s0.yaml").read_text("utf-8").partition("text: |")[2]
        words = opening(prose(beginning()[0])), opening(page)
        time.sleep(SETTLED)
        starts = (
            ("a bare two-pane app", [sys.executable, "-c", BARE], "fence"),
            ("the first page of a book", play("the-network", "--seed", "1"), words[0]),
            ("the first page of a book", play(str(many), "--seed", "1"), words[1]),
        )
        for _, command, word in starts:
            started(command, word, environment)
        times = [[started(c, word, environment) for _, c, word in starts] for _ in range(runs)]
    bare, book, long = zip(*times, strict=True)
    return [
        Figure("the first page of a book", OURS, "ms", list(book)),
        Figure("the first page of a book", OURS, "ms", list(long), SCENES),
        Figure("the first page of a book", "a bare two-pane app", "ms", list(bare)),
    ]


def main(words: list[str]) -> None:
    """Measure and print."""
    numbers = [int(word) for word in words if word.isdecimal()]
    figures = measure(numbers[0] if numbers else RUNS)
    tell(figures, words)
    if "--json" not in words:
        book, long, bare = (figure.runs for figure in figures)
        for name, one, other in (
            ("book to app", book, bare),
            ("10,000 scenes to book", long, book),
        ):
            ratio = statistics.median(a / b for a, b in zip(one, other, strict=True))
            print(f"ratio, median of turns, {name}: {ratio:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
