"""From the key of a choice to the painted page, its margin full and its place kept.

    .venv/bin/python bench/key.py [RUNS] [--json]

In a real pseudo-terminal of 120 by 40: the page is turned to one with a margin, and the time
taken until the last of its words are drawn, which two tries before have shown; then one choice
is undone, and all again. Beside it, a bare Textual app that updates two Statics with the very
words of the same two pages.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from book import beginning, opening
from figures import OURS, Figure, tell
from terminal import desk, play, running

BARE = """
import json, sys
from textual.app import App
from textual.containers import Horizontal
from textual.widgets import Static

PAGES = json.loads(open(sys.argv[1], encoding="utf-8").read())

class Bare(App):
    CSS = "Static { width: 1fr; }"

    def compose(self):
        with Horizontal():
            yield Static(PAGES[0][0], markup=False, id="page")
            yield Static(PAGES[0][1], markup=False, id="margin")

    def on_key(self, event):
        page, margin = PAGES[event.key == "1"]
        with self.batch_update():
            self.query_one("#page").update(page)
            self.query_one("#margin").update(margin)

Bare().run()
"""
TURNS = 2
"""So many keys are pressed from the first page of the book: the last is measured."""
PRACTICE = 2
LAST = 3
"""So many of the last words that are drawn must have come: a page is drawn from its top."""
RUNS = 41
CALM = 0.3
"""Seconds without a change after which a page has come to rest."""


def pages() -> list[tuple[str, str]]:
    """The words of the first page, and of those before and after the key, each with its margin."""
    from engine.play import take, view  # noqa: PLC0415  (bench is run from its own folder)
    from engine.record.margin import margin  # noqa: PLC0415

    (at, library), told = beginning(), []
    for turn in range(TURNS + 1):
        page = view(at)
        beside = margin(page, library)
        cards = (card for group in beside.groups for card in group.cards)
        words = [page.paragraphs, (offer.text for offer in page.offers)]
        prose = "\n\n".join(one.text for part in words for one in part)
        says = [
            f"{c.claim.says}\n{c.claim.speaker}\n{c.source.short}\n{c.citation.note}" for c in cards
        ]
        told.append((prose, "\n\n".join([beside.standing, *says, beside.note])))
        if turn < TURNS:
            at = take(at, page.offers[0].id)
    return told


def pressed(
    command: list[str], environment: dict[str, str], first: str, turns: int, runs: int
) -> list[float]:
    """Milliseconds from each key to its page; twice before, to know what is drawn each time."""
    times, drawn_before = [], []
    with running(command, environment) as terminal:
        terminal.shows(first)
        for _ in range(turns - 1):
            terminal.rest(CALM)
            terminal.press("1")
        for run in range(runs + PRACTICE):
            terminal.rest(CALM)
            terminal.press("1")
            if run < PRACTICE:
                drawn_before.append(drawn(terminal.rest(CALM)))
            else:
                again = [word for word in drawn_before[-1] if word in drawn_before[0]]
                times.append(terminal.shows(*again[-LAST:]) * 1000)
            terminal.rest(CALM)
            terminal.press("u")
    return times


def drawn(written: bytes) -> list[str]:
    """The words that were drawn, in order."""
    plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"\n", written)
    return [word.decode() for word in re.findall(rb"[A-Za-z]{4,}", plain)]


def measure(runs: int) -> list[Figure]:
    """Press the keys of each."""
    first, *both = pages()
    starts = [opening(page) for page, _ in (first, both[0])]
    with desk() as environment, tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "pages.json"
        words.write_text(json.dumps(both), "utf-8")
        book, plain = play("the-network", "--seed", "1"), [sys.executable, "-c", BARE, str(words)]
        ours = pressed(book, environment, starts[0], TURNS, runs)
        bare = pressed(plain, environment, starts[1], 1, runs)
    name = "a choice, key to painted page"
    return [Figure(name, OURS, "ms", ours), Figure(name, "a bare two-pane app", "ms", bare)]


def main(words: list[str]) -> None:
    """Measure and print."""
    numbers = [int(word) for word in words if word.isdecimal()]
    tell(measure(numbers[0] if numbers else RUNS), words)


if __name__ == "__main__":
    main(sys.argv[1:])
