"""From the key of a choice to the painted page, its margin full and its place kept.

    .venv/bin/python bench/key.py [RUNS] [--json]

In a real pseudo-terminal of 120 by 40: the page is turned to one with a long margin, and the
time taken until the last word of its prose and of the margin are drawn; then one choice is
undone, and all again. Beside it, a bare Textual app that updates two Statics with the very
words of the same two pages.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from figures import OURS, Figure, tell
from terminal import ROOT, desk, play, running

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
BOOK = ROOT / "story" / "the-network"
WAY = ("stay-dark", "continue")
BEFORE, AFTER = ("Zuyev", "strap"), ("minutes", "veterans")
"""Words at the foot of the page and of the margin, before the key and after it."""
RUNS = 41
CALM = 0.3
"""Seconds without a change after which a page has come to rest."""


def pages() -> list[tuple[str, str]]:
    """The words of the two pages, each with those of its margin."""
    from engine.app.shelf import open_folder  # noqa: PLC0415  (bench is run from its own folder)
    from engine.play import begin, take, view  # noqa: PLC0415
    from engine.record.margin import margin  # noqa: PLC0415

    opened = open_folder(BOOK)
    if opened.book is None:
        raise SystemExit("the book cannot be read")
    at, told = begin(opened.book, 1), []
    for choice in WAY:
        at = take(at, choice)
        page = view(at)
        beside = margin(page, opened.library)
        cards = (card for group in beside.groups for card in group.cards)
        words = [page.paragraphs, (offer.text for offer in page.offers)]
        prose = "\n\n".join(one.text for part in words for one in part)
        says = [
            f"{c.claim.says}\n{c.claim.speaker}\n{c.source.short}\n{c.citation.note}" for c in cards
        ]
        told.append((prose, "\n\n".join([beside.standing, *says, beside.note])))
    return told


def pressed(command: list[str], environment: dict[str, str], first: str, runs: int) -> list[float]:
    """Milliseconds from each key to its page."""
    times = []
    with running(command, environment) as terminal:
        terminal.shows(first)
        terminal.rest(CALM)
        if first == "drum":
            terminal.press("1")
            terminal.shows(*BEFORE)
            terminal.rest(CALM)
        for _ in range(runs):
            terminal.press("1")
            times.append(terminal.shows(*AFTER) * 1000)
            terminal.rest(CALM)
            terminal.press("u")
            terminal.shows(*BEFORE)
            terminal.rest(CALM)
    return times


def measure(runs: int) -> list[Figure]:
    """Press the keys of each."""
    with desk() as environment, tempfile.TemporaryDirectory() as folder:
        words = Path(folder) / "pages.json"
        words.write_text(json.dumps(pages()), "utf-8")
        ours = pressed(play("the-network", "--seed", "1"), environment, "drum", runs)
        bare = pressed([sys.executable, "-c", BARE, str(words)], environment, "Zuyev", runs)
    name = "a choice, key to painted page"
    return [Figure(name, OURS, "ms", ours), Figure(name, "a bare two-pane app", "ms", bare)]


def main(words: list[str]) -> None:
    """Measure and print."""
    numbers = [int(word) for word in words if word.isdecimal()]
    tell(measure(numbers[0] if numbers else RUNS), words)


if __name__ == "__main__":
    main(sys.argv[1:])
