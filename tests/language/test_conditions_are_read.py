from __future__ import annotations

import pytest
from language_world import LAYOUT, WORLD, state

from engine.language.check import read_condition
from engine.language.compile import compile_condition
from engine.language.grammar import MAX_DEPTH, MAX_LENGTH
from engine.language.parser import parse_condition
from engine.language.show import show


def holds(text: str, **values: object) -> bool:
    outcome = read_condition(text, WORLD)
    assert outcome.tree is not None, outcome.problems
    return compile_condition(outcome.tree, LAYOUT)(state(**values))


@pytest.mark.parametrize(
    ("text", "true_with", "false_with"),
    [
        ("order >= 3 and not inspected", {"order": 3}, {"inspected": True}),
        ("figures == honest", {"figures": "honest"}, {"figures": "rounded"}),
        ("figures != honest", {"figures": "unsent"}, {"figures": "honest"}),
        ("honest == figures", {"figures": "honest"}, {"figures": "rounded"}),
        ("figures == 'honest'", {"figures": "honest"}, {"figures": "rounded"}),
        ("promise in owed", {"owed": frozenset({"promise"})}, {}),
        ("promise not in owed", {}, {"owed": frozenset({"promise"})}),
        ('"dry-room" in owed', {"owed": frozenset({"dry-room"})}, {}),
        ("visited(engines)", {"engines": 1}, {}),
        ("visited(rail-offices/wires)", {"rail-offices/wires": 2}, {"rail-offices": 2}),
        ("visited(wires)", {"rail-offices/wires": 1}, {"engines": 1}),
        ('visited("engines")', {"engines": 1}, {}),
        ("visits(engines) > 2", {"engines": 3}, {"engines": 2}),
        ("chosen(bargain)", {"rail-offices/drifts/bargain": 1}, {"engines/yard/outsiders": 1}),
        ("chosen(rail-offices/drifts/bargain)", {"rail-offices/drifts/bargain": 1}, {}),
        ("turns() > 3", {"turns": 4}, {"turns": 3}),
        ("order + 2 == fear", {"fear": 5}, {"fear": 4}),
        ("order - 1 == fear", {"fear": 2}, {"fear": 3}),
        ("order // 2 == 1", {"order": 3}, {"order": 4}),
        ("order % 2 == 1", {"order": 3}, {"order": 4}),
        ("order * 2 == 6", {"order": 3}, {"order": 4}),
        ("cold < -10", {"cold": -11}, {"cold": -10}),
        ("3 <= order", {"order": 3}, {"order": 2}),
        ("inspected", {"inspected": True}, {}),
        ("inspected == false", {}, {"inspected": True}),
        ("order > 1 if inspected else order > 5", {"order": 6}, {"order": 5}),
        ("figures == (honest if inspected else rounded)", {"figures": "rounded"}, {}),
        ("order > 5 or fear > 5 or cold > 5", {"cold": 6}, {}),
        ("trust.lenin >= 3", {"trust__lenin": 3}, {}),
        ("debt in owed", {"owed": frozenset({"promise"})}, {}),
        ("debt not in owed", {"debt": "bread"}, {"owed": frozenset({"promise"})}),
        ("(ledger if inspected else figures) == rounded", {"figures": "rounded"}, {}),
        ("order > 5 or fear > 5 or cold > 5 or honest > 2", {"honest": 3}, {}),
        ("figures == ledger", {}, {"ledger": "honest"}),
        ("order >= 3\n  and fear < 5\n", {}, {"fear": 5}),
    ],
)
def test_a_condition_means_what_it_says(
    text: str, true_with: dict[str, object], false_with: dict[str, object]
) -> None:
    assert holds(text, **true_with) is True
    assert holds(text, **false_with) is False


@pytest.mark.parametrize(
    ("loose", "tight"),
    [
        ("inspected or inspected and inspected", "inspected or (inspected and inspected)"),
        ("not order == 3", "not (order == 3)"),
        ("not inspected and inspected", "(not inspected) and inspected"),
        ("order + 2 * 3 == 9", "(order + (2 * 3)) == 9"),
        ("order - 2 - 1 == 0", "((order - 2) - 1) == 0"),
        ("order -1 == 2", "(order - 1) == 2"),
        ("order - -1 == 4", "order - (-1) == 4"),
        ("order//2==1", "(order // 2) == 1"),
        (
            "1 if inspected else 2 if inspected else 3",
            "1 if inspected else (2 if inspected else 3)",
        ),
    ],
)
def test_operators_bind_as_in_arithmetic(loose: str, tight: str) -> None:
    assert parse_condition(loose).tree == parse_condition(tight).tree is not None


def test_a_word_is_a_variable_unless_only_a_value_fits() -> None:
    # honest is both a whole number and a value of figures
    assert holds("figures == honest", figures="honest", honest=3)
    assert holds("honest == figures", figures="honest", honest=3)
    assert holds("honest > 2", honest=3)
    assert holds("honest == order", honest=3, order=3)


def test_a_chain_of_and_as_long_as_a_condition_may_be_is_no_deeper_than_one() -> None:
    text = " and ".join(["order > 3"] * 35)
    assert len(text) <= MAX_LENGTH
    assert holds(text, order=4)
    assert holds(text.replace("and", "or"), order=4)
    assert not holds(text, order=3)


def test_nesting_may_be_as_deep_as_the_limit() -> None:
    deepest = MAX_DEPTH - 1
    assert parse_condition("(" * deepest + "x" + ")" * deepest).tree is not None
    assert parse_condition("not " * deepest + "x").tree is not None
    assert parse_condition("x" + " + x" * deepest).tree is not None


def test_two_conditions_that_say_the_same_are_equal() -> None:
    assert parse_condition("order>=3").tree == parse_condition("  (order) >= 3").tree


def test_every_node_knows_where_it_stands() -> None:
    text = "  fear < 2 or  not visited(engines)"
    found = parse_condition(text).tree
    assert found is not None
    todo, seen = [found], []
    while todo:
        node = todo.pop()
        seen.append(text[node.start : node.end])
        todo.extend(node.children)
    assert sorted(seen) == sorted(
        [
            "fear < 2 or  not visited(engines)",
            "fear < 2",
            "fear",
            "2",
            "not visited(engines)",
            "visited(engines)",
            "engines",
        ]
    )


def test_a_condition_is_shown_with_full_ids_and_needful_parentheses_only() -> None:
    text = "((order) > (3)) and ((visited(wires)) or (figures == 'honest'))"
    outcome = read_condition(text, WORLD)
    assert outcome.tree is not None
    shown = "order > 3 and (visited(rail-offices/wires) or figures == honest)"
    assert show(outcome.tree) == shown
