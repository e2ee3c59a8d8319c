"""A small book with sources that quarrel, written where a test wants it."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import folders

from engine.load.library import load_library
from engine.play import begin, make_book, take

if TYPE_CHECKING:
    from engine.model.record import Library
    from engine.play import Book, Playthrough

ROOT = Path(__file__).resolve().parents[2]

HALL = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15, text: a night in January}
    place: Moscow
    moments:
      dark:
        standing: invented
        text: It is dark.[^frost]
        record:
          - {claim: letters/frost, bearing: supports, mark: frost, note: The same night.}
        choices:
          - id: light
            text: Light a *lamp*.
            effects: [lamps += 1]
            goto: dark
            record:
              - {claim: pamphlet/no-oil, bearing: tension}
          - id: open
            text: Open the door.
            requires: lamps >= 2
            locked: You cannot see the door.
            effects: [door = open]
            goto: wait
            record:
              - {claim: pamphlet/no-snow, bearing: contradicts, shown: after}
      wait:
        standing: documented
        text: You wait.
        record: silent
        goto: yard
    """

LETTERS = """\
    source: letters
    kind: primary
    csl:
      type: book
      author: [{family: Orlova, given: Anna}, {literal: and others}]
      title: "Letters & Bills, 1918: 100% True"
      publisher-place: Paris
      publisher: "Press #1"
      edition: 2
      issued: 1930
    short: Letters 1930
    leaning: A family's letters. Printed by the family.
    reached_by: [pamphlet]
    claims:
      frost:
        id: S1-001
        says: It froze hard that night.
        speaker: Anna Orlova
        page: 12-13
        chain: [letters, pamphlet]
        date: {os: 1918-01-15}
        people: [anna, muravev]
        verdict: sound
        locator: {seed: "001", line: 2, words: It froze}
      snow:
        id: S1-002
        says: It snowed for a week.
        speaker: Anna Orlova
        chain: [letters]
        date: {text: "1927", from: 1927, to: 1927}
        verdict: disputed
        note: Nobody else says so.
        inferred: true
        quoted_to_rebut: true
        rebutted_by: [pamphlet/no-snow]
        damage: A word is lost.
        locator: {seed: "001", line: 3, words: snowed}
    """

PAMPHLET = """\
    source: pamphlet
    kind: polemic
    csl: {type: pamphlet, title: "[Against Anna]", author: [{literal: The League}]}
    short: Against Anna
    leaning: An enemy.
    claims:
      no-snow:
        id: S1-003
        says: It did not snow, whatever Orlova writes.
        speaker: Borís of the League
        chain: [pamphlet]
        date: {text: March 1918, from: 1918-03, to: 1918-03}
        people: [anna]
        verdict: interpretation
        locator: {seed: "002", line: 1, words: not a flake}
      no-oil:
        id: S1-004
        says: There was no lamp oil.
        speaker: Borís of the League
        chain: [pamphlet]
        verdict: wrong
        note: The bills say otherwise.
    """

CONFLICTS = """\
    conflicts:
      weather:
        title: The weather
        kind: fact
        claims: [letters/snow, pamphlet/no-snow]
        says: It cannot have snowed and not snowed.
        outside: The almanac has snow.
    """

PEOPLE = """\
    people:
      anna: {name: Anna Orlova, real: true, note: Wrote letters.}
      muravev: {name: Mikhail Murav'ev, real: true, spellings: [Muravyov]}
    institutions:
      league: {name: The League, note: A club., spellings: [Liga]}
    """


class Archive(NamedTuple):
    """The book, and what it cites."""

    book: Book
    library: Library
    home: Path


def write(folder: Path) -> Path:
    """Write the book and its sources."""
    home = folders.write(folder, hall=HALL, letters=LETTERS, conflicts=CONFLICTS, people=PEOPLE)
    (home / "seeds" / "pamphlet.yaml").write_text(dedent(PAMPHLET), "utf-8")
    return home


def read(folder: Path) -> Archive:
    """The book, ready to play."""
    home = write(folder)
    loaded = folders.load(home)
    assert not loaded.findings, loaded.findings
    assert loaded.story is not None
    return Archive(make_book(loaded.story), loaded.library, home)


def played(book: Book, *choices: str) -> Playthrough:
    """The playthrough that some choices lead to."""
    at = begin(book, 1)
    for choice in choices:
        at = take(at, choice)
    return at


TO_THE_END = ("light", "open", "continue")


def real() -> Library:
    """The library of the project."""
    return load_library(ROOT / "seeds").library
