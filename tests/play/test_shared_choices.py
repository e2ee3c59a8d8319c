"""Choices that are declared once and stand at many moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders

from engine.check import check
from engine.check.proving import QUICK
from engine.play import begin, take, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Playthrough

HALL = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15}
    place: Moscow
    shared:
      asides:
        - {id: ask, text: Ask., once: true, effects: [lamps += 1], goto: here}
        - {id: out, text: Out., if: chosen(ask), effects: [door = open], goto: yard}
    moments:
      dark:
        standing: invented
        text: It is dark.
        record: silent
        choices:
          - {id: on, text: Go on., goto: dusk}
          - include: asides
      dusk:
        standing: invented
        text: It is dusk.
        record: silent
        choices:
          - include: hall/asides
          - {id: back, text: Go back., goto: dark}
    """


def offered(at: Playthrough) -> list[str]:
    return [offer.id for offer in view(at).offers]


def test_shared_choices_stand_where_they_are_included(tmp_path: Path) -> None:
    at = begin(folders.book(tmp_path, hall=HALL), 1)
    assert offered(at) == ["on", "ask"]
    assert offered(take(at, "on")) == ["ask", "back"]


def test_here_is_the_moment_that_includes_them(tmp_path: Path) -> None:
    at = begin(folders.book(tmp_path, hall=HALL), 1)
    assert take(at, "ask").moment == "hall/dark"
    assert take(take(at, "on"), "ask").moment == "hall/dusk"


def test_what_is_taken_once_is_gone_everywhere(tmp_path: Path) -> None:
    at = take(begin(folders.book(tmp_path, hall=HALL), 1), "ask")
    assert offered(at) == ["on", "out"]
    assert offered(take(at, "on")) == ["out", "back"]


def test_another_scene_includes_them_by_their_full_name(tmp_path: Path) -> None:
    yard = """\
        scene: yard
        title: The yard
        date: {text: later}
        place: Moscow
        moments:
          snow:
            standing: altered
            text: There is snow.
            record: [{claim: letters/snow, bearing: context}]
            choices:
              - include: hall/asides
              - {id: end, text: End., if: chosen(hall/asides/ask), goto: end}
          end: {standing: invented, text: Out., record: silent, ending: out}
        """
    at = take(take(begin(folders.book(tmp_path, hall=HALL, yard=yard), 1), "ask"), "out")
    assert offered(at) == ["out", "end"]
    assert take(at, "out").moment == "yard/snow"


def told(folder: Path, hall: str) -> list[tuple[str, int]]:
    found = check([folders.write(folder, hall=hall)], QUICK).findings
    return [(finding.code.name, finding.span.line) for finding in found]


def test_one_that_is_shown_at_one_of_its_moments_is_no_finding(tmp_path: Path) -> None:
    hall = HALL.replace("if: chosen(ask)", "if: visited(dusk) and chosen(ask)")
    assert told(tmp_path, hall) == []


def test_what_is_wrong_with_one_is_told_once(tmp_path: Path) -> None:
    assert told(tmp_path, HALL.replace("goto: yard", "goto: yrd")) == [("unknown-scene", 8)]
    assert told(tmp_path, HALL.replace("lamps += 1", "lmps += 1")) == [("unknown-name", 7)]
    never = HALL.replace("if: chosen(ask)", "if: chosen(ask) and door == open")
    assert told(tmp_path, never)[0] == ("never-shown-choice", 8)


def test_names_that_stand_twice_are_told(tmp_path: Path) -> None:
    twice = HALL.replace("id: back", "id: ask").replace("chosen(ask)", "chosen(asides/ask)")
    assert told(tmp_path, twice) == [("duplicate-choice", 22)]
    home = folders.write(tmp_path, hall=HALL.replace("id: back", "id: ask"))
    first = check([home], QUICK).findings[0]
    assert first.message.startswith('several choices of this scene are named "ask"')
    assert first.help is None
    taken = HALL.replace("asides", "dusk")
    assert told(tmp_path, taken) == [("taken-name", 6)]
    assert told(tmp_path, HALL.replace("include: asides", "include: aside")) == [
        ("unknown-set", 16)
    ]
