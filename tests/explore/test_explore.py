"""What exploring promises, apart from agreeing with play: bounds, chance, counting, slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.explore import Bound, prove
from engine.explore.machine import make_machine
from engine.explore.sample import Sampler
from engine.explore.search import search
from engine.explore.watch import watches
from engine.model import walk

if TYPE_CHECKING:
    from pathlib import Path

    from engine.explore import Proof
    from engine.model.story import Story

NEVER = "turns() % 2 == 1 and turns() % 2 == 0"
ENDLESS = folders.HALL.replace("requires: lamps >= 2", f"requires: {NEVER}")
"""Each turn is another state, and no slice of them ends either."""


def story(folder: Path, **changed: str) -> Story:
    found = folders.loaded(folder, **changed).story
    assert found is not None
    return found


def proof(folder: Path, **changed: str) -> Proof:
    return prove(story(folder, **changed))


def test_states_that_no_condition_tells_apart_are_one(tmp_path: Path) -> None:
    # Two lamps or three make no difference, and behind the door none does.
    assert proof(tmp_path).states == 3


def test_a_bound_that_is_met_is_said_and_nothing_is_claimed(tmp_path: Path) -> None:
    found = proof(tmp_path, hall=ENDLESS)
    assert not found.finished
    assert found.loops == ()
    assert found.idle == {}
    assert not any(found.is_closed(option) for _, option in found.options())


def test_the_same_bound_stops_at_the_same_place(tmp_path: Path) -> None:
    one, two = (proof(tmp_path, hall=ENDLESS) for _ in range(2))
    assert not one.finished
    assert one.found.states == two.found.states
    assert one.parts == two.parts


def test_a_story_with_too_many_states_is_proved_in_parts(tmp_path: Path) -> None:
    found = prove(story(tmp_path), Bound(states=1))
    assert found.finished
    assert found.parts is not None
    assert found.parts.safe == {"hall/dark", "yard/snow"}
    assert found.endings == {"out"}


def test_every_outcome_of_chance_is_followed(tmp_path: Path) -> None:
    chance = "effects:\n              - lamps += random(0, 2)"
    hall = folders.HALL.replace("effects: [lamps += 1]", chance)
    assert proof(tmp_path, hall=hall).endings == {"out"}
    never = hall.replace("random(0, 2)", "random(-2, 0)")
    assert proof(tmp_path, hall=never).endings == frozenset()


def test_visits_are_counted_only_as_far_as_they_are_compared(tmp_path: Path) -> None:
    hall = folders.HALL.replace("requires: lamps >= 2", "requires: visits(hall/dark) > 5")
    found = proof(tmp_path, hall=hall)
    assert found.finished
    assert found.states == 7
    assert len(found.path(found.first("yard/snow"))) == 6


def test_what_never_happens_in_a_slice_never_happens(tmp_path: Path) -> None:
    yard = folders.YARD.replace("if: door == open", "if: lamps == 0 and door == shut")
    made = story(tmp_path, yard=yard)
    [watch] = [w for m in walk.moments(made) for w in watches(m)]
    found = search(make_machine(made, [watch], slice_of=True), Bound())
    assert found.finished
    assert watch.seen == {False}


def test_effects_that_are_at_the_edge_whenever_they_run_are_idle(tmp_path: Path) -> None:
    yard = folders.YARD.replace(
        "text:\n", "enter: [lamps = 3, lamps += 1, lamps -= 1]\n        text:\n", 1
    )
    found = proof(tmp_path, yard=yard)
    effects = [e.tree for e in walk.effects(found.story.moment("yard/snow")) if e.tree]
    assert [found.idle.get(id(tree)) for tree in effects] == [None, 3, None]


def test_a_loop_is_entered_where_the_last_way_out_is_passed(tmp_path: Path) -> None:
    hall = folders.HALL.rstrip(" ") + (
        "          - id: lie\n"
        "            text: Lie down.\n"
        "            goto: asleep\n"
        "      asleep:\n"
        "        standing: invented\n"
        "        text: You sleep.\n"
        "        record: silent\n"
        "        choices: [{id: turn, text: Turn over., goto: asleep}]\n"
    )
    found = proof(tmp_path, hall=hall)
    [loop] = found.loops
    assert loop.moments == {"hall/asleep"}
    assert [step.choice for step in found.path(loop.state)] == ["lie"]


def test_playing_is_drawn_to_texts_that_it_has_not_met(tmp_path: Path) -> None:
    # So often in a row the second choice, or back to the beginning.
    moments = "".join(
        f"""
      m{n}:
        standing: invented
        text: On.
        record: silent
        choices:
          - {{id: back, text: Back., goto: m0}}
          - {{id: on, text: On., goto: m{n + 1}}}
"""
        for n in range(16)
    )
    last = """
      m16:
        standing: invented
        text:
          - There.
          - {if: lamps == 1, text: One lamp., else: No lamp.}
        record: silent
        goto: yard
"""
    head = folders.HALL.partition("  dark:")[0]
    found = story(tmp_path, hall=f"{head}\n{moments}{last}")
    watched = [watch for moment in walk.moments(found) for watch in watches(moment)]
    sampled = Sampler(make_machine(found, watched)).play()
    assert all(spot.reached for spot in sampled.machine.spots)
    assert [watch.seen for watch in watched if watch.moment.id == "hall/m16"] == [{True}]


ROUND = """\
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
          - {id: wait, text: Wait., goto: dusk}
          - {id: lie, text: Lie down., goto: dark}
          - id: out
            text: Go out.
            if: GIVEN
            effects:
              - EFFECT
            goto: yard
      dusk:
        standing: invented
        text: It is dusk.
        record: silent
        goto: dark
    """


def round_and_round(folder: Path, given: str, effect: str = "lamps += 1", **changed: str) -> Story:
    hall = ROUND.replace("GIVEN", given).replace("EFFECT", effect)
    many = folders.STORY.replace("maximum: 3", "maximum: 2000000")
    return story(folder, hall=hall, story=many, **changed)


def test_a_loop_that_must_be_gone_round_very_often_is_gone_round_so_often(tmp_path: Path) -> None:
    found = prove(round_and_round(tmp_path, "visits(hall/dark) > 3000"))
    assert found.finished
    assert len(found.path(found.first("yard/snow"))) == 3001


@pytest.mark.parametrize(
    "effect",
    [
        "lamps = random(1, 1000000)",
        "lamps = random(1, 1000000) + random(1, 1000000)",
        " + ".join(["lamps = 0", *["random(1, 6)"] * 12]),
        "lamps -= random(1, 1000000)",
    ],
)
def test_what_is_drawn_is_told_apart_only_where_a_condition_does(
    effect: str, tmp_path: Path
) -> None:
    yard = folders.YARD.replace("if: door == open", "if: lamps > 60")
    made = round_and_round(tmp_path, "lamps == 1", effect, yard=yard)
    found = prove(made, Bound(states=100, choices=400))
    assert found.found.finished
    assert found.states < 20


def test_an_effect_with_more_outcomes_than_can_be_gone_through_is_only_played(
    tmp_path: Path,
) -> None:
    yard = folders.YARD.replace("if: door == open", "if: lamps % 7 == 1")
    effect = "lamps += random(1, 1000) * random(1, 1000)"
    found = prove(round_and_round(tmp_path, "lamps == 1", effect, yard=yard))
    assert (found.finished, found.constant, found.undecided) == (True, (), 0)


def test_a_loop_with_a_way_out_that_nothing_closes_is_left_whatever_is_counted(
    tmp_path: Path,
) -> None:
    given = "            if: turns() % 2 == 7 or lamps % 3 > 5\n"
    counting = ROUND.replace("EFFECT", "lamps += 1").replace("            if: GIVEN\n", given)
    assert not prove(story(tmp_path, hall=counting), Bound(states=50)).finished
    free = counting.replace(given, "").replace("Lie down.,", "Lie down., if: turns() % 2 == 1,")
    found = prove(story(tmp_path / "b", hall=free), Bound(states=1))
    assert found.parts
    assert not found.parts.open


def test_a_large_story_in_which_all_is_well_is_proved_by_its_parts(tmp_path: Path) -> None:
    hall = ROUND.replace("            if: GIVEN\n", "").replace("EFFECT", "lamps += 1")
    many = folders.STORY.replace("maximum: 3", "maximum: 2000000")
    yard = folders.YARD.replace("if: door == open", "if: visits(hall/dusk) % 3 == 1")
    counted = hall.replace("Lie down.,", "Lie down., if: turns() % 3 > 0,")
    well = prove(story(tmp_path, hall=counted, story=many, yard=yard), soon=True)
    assert well.is_well
    assert well.parts
    far = counted.replace("goto: yard", "if: visits(hall/dark) > 2000\n            goto: yard")
    rare = prove(story(tmp_path / "b", hall=far, story=many, yard=yard), soon=True)
    assert rare.endings == {"out"}
    never = far.replace("visits(hall/dark) > 2000", NEVER)
    whole = prove(story(tmp_path / "c", hall=never, story=many, yard=yard), soon=True)
    assert whole.endings == frozenset()
    assert not whole.finished
    assert whole.crowded


def test_a_choice_that_no_number_allows_for_is_closed_without_a_search(tmp_path: Path) -> None:
    hall = folders.HALL.replace("lamps += 1", "lamps -= 1")
    shut = hall.replace("requires: lamps >= 2", "requires: lamps >= 2 and turns() % 2 == 1")
    found = proof(tmp_path, hall=shut)
    assert not found.found.finished
    assert {o.id for _, o in found.options() if found.is_closed(o)} == {"open"}


def test_what_chance_hardly_ever_meets_is_gone_to(tmp_path: Path) -> None:
    # Of the ways up one in a million is right, and each step but the right one begins anew.
    ways = [("+=", "-=") if number % 3 else ("-=", "+=") for number in range(20)]
    steps = "".join(
        f"""
      m{n}:
        standing: invented
        text: On.
        record: silent
        choices:
          - {{id: left, text: Left., effects: [lamps {left} 1], goto: m{n + 1}}}
          - {{id: right, text: Right., effects: [lamps {right} 1], goto: m{n + 1}}}
"""
        for n, (left, right) in enumerate(ways)
    )
    last = """
      m20:
        standing: invented
        text: There.
        record: silent
        choices:
          - {id: top, text: Up., if: lamps == 21, goto: yard}
          - {id: down, text: Down., goto: m0, effects: [lamps = 1]}
"""
    head = folders.HALL.partition("  dark:")[0]
    many = folders.STORY.replace("maximum: 3", "maximum: 2000000")
    found = prove(story(tmp_path, hall=f"{head}\n{steps}{last}", story=many), Bound(states=10))
    assert found.endings == {"out"}
    assert len(found.path(found.first("yard/snow"))) == 21
