"""Behind a page: the state, what the last choice changed, and why a choice is not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders

from engine.play import begin, take
from engine.play.inspection import ALREADY_TAKEN, WHILE_OTHERS, Condition, Goal, inspect

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Playthrough
    from engine.play.inspection import Way

HALL = """\
    scene: hall
    title: The hall
    date: {text: an evening}
    place: Moscow
    moments:
      dark:
        standing: invented
        text:
          - It is dark.
          - if: lamps >= 2
            text: By the light of one lamp and another you see your own hands.
        record: silent
        choices:
          - id: light
            text: Light a lamp.
            once: true
            effects: [lamps += 1, door = open]
            goto: dark
          - id: open
            text: Open the door.
            if: lamps >= 2 and not visited(yard)
            requires: turns() > 1 or chosen(light)
            locked: Not yet.
            goto: yard
          - id: wait
            text: Wait.
            fallback: true
            goto: yard
    """


def start(tmp_path: Path) -> Playthrough:
    return begin(folders.book(tmp_path, hall=HALL), 7)


def ways(at: Playthrough) -> dict[str, Way]:
    return {way.choice: way for way in inspect(at).ways}


def test_a_hidden_choice_says_what_its_condition_reads(tmp_path: Path) -> None:
    way = ways(start(tmp_path))["open"]
    assert way.standing == "hidden"
    assert way.why == ""
    assert way.visible == Condition(
        "lamps >= 2 and not visited(yard)", holds=False,
        values="lamps is 1, visited(yard) is false",
    )  # fmt: skip


def test_a_choice_says_what_it_does_and_where_it_goes(tmp_path: Path) -> None:
    way = ways(start(tmp_path))["light"]
    assert (way.standing, way.effects, way.goals) == (
        "offered", ("lamps += 1", "door = open"), (Goal("hall/dark", now=True),),
    )  # fmt: skip


def test_a_goto_that_decides_says_which_way_it_goes_now(tmp_path: Path) -> None:
    deciding = HALL.replace(
        "            goto: dark\n",
        "            goto:\n              - {if: lamps >= 2, goto: yard}\n              - dark\n",
    )
    (light, *_) = inspect(begin(folders.book(tmp_path, hall=deciding), 7)).ways
    assert light.goals == (
        Goal("yard/snow if lamps >= 2", now=True), Goal("hall/dark", now=False),
    )  # fmt: skip


def test_what_no_condition_hides_says_why_as_well(tmp_path: Path) -> None:
    at = start(tmp_path)
    assert ways(at)["wait"].why == WHILE_OTHERS
    after = ways(take(at, "light"))
    assert (after["light"].standing, after["light"].why) == ("hidden", ALREADY_TAKEN)
    opened = after["open"]
    assert opened.standing == "offered"
    assert opened.requires is not None
    assert opened.requires.values == "turns() is 1, chosen(hall/dark/light) is true"


def test_the_state_says_what_the_last_choice_changed(tmp_path: Path) -> None:
    at = start(tmp_path)
    assert [(held.name, held.value, held.before) for held in inspect(at).state] == [
        ("lamps", "1", None), ("door", "shut", None),
    ]  # fmt: skip
    assert [(held.value, held.before) for held in inspect(take(at, "light")).state] == [
        ("2", "1"), ("open", "shut"),
    ]  # fmt: skip


def test_conditional_texts_and_visits_are_told(tmp_path: Path) -> None:
    at = take(start(tmp_path), "light")
    found = inspect(at)
    (shown,) = found.texts
    assert shown.words == "By the light of one lamp …"
    assert shown.condition.holds
    assert found.visits == {"hall": 1, "hall/dark": 2}
    assert (found.moment, found.turns, found.seed) == ("hall/dark", 1, 7)
    assert found.span.path.endswith("hall.yaml")
