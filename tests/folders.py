"""Small stories, written where a test wants them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from engine.load import load
from engine.play import make_book

if TYPE_CHECKING:
    from pathlib import Path

    from engine.load import Loaded
    from engine.play import Book

STORY = """\
    format: 1
    story: hall
    title: The Hall
    summary: A hall with a door.
    start: hall
    library: seeds
    state:
      lamps: {type: integer, minimum: 0, maximum: 3, default: 1, label: Lamps, show: gauge}
      door: {type: enum, values: [shut, open]}
    people:
      anna: {name: Anna, real: false}
    endings:
      out: {title: Out}
    """

HALL = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15}
    place: Moscow
    moments:
      dark:
        standing: invented
        text: It is dark.
        record: silent
        choices:
          - id: light
            text: Light a lamp.
            effects: [lamps += 1]
            goto: dark
          - id: open
            text: Open the door.
            requires: lamps >= 2
            locked: You cannot see the door.
            effects: [door = open]
            goto: yard
    """

YARD = """\
    scene: yard
    title: The yard
    date: {text: later}
    place: Moscow
    moments:
      snow:
        standing: altered
        text:
          - There is snow.
          - if: door == open
            text: Behind you the door stands open.
        record:
          - {claim: letters/snow, bearing: context}
        ending: out
    """

LETTERS = """\
    source: letters
    kind: primary
    csl: {type: book, title: Letters, issued: 1930}
    short: Letters
    leaning: A family's letters.
    claims:
      snow:
        says: It snowed.
        speaker: Anna
        page: 12
        chain: [letters]
        date: {text: January 1918, from: 1918-01, to: 1918-01}
        verdict: sound
    """

FILES = {
    "story.yaml": STORY,
    "scenes/hall.yaml": HALL,
    "scenes/yard.yaml": YARD,
    "seeds/letters.yaml": LETTERS,
}


def write(folder: Path, **changed: str) -> Path:
    """Write the small story, with some of its files changed: ``hall=...``, ``story=...``.

    A name that is not a file of the story yet becomes a scene. Text is dedented.
    """
    files = dict(FILES)
    names = {"story": "story.yaml", "letters": "seeds/letters.yaml"}
    for name, text in changed.items():
        special = f"seeds/{name}.yaml" if name in ("conflicts", "people") else None
        files[names.get(name) or special or f"scenes/{name}.yaml"] = text
    home = folder / "hall"
    for name, text in files.items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), "utf-8")
    return home


def loaded(folder: Path, **changed: str) -> Loaded:
    """Write and load the small story."""
    return load(write(folder, **changed))


def book(folder: Path, **changed: str) -> Book:
    """Write, load and make ready the small story, which must have no finding."""
    found = loaded(folder, **changed)
    assert not found.findings, found.findings
    assert found.story is not None
    return make_book(found.story)
