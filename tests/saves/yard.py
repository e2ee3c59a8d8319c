"""A small book, written out for a test and edited between two readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.load import load
from engine.play import Book, Playthrough, begin, make_book, take
from engine.saves import Resumed, Saves

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STORY = """\
format: 1
story: the-yard
title: The Yard
author: Nobody
summary: A yard in winter.
start: gate
state:
  order:     {type: integer, minimum: 0, maximum: 10, default: 3, label: Order, show: gauge}
  figures:   {type: enum, values: [unsent, honest, rounded], default: unsent}
  owed:      {type: set, values: [promise, vote]}
  inspected: {type: boolean, default: false}
  grain:     {type: integer, minimum: 0, maximum: 99, default: 0}
endings:
  quiet: {title: Quiet, summary: Nothing moves.}
  moving: {title: Moving, summary: The trains run.}
"""

GATE = """\
scene: gate
title: At the gate
date: {os: 1918-01-15}
place: Moscow, the goods yard
moments:
  cold:
    standing: invented
    text: The gate is frozen shut.
    record: silent
    choices:
      - id: knock
        text: Knock.
        effects: [order += 1]
        goto: watchman
      - id: climb
        text: Climb over.
        effects:
          - inspected = true
          - grain += random(1, 6)
        goto: yard
      - id: wait
        text: Wait for the shift.
        goto: cold
  watchman:
    standing: invented
    text: A watchman asks for papers.
    record: silent
    choices:
      - id: papers
        text: Show them.
        effects: [figures = honest]
        goto: yard
      - id: promise
        text: Promise him bread.
        effects: [owed += promise]
        detour: hut
        goto: yard
"""

HUT = """\
scene: hut
title: The hut
date: {os: 1918-01-15}
place: Moscow, the watchman's hut
moments:
  stove:
    standing: invented
    text: The stove is out.
    record: silent
    goto: leave
  leave:
    standing: invented
    text: He locks the door behind you.
    record: silent
    return: true
"""

YARD = """\
scene: yard
title: The yard
date: {os: 1918-01-16}
place: Moscow, the goods yard
moments:
  rails:
    standing: invented
    text:
      - Snow lies on the rails.
      - if: visited(hut)
        text: Smoke hangs over the hut.
    record: silent
    choices:
      - id: count
        text: Count the wagons.
        once: true
        effects: [order += 2]
        goto: rails
      - id: sweep
        text: Have the rails swept.
        requires: order >= 4
        locked: Nobody would obey.
        goto: moving
      - id: back
        text: Go back to the gate.
        goto: gate
      - id: sleep
        text: Sleep in a wagon.
        goto: quiet
  moving:
    standing: invented
    text: A whistle. The wagons jolt.
    record: silent
    ending: moving
  quiet:
    standing: invented
    text: Snow covers the wagon.
    record: silent
    ending: quiet
"""

FILES = {
    "story.yaml": STORY,
    "scenes/gate.yaml": GATE,
    "scenes/hut.yaml": HUT,
    "scenes/yard.yaml": YARD,
}


FIRST_WORDS = {
    "gate/cold": "The gate is frozen shut.",
    "gate/watchman": "A watchman asks for papers.",
    "yard/rails": "Snow lies on the rails.",
    "yard/moving": "A whistle.",
    "yard/quiet": "Snow covers the wagon.",
}
COUNTED = (
    *((words, f"{words} Turn {{turns()}}.") for words in FIRST_WORDS.values()),
    ("detour: hut\n        goto: yard", "goto: yard"),
)
"""Edits with which each page says how many choices led to it, and every page is a choice's."""


def write(folder: Path, *edits: tuple[str, str], names: Mapping[str, str] | None = None) -> Path:
    """Write the book under a folder, with each edit (old words, new words) made somewhere.

    `names` gives files another name.
    """
    book = folder / "the-yard"
    (book / "scenes").mkdir(parents=True, exist_ok=True)
    texts = dict(FILES)
    for old, new in edits:
        name = next(name for name, text in texts.items() if old in text)
        texts[name] = texts[name].replace(old, new)
    for known, text in texts.items():
        name = (names or {}).get(known, known)
        if name != known:
            (book / known).unlink(missing_ok=True)
        if text.strip():
            (book / name).write_text(text, encoding="utf-8")
        else:
            (book / name).unlink(missing_ok=True)
    return book


def read(folder: Path, *edits: tuple[str, str], names: Mapping[str, str] | None = None) -> Book:
    """The book, with edits made, ready to play."""
    story = load(write(folder, *edits, names=names)).story
    assert story is not None
    return make_book(story)


def play(book: Book, *choices: str, seed: int = 7) -> Playthrough:
    """The playthrough that some choices lead to."""
    at = begin(book, seed)
    for choice in choices:
        at = take(at, choice)
    return at


def resume(path: Path, book: Book, slot: str = "auto") -> Resumed:
    """What a later start finds."""
    with Saves(path) as saves:
        found = saves.resume(book, slot)
    assert found is not None
    return found
