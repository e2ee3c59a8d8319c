"""What holds for any text and any tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from language_world import (
    LAYOUT,
    VARIABLES,
    WORLD,
    effects,
    evaluate,
    expressions,
    numbers,
    states,
    truths,
)
from work import calls

from engine.language.check import read_condition, read_effect, read_prose
from engine.language.compile import compile_condition, compile_expression, compile_prose
from engine.language.grammar import COMPARATORS, MAX_LENGTH
from engine.language.intervals import interval, verdict
from engine.language.meaning import Comparison
from engine.language.parser import parse_condition, parse_effect
from engine.language.show import show

if TYPE_CHECKING:
    from engine.language.meaning import Meaning
    from engine.language.problem import Problem
    from engine.language.tree import Effect, Expression
    from engine.model.state import State

SIGNS = """
    and or not in if else true false ( ) , == != < <= > >= = += -= + - * // % ++ -- && || ! **
    /= := ? : ; [ ] { } {{ }} [^ [^engines] *** ' " \\ random visited chosen is turns() random(1,
    visited(engines) 6) order fear figures owed honest promise inspected order-1 1 3 999999999
    1234567890 1.5 . / к “
"""
PIECES = [*SIGNS.split(), "\n", "\n\n", "\n> ", "\u00a0", "\u202e", "\x00", ""]
soup = st.lists(st.sampled_from(PIECES), max_size=30).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)
anything = st.one_of(st.text(), soup)


def _inside(problems: tuple[Problem, ...], text: str) -> bool:
    return all(0 <= each.start <= each.end <= len(text) for each in problems)


@given(anything)
def test_no_condition_raises_and_every_span_lies_inside(text: str) -> None:
    outcome = read_condition(text, WORLD)
    assert _inside(outcome.problems, text)
    assert outcome.tree is not None or outcome.problems


@given(anything)
def test_no_effect_raises_and_every_span_lies_inside(text: str) -> None:
    outcome = read_effect(text, WORLD)
    assert _inside(outcome.problems, text)
    assert outcome.tree is not None or outcome.problems


@given(anything, states)
def test_no_prose_raises_and_every_span_lies_inside(text: str, now: State) -> None:
    outcome = read_prose(text, WORLD)
    assert _inside(outcome.problems, text)
    assert outcome.tree is not None or outcome.problems
    if outcome.tree is not None:
        told = compile_prose(outcome.tree, LAYOUT)(now)
        assert all(paragraph.runs for paragraph in told)


@given(expressions)
def test_a_tree_that_is_shown_reads_back_as_itself(tree: Expression) -> None:
    text = show(tree)
    assume(len(text) <= MAX_LENGTH)
    outcome = parse_condition(text)
    assert outcome.tree == tree, outcome.problems
    assert show(outcome.tree) == text


@given(effects)
def test_an_effect_that_is_shown_reads_back_as_itself(tree: Effect) -> None:
    text = show(tree)
    assume(len(text) <= MAX_LENGTH)
    assert parse_effect(text).tree == tree


@given(truths(2))
def test_a_meaning_that_is_shown_reads_back_as_itself(meaning: Meaning) -> None:
    text = show(meaning)
    assume(len(text) <= MAX_LENGTH)
    outcome = read_condition(text, WORLD)
    assume(not any(each.code.name == "division-by-zero" for each in outcome.problems))
    assert outcome.tree is not None, outcome.problems
    assert show(outcome.tree) == text


@given(truths(), states)
def test_compiled_conditions_agree_with_the_reference(meaning: Meaning, now: State) -> None:
    assert compile_condition(meaning, LAYOUT)(now) is evaluate(meaning, now)


@given(numbers(), states)
def test_a_number_lies_in_its_interval(meaning: Meaning, now: State) -> None:
    number = compile_expression(meaning, LAYOUT)(now)
    assert number == evaluate(meaning, now)
    assert number in interval(meaning)


@given(st.sampled_from(list(COMPARATORS.values())), numbers(1), numbers(1), states)
def test_a_decided_comparison_is_decided(
    operator: str, left: Meaning, right: Meaning, now: State
) -> None:
    decided = verdict(COMPARATORS[operator], interval(left), interval(right))
    found = evaluate(Comparison(COMPARATORS[operator], left, right), now)
    assert decided is None or decided is found


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500,
        "not " * 125,
        "-" * 500,
        "a+" * 249 + "a",
        "a-1 - " * 83,
        " and ".join(["a"] * 83),
        " or ".join(["a"] * 100),
        "a if b else " * 40 + "c",
        "visited(" * 62,
        "'" * 499,
        "a.b-c/" * 83,
        "=" * 500,
        "a" * 500,
        "1" * 500,
        " " * 500,
        "\u202e" * 500,
    ],
)
def test_a_hostile_expression_costs_no_more_than_its_length(text: str) -> None:
    def reading() -> None:
        for read in (read_condition, read_effect, read_prose):
            read(text, WORLD)
            read("{" + text[: MAX_LENGTH - 2] + "}", WORLD)

    assert calls(reading) < 100 * MAX_LENGTH


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "}",
        "{{",
        "{'",
        "{\"'",
        "{a'",
        "'{\"",
        "[^",
        "[^a",
        "[^a]",
        "*",
        "*a ",
        " *a",
        "*a* ",
        "**a*",
        "***a",
        "\\",
        "\\*",
        "\n",
        "> ",
        "\n> ",
        "\n>",
        " \n",
        "   ",
        "a\n",
        "{order}",
        "{order} *",
        "*{order}*",
    ],
)
def test_hostile_prose_costs_time_by_its_length_alone(piece: str) -> None:
    def cost(length: int) -> int:
        text = piece * (length // len(piece))

        def reading() -> None:
            outcome = read_prose(text, WORLD)
            if outcome.tree is not None:
                compile_prose(outcome.tree, LAYOUT)(start)

        return calls(reading)

    start = (0, *(each.default for each in VARIABLES.values()), *[0] * 6)
    small, large = cost(2_000), cost(20_000)
    assert large < 1_000 + 11 * small
