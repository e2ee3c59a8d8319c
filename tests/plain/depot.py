"""A small book with sources, written out for a test."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from engine.load import load
from engine.plain import play
from engine.play import Book, make_book

if TYPE_CHECKING:
    from pathlib import Path

    from engine.model.record import Library
    from engine.saves import Saves
    from engine.settings import Settings

STORY = """\
format: 1
story: depot
title: The Depot
author: A. Writer
summary: One night at a depot.
library: ../../seeds
start: platform
content_notes: [hunger, cold]
credits: |
  Written for a test.

  With thanks to nobody.
state:
  stores: {type: integer, minimum: 0, maximum: 5, default: 1, label: Stores, show: gauge}
people:
  orlov: {name: Pavel Orlov, real: true, note: Ran a depot.}
  vera: {name: Vera, real: false, note: A clerk.}
endings:
  dawn: {title: Dawn, summary: The train leaves.}
"""

PLATFORM = """\
scene: platform
title: The platform
date: {os: 1918-01-15, text: mid-January 1918}
place: Moscow
people: [orlov, vera]
moments:
  frost:
    standing: altered
    text: |
      Frost has *closed* the points.[^engines] Nobody has come to open them, and the
      lamp over the door has been out since the evening before last.

      > To all depots. Clear the line by morning.
      > By order.

      Vera folds the paper.
    record:
      - claim: report-1918/engines
        bearing: contradicts
        mark: engines
        note: The same depot, a month on.
      - claim: history-1939/engines-ran
        bearing: supports
    note: The lamp is a guess.
    choices:
      - id: order
        text: Order the points opened.
        goto: points
        record:
          - claim: history-1939/orders
            bearing: context
            shown: after
      - id: bribe
        text: Offer bread.
        requires: stores >= 3
        locked: The stores are empty.
        goto: points
      - id: ask
        text: Ask for volunteers.
        effects: [stores += 1]
        goto: points
        record:
          - claim: history-1939/orders
            bearing: context
  points:
    standing: invented
    text: The points groan and give.
    record: silent
    goto: dawn
  dawn:
    standing: documented
    text: The first train leaves at seven.
    record:
      - claim: report-1918/engines
        bearing: context
    ending: dawn
"""

REPORT = """\
source: report-1918
kind: primary
csl:
  type: report
  author: [{family: Orlov, given: Pavel}]
  title: Report on the Depot
  publisher-place: Moscow
  issued: 1918
short: Orlov 1918
leaning: An official who answers for what he reports.
reached_by: [history-1939]
claims:
  engines:
    id: S1-001
    says: No engine left the depot that week.
    speaker: Pavel Orlov
    page: "12-13"
    chain: [report-1918, history-1939]
    inferred: true
    date: {text: February 1918, from: 1918-02, to: 1918-02}
    verdict: disputed
    note: He had reasons to say so.
    quoted_to_rebut: true
    rebutted_by: [history-1939/engines-ran]
    damage: A line is missing.
    locator: {seed: "001", line: 1, words: no engine}
"""

HISTORY = """\
source: history-1939
kind: official-history
csl:
  type: book
  author: [{literal: A commission}]
  title: A Short History of Depots
  issued: 1939
short: Short History
leaning: Written to be praised.
claims:
  engines-ran:
    id: S1-002
    says: The engines ran all week.
    speaker: The commission
    page: "40"
    chain: [history-1939]
    date: {text: January 1918, from: 1918-01, to: 1918-01}
    verdict: wrong
    note: The rosters say otherwise.
    locator: {seed: "001", line: 2, words: ran}
  orders:
    id: S1-003
    says: Orders were obeyed.
    speaker: The commission
    page: "41"
    chain: [history-1939]
    date: {text: January 1918, from: 1918-01, to: 1918-01}
    verdict: sound
    note: As far as it goes.
    locator: {seed: "001", line: 3, words: obeyed}
"""

CONFLICTS = """\
conflicts:
  engines:
    claims: [report-1918/engines, history-1939/engines-ran]
    kind: fact
    title: Whether an engine ran
    says: Either one left the depot or none did.
    outside: The rosters name none.
"""


class Depot(NamedTuple):
    """The book, and what it cites."""

    book: Book
    library: Library


def write(folder: Path) -> Path:
    """Write the book and its sources under a folder."""
    book = folder / "story" / "depot"
    (book / "scenes").mkdir(parents=True, exist_ok=True)
    (folder / "seeds").mkdir(exist_ok=True)
    for path, text in {
        book / "story.yaml": STORY,
        book / "scenes" / "platform.yaml": PLATFORM,
        folder / "seeds" / "report-1918.yaml": REPORT,
        folder / "seeds" / "history-1939.yaml": HISTORY,
        folder / "seeds" / "conflicts.yaml": CONFLICTS,
    }.items():
        path.write_text(text, encoding="utf-8")
    return book


def read(folder: Path) -> Depot:
    """The book, ready to play."""
    loaded = load(write(folder))
    assert loaded.story is not None
    return Depot(make_book(loaded.story), loaded.library)


class Terminal(io.StringIO):
    """A terminal, or what looks like one."""

    def isatty(self) -> bool:
        return True


def piped(
    depot: Depot, typed: str, saves: Saves | None = None, *, fresh: bool | None = None
) -> str:
    """What a reading prints that is fed from a pipe."""
    out = io.StringIO()
    status = play(*depot, seed=1, stdin=io.StringIO(typed), stdout=out, saves=saves, fresh=fresh)
    assert status == 0
    return out.getvalue()


def typed(
    depot: Depot,
    lines: str,
    saves: Saves | None = None,
    *,
    fresh: bool | None = None,
    settings: Settings | None = None,
) -> str:
    """What a reading prints on a terminal."""
    out, typed = Terminal(), Terminal(lines)
    play(*depot, seed=1, stdin=typed, stdout=out, saves=saves, fresh=fresh, settings=settings)
    return out.getvalue()
