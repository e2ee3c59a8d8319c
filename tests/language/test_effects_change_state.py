from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from language_world import (
    LAYOUT,
    VARIABLES,
    WORLD,
    Loaded,
    changes,
    evaluate,
    state,
    states,
)

from engine.language.check import read_effect
from engine.language.compile import compile_effect
from engine.language.meaning import Random
from engine.language.show import show

if TYPE_CHECKING:
    from engine.language.meaning import Change, Meaning
    from engine.model.state import State, Value


def after(text: str, dice: Loaded | None = None, **values: object) -> dict[str, Value]:
    outcome = read_effect(text, WORLD)
    assert outcome.tree is not None, outcome.problems
    slots = list(state(**values))
    compile_effect(outcome.tree, LAYOUT)(slots, dice or Loaded())
    return {name: slots[place] for name, place in LAYOUT.variables.items()}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("order += 2", "order", 5),
        ("order -= 1", "order", 2),
        ("order = 5", "order", 5),
        ("order += 100", "order", 10),
        ("order -= 100", "order", 0),
        ("cold = -20", "cold", -20),
        ("cold -= 100", "cold", -30),
        ("order += fear", "order", 6),
        ("order -= fear * 2", "order", 0),
        ("order = fear * 9", "order", 10),
        ("order = order // 2", "order", 1),
        ("order = fear if inspected else 7", "order", 7),
        ("figures = honest", "figures", "honest"),
        ("figures = 'honest'", "figures", "honest"),
        ("figures = ledger", "figures", "unsent"),
        ("figures = honest if order > 5 else rounded", "figures", "rounded"),
        ("inspected = true", "inspected", True),
        ("inspected = not inspected", "inspected", True),
        ("inspected = order == 3", "inspected", True),
        ("owed += promise", "owed", frozenset({"promise"})),
        ("owed -= promise", "owed", frozenset()),
        ("owed += vote if order > 2 else promise", "owed", frozenset({"vote"})),
        ("order+=1", "order", 4),
    ],
)
def test_an_effect_does_what_it_says_and_nothing_else(text: str, name: str, value: Value) -> None:
    before = {each.name: each.default for each in VARIABLES.values()}
    assert after(text) == before | {name: value}


def test_an_effect_is_shown_as_it_would_be_written() -> None:
    outcome = read_effect("order+=random(1,6)-fear", WORLD)
    assert outcome.tree is not None
    assert show(outcome.tree) == "order += random(1, 6) - fear"


def test_a_set_keeps_what_it_holds() -> None:
    full = frozenset({"promise", "vote"})
    assert after("owed -= promise", owed=full)["owed"] == frozenset({"vote"})
    assert after("owed += dry-room", owed=full)["owed"] == full | {"dry-room"}


def test_random_numbers_come_from_the_dice_in_the_order_of_the_text() -> None:
    dice = Loaded(2, 5)
    assert after("order = random(1, 6) * 3 - random(4, 9)", dice)["order"] == 1
    assert dice.asked == [(1, 6), (4, 9)]


def test_an_effect_draws_the_same_count_whichever_branch_it_takes() -> None:
    for inspected in (True, False):
        dice = Loaded(2, 5)
        order = after(
            "order = random(1, 6) if inspected else random(1, 6)", dice, inspected=inspected
        )
        assert order["order"] == (2 if inspected else 5)
        assert len(dice.asked) == 2


def test_division_by_what_turns_out_to_be_zero_gives_zero() -> None:
    assert after("order = order // fear", fear=0)["order"] == 0
    assert after("order = 7 + order % fear", fear=0)["order"] == 7


@given(changes, states)
def test_compiled_effects_agree_with_the_reference_and_stay_in_range(
    change: Change, now: State
) -> None:
    slots = list(now)
    dice = Loaded()
    compile_effect(change, LAYOUT)(slots, dice)
    rolled = [low for low, _ in dice.asked]
    assert [(roll.low, roll.high) for roll in _rolls(change.value)] == dice.asked
    assert tuple(slots) == _expected(change, now, rolled)


def _rolls(node: Meaning) -> list[Random]:
    if isinstance(node, Random):
        return [node]
    return [roll for child in node.children for roll in _rolls(child)]


def _expected(change: Change, now: State, rolled: list[int]) -> State:
    place = LAYOUT.variables[change.variable.name]
    found = evaluate(change.value, now, rolled)
    old = now[place]
    if change.variable.kind == "set":
        assert isinstance(old, frozenset)
        found = old | {found} if change.operator == "+=" else old - {found}
    elif change.variable.kind == "integer":
        assert isinstance(old, int)
        found = {"=": found, "+=": old + found, "-=": old - found}[change.operator]
        found = sorted((change.variable.minimum, found, change.variable.maximum))[1]
    return (*now[:place], found, *now[place + 1 :])
