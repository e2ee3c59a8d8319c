"""Ours, given the jobs of `driving.py`."""

from __future__ import annotations

import gc
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from driving import EDITS, drive

import engine.model.record
import engine.model.story
import engine.saves.resume  # noqa: F401  (what opening needs and finding a place, like all else)
from engine.app.shelf import open_folder
from engine.play import Playthrough, begin, take, view
from engine.saves import Saves

if TYPE_CHECKING:
    from engine.play import Book, Offer

SEED = 1


class Marginalia:
    """A playthrough that is replaced by the next."""

    deepest = 100
    undoes = False

    def __init__(self) -> None:
        self._book: Book
        self._at: Playthrough
        self._saves: Saves | None = None
        self._open: list[Offer] = []

    def load(self, path: str) -> None:
        """Open the book as the reader does: from the copy of an earlier time, if there is one."""
        opened = open_folder(Path(path), Path(os.environ["MARGINALIA_CACHE"], "copies"))
        if opened.book is None:
            raise AssertionError("the story cannot be played")
        gc.freeze()
        self._book = opened.book
        self.restart()

    def page(self) -> tuple[str, list[str]]:
        """The page's words."""
        page, offers, choices = view(self._at), [], []
        for offer in page.offers:
            if offer.locked is None:
                offers.append(offer)
                choices.append(offer.text.text)
        self._open = offers
        return "\n".join([paragraph.text for paragraph in page.paragraphs]), choices

    def choose(self, number: int) -> None:
        """Take the choice of that number."""
        self._at = take(self._at, self._open[number].id)

    def restart(self) -> None:
        """A new playthrough; the old one is let go, as a reader's would be."""
        self._at = begin(self._book, SEED)

    def keep(self, path: str) -> None:
        """As the reader's own place is kept, after each choice."""
        self._saves = self._saves or Saves(Path(path))
        self._saves.keep(self._at)

    def restore(self, path: str) -> None:
        """As the next process finds it."""
        with Saves(Path(path)) as saves:
            found = saves.resume(self._book)
        if found is None:
            raise AssertionError("nothing was kept")
        self._at = found.playthrough

    def undo(self) -> None:
        """Back one choice."""
        if self._at.previous is None:
            raise AssertionError("there is nothing to undo")
        self._at = self._at.previous


def recheck(path: str) -> dict:
    """Check, then edit one scene and check again, some times."""
    from engine.check import check  # noqa: PLC0415  (the other jobs do not need it)

    home, memory = Path(path), {}
    check([home], memory=memory)
    edited, runs = home / "scenes" / "s7.yaml", []
    before = edited.read_text("utf-8")
    try:
        for number in range(EDITS):
            edited.write_text(before.replace("Asleep", f"Awake {number}"), "utf-8")
            begun = time.perf_counter()
            check([home], memory=memory)
            runs.append(time.perf_counter() - begun)
    finally:
        edited.write_text(before, "utf-8")
    return {"runs": runs}


def explore(path: str) -> dict:
    """Visit every state that a reader can come to, as the proof of `engine check` does."""
    from engine.explore.machine import make_machine  # noqa: PLC0415
    from engine.explore.search import Bound, search  # noqa: PLC0415
    from engine.load import load  # noqa: PLC0415  (a book that was opened before is not read)

    story = load(Path(path)).story
    if story is None:
        raise AssertionError("the story cannot be played")
    begun = time.perf_counter()
    found = search(make_machine(story), Bound())
    seconds = time.perf_counter() - begun
    return {"states": len(found.states) / seconds, "choices": len(found.sources) / seconds}


if __name__ == "__main__":
    drive(Marginalia(), sys.argv[1:], recheck=recheck, explore=explore)
