from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_world import LAYOUT, WORLD, state

from engine.language.check import read_prose
from engine.language.compile import compile_prose
from engine.language.prose import parse_prose
from engine.language.tree import marks
from engine.model.prose import Paragraph, Run


def told(text: str, **values: object) -> tuple[Paragraph, ...]:
    outcome = read_prose(text, WORLD)
    assert outcome.tree is not None, outcome.problems
    return compile_prose(outcome.tree, LAYOUT)(state(**values))


def runs(text: str, **values: object) -> tuple[Run, ...]:
    (paragraph,) = told(text, **values)
    return paragraph.runs


def plain(text: str, **values: object) -> str:
    (run,) = runs(text, **values)
    assert run == Run(run.text)
    return run.text


def test_a_blank_line_parts_paragraphs_and_a_line_break_is_a_space() -> None:
    text = "Paper lies in drifts\nalong the counter.  \n \n\n  Somebody has hung a coat.\n"
    assert [each.text for each in told(text)] == [
        "Paper lies in drifts along the counter.",
        "Somebody has hung a coat.",
    ]


def test_a_quote_keeps_its_line_breaks() -> None:
    text = "He reads:\n> TO ALL STATIONS\n> STOP\n>\n>   signed\nHe folds it."
    assert told(text) == (
        Paragraph.of((Run("He reads:"),)),
        Paragraph.of((Run("TO ALL STATIONS\nSTOP\n\n  signed"),), "quote"),
        Paragraph.of((Run("He folds it."),)),
    )


def test_two_quotes_are_parted_by_a_blank_line() -> None:
    assert [(each.text, each.kind) for each in told("> one\n\n> two")] == [
        ("one", "quote"),
        ("two", "quote"),
    ]


def test_stars_are_emphasis_and_strong() -> None:
    assert runs("a *b c* **d** ***e***") == (
        Run("a "),
        Run("b c", emphasis=True),
        Run(" "),
        Run("d", strong=True),
        Run(" "),
        Run("e", emphasis=True, strong=True),
    )
    assert runs("**all *of* it**") == (
        Run("all ", strong=True),
        Run("of", strong=True, emphasis=True),
        Run(" it", strong=True),
    )
    assert runs("*over\ntwo lines*") == (Run("over two lines", emphasis=True),)
    assert runs("(*Pravda*'s)") == (Run("("), Run("Pravda", emphasis=True), Run("'s)"))


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "2*3*4",
        "d*mn and h*ll",
        "a *b",
        "a* b",
        "**a*",
        "* * *",
        "***",
        "****a****",
        "*",
        "a ** b",
    ],
)
def test_a_star_without_a_partner_is_a_star(text: str) -> None:
    assert plain(text) == text


def test_a_closing_star_takes_the_nearest_opening_one() -> None:
    assert runs("*3, see *this*") == (Run("*3, see "), Run("this", emphasis=True))
    assert runs("***a**") == (Run("*"), Run("a", strong=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\*not\* emphasis", "*not* emphasis"),
        (r"\[^mark]", "[^mark]"),
        (r"\> not a quote", "> not a quote"),
        (r"\{order", "{order"),
        (r"\\ and {{x}}", r"\ and {x}"),
        ("{{order}}", "{order}"),
        (r"C:\new", r"C:\new"),
    ],
)
def test_what_is_escaped_is_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "[sic]",
        "[/]",
        "[@click=app.quit]now[/]",
        "[bold red]Lenin[/bold red]",
        "<b>bold</b> &amp; <script>",
        "_x_ __y__ ~~z~~ `code`",
        "# not a heading",
        "- not a list",
        "1. not a list",
        ">not a quote",
        "[a](http://example.org)",
        "$order %s %(order)s",
        "\x1b[31m",
    ],
)
def test_everything_else_is_text(text: str) -> None:
    assert plain(text) == text


def test_marks_stand_where_they_were_written() -> None:
    text = "Locomotives.[^locomotives] *Snow[^snow-1917]*"
    assert runs(text) == (
        Run("Locomotives."),
        Run("", mark="locomotives"),
        Run(" "),
        Run("Snow", emphasis=True),
        Run("", mark="snow-1917"),
    )
    tree = parse_prose(text).tree
    assert tree is not None
    found = marks(tree)
    assert [mark.name for mark in found] == ["locomotives", "snow-1917"]
    assert [text[mark.start : mark.end] for mark in found] == ["[^locomotives]", "[^snow-1917]"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{order} sacks", "3 sacks"),
        ("{cold} degrees", "-5 degrees"),
        ("{order + 2}", "5"),
        ("{order // (fear - 3)}", "0"),
        ("{inspected}", "no"),
        ("{order == 3}", "yes"),
        ("{figures}", "unsent"),
        ("{weather}", "clear"),
        ("{owed}", "none"),
        ("{'cold' if fear > 3 else 'warm'}", "warm"),
        ('{"the clerk\'s" if fear > 3 else "nobody\'s"} desk', "nobody's desk"),
        ("{order if order > 5 else 'few'}", "few"),
        ("{'}' if fear > 3 else '{'}", "{"),
        ("{'cold' if fear > 3\nelse 'warm\n  and dry'}", "warm and dry"),
        ("{turns()} and {visits(engines)}", "0 and 0"),
    ],
)
def test_a_value_is_printed_in_words(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_values_have_spaces_for_hyphens_and_sets_are_listed_as_declared() -> None:
    assert plain("{weather}", weather="light-snow") == "light snow"
    assert plain("{owed}", owed=frozenset({"vote"})) == "vote"
    assert plain("{owed}", owed=frozenset({"vote", "promise"})) == "promise and vote"
    everything = frozenset({"vote", "promise", "dry-room"})
    assert plain("{owed}", owed=everything) == "promise, vote and dry room"


def test_a_value_takes_the_style_around_it_and_joins_its_neighbours() -> None:
    assert runs("*{order} sacks* left") == (Run("3 sacks", emphasis=True), Run(" left"))


def test_a_mark_stands_between_values() -> None:
    assert runs("{order}[^snow]{fear}") == (Run("3"), Run("", mark="snow"), Run("3"))


def test_what_a_value_prints_is_never_markup() -> None:
    assert plain("{'*[^a] {{ > b*' if fear > 3 else '**x**'}", fear=9) == "*[^a] {{ > b*"


def test_a_paragraph_that_says_nothing_is_left_out() -> None:
    text = "One.\n\n{'Two.' if fear > 3 else ''}\n\nThree."
    assert [each.text for each in told(text, fear=0)] == ["One.", "Three."]
    assert [each.text for each in told(text, fear=9)] == ["One.", "Two.", "Three."]


def test_constant_prose_is_built_once() -> None:
    outcome = read_prose("Nothing *changes*.\n\n> Here.", WORLD)
    assert outcome.tree is not None
    telling = compile_prose(outcome.tree, LAYOUT)
    assert telling(state()) is telling(state(order=5))


def test_empty_prose_has_no_paragraphs() -> None:
    assert told("") == told(" \n\n \t\n") == ()


def test_every_problem_in_a_block_is_reported_at_its_own_words() -> None:
    text = "It is {ordr} and\n\n> {feer}"
    problems = read_prose(text, WORLD).problems
    assert [text[each.start : each.end] for each in problems] == ["ordr", "feer"]


_quiet = st.text(
    st.characters(exclude_characters="\\{}[*\n", exclude_categories=["Cs"]), min_size=1
).filter(lambda text: text.strip(" \t\r") == text and not text.startswith(">"))


@given(_quiet)
def test_prose_without_markup_comes_back_as_it_was(text: str) -> None:
    assert plain(text) == text


@given(st.lists(_quiet, min_size=1, max_size=4))
def test_paragraphs_without_markup_come_back_as_they_were(texts: list[str]) -> None:
    assert [each.text for each in told("\n\n".join(texts))] == texts
    lines = "\n".join(f"> {text}" for text in texts)
    assert told(lines) == (Paragraph.of((Run("\n".join(texts)),), "quote"),)
