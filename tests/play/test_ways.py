"""A `goto` that lists ways: the first is taken whose `if` holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.play import CONTINUE, begin, replay, take

if TYPE_CHECKING:
    from pathlib import Path

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
            goto:
              - if: lamps >= 3
                goto: blaze
              - if: lamps == 2
                detour: attic
                goto: dark
              - dark
          - {id: stay, text: Stay., effects: [door = open], goto: dark}
      blaze:
        standing: invented
        text: Everything is lit.
        record: silent
        goto:
          - {if: door == open, goto: yard}
          - dark
    """

ATTIC = """\
    scene: attic
    title: The attic
    date: {text: now}
    place: Moscow
    moments:
      boxes: {standing: invented, text: Boxes., record: silent, return: true}
    """


def went(folder: Path, *choices: str) -> list[str]:
    at = begin(folders.book(folder, hall=HALL, attic=ATTIC), 1)
    for choice in choices:
        at = take(at, choice)
    assert replay(at.book, 1, at.steps()) == at
    return [page.moment.removeprefix("hall/") for page in at.pages()][::-1][1:]


def test_the_effects_of_a_choice_come_before_its_ways_are_asked(tmp_path: Path) -> None:
    assert went(tmp_path, "light", CONTINUE, "light") == ["attic/boxes", "dark", "blaze"]


def test_a_page_turned_leads_where_the_state_says(tmp_path: Path) -> None:
    lit = ("light", CONTINUE, "light", CONTINUE)
    assert went(tmp_path, *lit)[-1] == "dark"
    assert went(tmp_path, "stay", *lit)[-1] == "yard/snow"


@pytest.mark.parametrize(
    ("goto", "said"),
    [
        ("[{if: lamps > 1, goto: dark}]", "where this does not hold, nothing says"),
        ("[yard, dark]", "this way has no `if`"),
        ("[yard, {if: lamps > 1, goto: dark}]", "this way has no `if`"),
        ("[{if: lamps > 1}, yard]", 'a way needs the key "goto"'),
        ("[{if: lamps > 1, got: dark}, yard]", 'a way has no key "got"'),
        ("[{if: lamps > 1, goto: drak}, yard]", 'is named "drak"'),
        ("[{if: lamp > 1, goto: dark}, yard]", 'no variable named "lamp"'),
        ("[]", '"goto" is empty'),
        ("{if: lamps > 1, goto: dark}", '"goto" must be a place, or a list of ways'),
    ],
)
def test_what_is_wrong_with_a_list_of_ways_is_told_once_at_its_place(
    tmp_path: Path, goto: str, said: str
) -> None:
    hall = folders.HALL.replace("goto: dark", f"goto: {goto}")
    [finding] = folders.loaded(tmp_path, hall=hall).findings
    assert said in finding.message
    assert finding.span.line == 14
