"""Faults planted at random are reported, wherever they change what a reader can see."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import mutants
import pages

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 200

STORY = """\
format: 1
story: hall
title: The Hall
summary: A hall with a door.
start: hall
library: seeds
state:
  lamps: {type: integer, minimum: 0, maximum: 3, default: 0, show: gauge}
  door: {type: enum, values: [shut, ajar, open], default: shut}
people:
  anna: {name: Anna, real: false}
  boris: {name: Boris, real: false}
endings:
  out: {title: Out}
  night: {title: Night}
"""

HALL = """\
scene: hall
title: The hall
date: {ns: 1918-03-01}
place: Moscow
people: [anna, boris]
moments:
  dark:
    standing: invented
    text:
      - A lamp stands by the door.
      - if: visits(hall/dark) > 1
        text: You have been here.
    record: silent
    choices:
      - id: light
        text: Light a lamp.
        effects: [lamps += 1]
        goto: dark
      - id: push
        text: Push the door.
        if: lamps >= 1
        effects: [door = ajar]
        goto: yard
      - id: force
        text: Force the door.
        requires: lamps >= 3
        locked: It is too dark.
        effects: [door = open]
        goto: yard
      - id: sleep
        text: Sleep.
        goto: asleep
  asleep:
    standing: invented
    text: It is night.
    record: silent
    ending: night
"""

YARD = """\
scene: yard
title: The yard
date: {ns: 1918-03-02}
place: Moscow
people: [anna]
moments:
  snow:
    standing: documented
    text:
      - There is snow.[^snow]
      - if: door == open
        text: The door lies behind you.
        else: The door creaks.
    record:
      - claim: letters/snow
        bearing: supports
        mark: snow
    goto: gate
  gate:
    standing: invented
    text: The gate is near.
    record: silent
    ending: out
"""


def test_faults_of_every_kind_are_reported_where_a_reader_can_see_them(tmp_path: Path) -> None:
    home = tmp_path / "story" / "hall"
    pages.PAGES[0].__class__("", "", "", {}, "", [], "").write(home)
    for name, text in (("story", STORY), ("scenes/hall", HALL), ("scenes/yard", YARD)):
        (home / f"{name}.yaml").write_text(text, "utf-8")
    planted = list(mutants.faults(home, COUNT, seed=1917))
    shutil.rmtree(home)
    missed = [fault for fault in planted if fault.missed]
    told = sum(bool(fault.codes) for fault in planted)
    print(f"{told} of {len(planted)} faults reported")  # noqa: T201  (the share, with pytest -s)
    assert missed == []
    assert len(planted) == COUNT
    assert len({fault.kind for fault in planted}) >= 15
    assert told >= COUNT * 0.9
