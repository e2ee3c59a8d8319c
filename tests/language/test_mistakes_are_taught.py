"""Every code, with the words it underlines and the help it gives."""

from __future__ import annotations

import re

import pytest
from language_world import WORLD

from engine.language import codes
from engine.language.check import read_condition, read_effect, read_prose
from engine.language.cut import cut_problem

CONDITIONS = [
    ("ordr > 3", "unknown-name", "ordr", 'did you mean "order"?'),
    ("trust_lenin > 3", "unknown-name", "trust_lenin", 'did you mean "trust.lenin"?'),
    ("grain > 3", "unknown-name", "grain", None),
    ("inspected == yes", "unknown-name", "yes", "write true"),
    ("turns > 3", "unknown-name", "turns", "write turns()"),
    ("rounded", "unknown-name", "rounded", "write figures == rounded"),
    ("vote and inspected", "unknown-name", "vote", "write vote in owed"),
    ("order == rounded", "unknown-name", "rounded", None),
    ("order", "type-mismatch", "order", "compare it, as in order > 0"),
    ("figures", "type-mismatch", "figures", "compare it, as in figures == unsent"),
    ("engines", "unknown-name", "engines", "write visited(engines)"),
    ("order gte 3", "foreign-spelling", "gte", None),
    ("$order > 3", "bad-character", "$", None),
    ("has(owed, vote)", "unknown-function", "has(owed, vote)", "write value in set"),
    ("figures == honest or rounded", "type-mismatch", "rounded", "write figures == rounded"),
    ("owed == promise", "type-mismatch", "owed == promise", "write promise in owed"),
    ("promise != owed", "type-mismatch", "promise != owed", "write promise not in owed"),
    ("rounded in figures", "type-mismatch", "rounded in figures", "write figures == rounded"),
    ("figures > honest", "type-mismatch", "figures > honest", None),
    ("figures == weather", "type-mismatch", "figures == weather", None),
    ("order == inspected", "type-mismatch", "order == inspected", None),
    ("weather in owed", "type-mismatch", "weather", None),
    ("order + inspected > 3", "type-mismatch", "inspected", None),
    ("order == 'three'", "type-mismatch", "'three'", None),
    ("(1 if inspected else false) == 1", "type-mismatch", "1 if inspected else false", None),
    ("order = 3", "single-equals", "=", None),
    ("order => 3", "foreign-spelling", "=>", None),
    ("inspected && order > 3", "foreign-spelling", "&&", None),
    ("!inspected", "foreign-spelling", "!", None),
    ("order ≥ 3", "foreign-spelling", "≥", None),
    ("inspected AND order > 3", "foreign-spelling", "AND", "write and"),
    ("figures is honest", "foreign-spelling", "is", None),
    ("order is at least 2", "foreign-spelling", "is at least", None),
    ("order less than 2", "foreign-spelling", "less than", None),
    ("visited engines", "broken-expression", "engines", "write visited(engines)"),
    ("order > two", "unknown-name", "two", "write 2"),
    ("order > '2'", "type-mismatch", "'2'", "write 2"),
    ("chosen(engines)", "unknown-choice", "engines", "it is a scene: write visited(engines)"),
    ("owed contains promise", "foreign-spelling", "contains", None),
    ("order ** 2 > 4", "foreign-spelling", "**", None),
    ("1 < order < 5", "chained-comparison", "<", "write 1 < order and order < 5"),
    ("order == fear in owed", "chained-comparison", "in", None),
    ("оrder > 3", "bad-character", "о", None),  # a Cyrillic letter
    ("figures == “honest”", "bad-character", "“", None),
    ("order\u00a0> 3", "bad-character", "\u00a0", None),
    ("figures == 'honest", "unclosed-word", "'", None),
    ("starvin and inspected", "unknown-name", "starvin", 'did you mean "starving"?'),
    ("starving > 3", "type-mismatch", "starving > 3", None),
    ("ration", "type-mismatch", "ration", None),
    ("ration > 5", "never-true-comparison", "ration > 5", None),
    ("turns_since(engines) + 1 > 2", "uncompared-turns", "turns_since(engines)", None),
    ("turns_since(engines) < order", "uncompared-turns", "turns_since(engines)", None),
    ("turns_since(engnes) < 3", "unknown-place", "engnes", 'did you mean "engines"?'),
    ("turns_since() < 3", "wrong-arguments", "turns_since()", None),
    ("turns_since(engines) < 0", "never-true-comparison", "turns_since(engines) < 0", None),
    ("(order > 3 and fear > 2", "unclosed-parenthesis", "(", None),
    ("visited(engines", "unclosed-parenthesis", "(", None),
    ("order > 3)", "unopened-parenthesis", ")", None),
    ("order >", "broken-expression", ">", None),
    ("> 3", "broken-expression", ">", None),
    ("order > 3 fear > 2", "broken-expression", "fear", None),
    ("if order > 3", "broken-expression", "if", None),
    ("inspected if order > 3", "broken-expression", "if", None),
    ("inspected if order > 3 fear", "broken-expression", "fear", None),
    ("order + if inspected", "broken-expression", "if", None),
    ("not (order + )", "broken-expression", ")", None),
    ("order > 3 else 2", "broken-expression", "else", None),
    ("order += 1", "broken-expression", "+=", None),
    ("order > -fear", "broken-expression", "-", "write (0 - fear)"),
    ("order > - 3", "broken-expression", "-", None),
    ("order > 1.5", "broken-expression", "1.5", None),
    ("inspected == not inspected", "broken-expression", "not", None),
    ("order > 3, fear > 2", "broken-expression", ",", None),
    ("order not 3", "broken-expression", "not", None),
    ("", "empty-expression", "", None),
    ("x" * 501, "too-long", "x", None),
    ("(" * 24 + "x" + ")" * 24, "too-deep", "x", None),
    ("not " * 24 + "x", "too-deep", "x", None),
    ("x" + " + x" * 24, "too-deep", "x" + " + x" * 24, None),
    ("order < 1234567890", "out-of-range", "1234567890", None),
    ("vistied(engines)", "unknown-function", "vistied(engines)", 'did you mean "visited"?'),
    ("visited()", "wrong-arguments", "visited()", None),
    ("visits(order > 3) > 1", "wrong-arguments", "visits(order > 3)", None),
    ("turns(3) > 1", "wrong-arguments", "turns(3)", None),
    ("figures == hones", "unknown-value", "hones", 'did you mean "honest"?'),
    ("figures == 'true'", "unknown-value", "'true'", None),
    ("bread in owed", "unknown-value", "bread", None),
    ("honest-2 in owed", "unspaced-operator", "honest-2", "write honest - 2"),
    ("promise in owned", "unknown-name", "owned", 'did you mean "owed"?'),
    ("visited(engnes)", "unknown-place", "engnes", 'did you mean "engines"?'),
    ("chosen(bargian)", "unknown-choice", "bargian", 'did you mean "bargain"?'),
    ("random(1, 6) > 3", "random-outside-effect", "random(1, 6)", None),
    ("order-1 > 3", "unspaced-operator", "order-1", "write order - 1"),
    ("order-fear > 3", "unspaced-operator", "order-fear", "write order - fear"),
    ("order/2 > 3", "unspaced-operator", "order/2", "write order // 2"),
    ("order // 0 > 3", "division-by-zero", "0", None),
    ("order % (1 - 1) > 3", "division-by-zero", "1 - 1", None),
    ("order > 10", "never-true-comparison", "order > 10", None),
    ("12 == order", "never-true-comparison", "12 == order", None),
    ("order < fear - 10", "never-true-comparison", "order < fear - 10", None),
    ("turns() < 0", "never-true-comparison", "turns() < 0", None),
    ("order >= 0", "always-true-comparison", "order >= 0", None),
    ("order != 11", "always-true-comparison", "order != 11", None),
]
EFFECTS = [
    ("ration = 3", "changed-definition", "ration", None),
    ("ordr += 1", "unknown-name", "ordr", 'did you mean "order"?'),
    ("inspected = yes", "unknown-name", "yes", "write true"),
    ("order = true", "type-mismatch", "true", None),
    ("order += owed", "type-mismatch", "owed", None),
    ("owed = promise", "type-mismatch", "owed = promise", None),
    ("owed += weather", "type-mismatch", "weather", None),
    ("figures += honest", "type-mismatch", "figures += honest", "write figures = honest"),
    ("inspected -= 1", "type-mismatch", "inspected -= 1", None),
    ("ledger = figures", "type-mismatch", "figures", None),
    ("order == 3", "double-equals", "==", "write order = 3"),
    ("inspected = order = 3", "single-equals", "=", None),
    ("order++", "foreign-spelling", "++", None),
    ("order *= 2", "foreign-spelling", "*=", None),
    ("order =+ 1", "foreign-spelling", "=+", None),
    ("order += 1, fear += 1", "broken-expression", ",", None),
    ("order += 1 and fear += 1", "broken-expression", "+=", None),
    ("order", "not-an-effect", "order", None),
    ("order - 1", "not-an-effect", "order - 1", "write order -= 1"),
    ("order +1", "not-an-effect", "order +1", "write order += 1"),
    ("set inspected true", "not-an-effect", "set inspected true", "write inspected = true"),
    ("3 = order", "not-an-effect", "3 = order", None),
    ("set order = 3", "not-an-effect", "set order = 3", None),
    ("order += random(6, 1)", "wrong-arguments", "random(6, 1)", None),
    ("order += random(1, fear)", "wrong-arguments", "random(1, fear)", None),
    ("order += random(1)", "wrong-arguments", "random(1)", None),
    ("figures = hones", "unknown-value", "hones", 'did you mean "honest"?'),
    ("order = 50", "clamped-value", "50", None),
    ("order = cold - 20", "clamped-value", "cold - 20", None),
]
AROUND = "let the markup stand around the braces, or write an if block"
PROSE = [
    ("It is {ordr}.", "unknown-name", "ordr", 'did you mean "order"?'),
    ("It is {order = 3}.", "single-equals", "=", None),
    ("It is {random(1, 6)}.", "random-outside-effect", "random(1, 6)", None),
    ("It is {'a' == 'b'}.", "type-mismatch", "'a' == 'b'", None),
    ("It is {'a' if ordr else 'b'}.", "unknown-name", "ordr", 'did you mean "order"?'),
    (
        "It is {He shivers.}.",
        "broken-expression",
        "{He shivers.}",
        "write {{ and }} for braces that are shown",
    ),
    ("It is {}.", "empty-expression", "{}", None),
    ("It is {order.", "unclosed-brace", "{", None),
    ("It is order}.", "unopened-brace", "}", None),
    ("Locomotives.[^Two engines]", "bad-mark", "[^Two engines]", None),
    ("Locomotives.[^engines", "bad-mark", "[^", None),
    ("It {'*burns*' if order > 3 else 'x'}.", "printed-markup", "*burns*", AROUND),
    ("It {'x' if order > 3 else \"y[^snow]\"}.", "printed-markup", "[^snow]", AROUND),
]
READERS = {"condition": read_condition, "effect": read_effect, "prose": read_prose}
CASES = [
    (kind, *case)
    for kind, cases in (("condition", CONDITIONS), ("effect", EFFECTS), ("prose", PROSE))
    for case in cases
]


@pytest.mark.parametrize(("kind", "text", "name", "words", "help_"), CASES)
def test_a_mistake_is_named_underlined_and_mended(
    kind: str, text: str, name: str, words: str, help_: str | None
) -> None:
    outcome = READERS[kind](text, WORLD)
    first = outcome.problems[0]
    assert first.code.name == name
    assert text[first.start : first.end] == words
    assert first.help == help_
    assert (outcome.tree is None) is first.is_error


@pytest.mark.parametrize(("kind", "text", "name", "words", "help_"), CASES)
def test_a_message_is_one_plain_sentence(
    kind: str, text: str, name: str, words: str, help_: str | None
) -> None:
    del name, words, help_
    for problem in READERS[kind](text, WORLD).problems:
        assert not problem.message.endswith(".") or problem.message.endswith("...")
        assert "\n" not in problem.message
        assert not problem.message[:1].isupper()


def test_one_mistake_is_reported_once() -> None:
    alone = [case for case in CASES if case[2] != "bad-mark"]
    for kind, text, *_ in alone:
        assert len(READERS[kind](text, WORLD).problems) == 1, text


def test_two_mistakes_are_reported_together() -> None:
    outcome = read_condition("ordr > 3 and visited(engnes) and figures == hones", WORLD)
    names = [problem.code.name for problem in outcome.problems]
    assert names == ["unknown-name", "unknown-place", "unknown-value"]


def test_a_look_alike_letter_is_named() -> None:
    (problem,) = read_condition("оrder > 3", WORLD).problems
    assert "cyrillic small letter o" in problem.message


def test_a_decided_comparison_says_which_edge_decides_it() -> None:
    (problem,) = read_condition("order > 10", WORLD).problems
    assert problem.message == "order is never more than 10, so this is never true"
    (problem,) = read_condition("order >= 0", WORLD).problems
    assert problem.message == "order is never less than 0, so this is always true"
    (problem,) = read_condition("order < fear - 10", WORLD).problems
    assert problem.message.startswith("order is never less than 0 and fear - 10 never more than 0")


def test_an_unknown_value_lists_what_is_expected() -> None:
    (problem,) = read_condition("figures == hones", WORLD).problems
    assert problem.message == 'expected one of unsent, honest, rounded, not "hones"'


def test_every_code_has_an_example_here() -> None:
    shown = {name for _, _, name, *_ in CASES} | {cut_problem("6)").code.name}
    assert shown == {code.name for code in codes.ALL}


def test_codes_are_distinct_and_named_in_kebab_case() -> None:
    assert len({code.code for code in codes.ALL}) == len(codes.ALL)
    assert len({code.name for code in codes.ALL}) == len(codes.ALL)
    for code in codes.ALL:
        assert re.fullmatch(r"[EW]03[0-9]{2}", code.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)


@pytest.mark.parametrize(
    "text",
    ["*{'x' if order > 3 else 'y'}*", "{'2 * 3 * 4' if order > 3 else '*'}", "*a {order} b*"],
)
def test_stars_that_are_no_markup_are_no_mistake(text: str) -> None:
    assert not read_prose(text, WORLD).problems
