"""Valid YAML that Story YAML refuses: each with its own code, at its own words, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.document import codes
from engine.document.codes import CODES
from engine.document.reader import Document, read
from engine.document.tree import Mapping, Scalar

if TYPE_CHECKING:
    from engine.document.finding import Finding


def told(document: Document) -> list[tuple[str, str]]:
    """Each finding's kind, and the words of the file that it points at."""
    lines = document.text.split("\n")
    return [(f.code.name, words(lines, f)) for f in document.findings]


def words(lines: list[str], finding: Finding) -> str:
    span = finding.span
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    between = lines[span.line : span.end_line - 1]
    first, last = lines[span.line - 1][span.column - 1 :], lines[span.end_line - 1]
    return "\n".join([first, *between, last[: span.end_column - 1]])


def reading(text: str) -> Document:
    return read(text.encode(), "a.yaml")


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a: 1\nb: 2\na: 3\n", [("duplicate-key", "a")]),
        ("x: {a: 1, 'a': 2}\n", [("duplicate-key", "'a'")]),
        ("a: &here b\n", [("anchor", "&here")]),
        ("a: &here\n  b: c\n", [("anchor", "&here")]),
        ("a: &here [b]\n", [("anchor", "&here")]),
        ("a: [b, *there, c]\n", [("alias", "*there")]),
        ("<<: {a: b}\n", [("merge-key", "<<")]),
        ("a: !name b\n", [("tag", "!name")]),
        ("a: !!str 5\n", [("tag", "!!str")]),
        ("a: !<x> &b c\n", [("tag", "!<x>"), ("anchor", "&b")]),
        ("a: !!map\n  b: c\n", [("tag", "!!map")]),
        ("%YAML 1.2\n---\na: b\n", [("directive", "%YAML 1.2")]),
        ("# x\n%TAG ! y:\n---\na: b\n", [("directive", "%TAG ! y:")]),
        ("a: b\n---\nc: d\n", [("second-document", "---")]),
        ("a: b\n...\n---\nc: d\n", [("second-document", "---")]),
        ("? [a, b]\n: c\n", [("complex-key", "[a, b]")]),
        ("? {a: b}\n: c\n", [("complex-key", "{a: b}")]),
        ("? \n: c\n", [("complex-key", "")]),
        ("a: 1234567890123456789\n", [("long-number", "1234567890123456789")]),
        ("a: -0.1234567890123456789\n", [("long-number", "-0.1234567890123456789")]),
        ("- a\n - b\n", [("list-in-text", "- b")]),
        ("a: |\n  b\n  \tb\nc: [d,\n\te]\n", [("tab-indentation", "\t")]),
        ("\u00a0\u00a0a: b\n", [("odd-indentation", "\u00a0\u00a0")]),
        ("a: b\n\u3000c: d\n", [("odd-indentation", "\u3000")]),
    ],
)
def test_what_story_yaml_has_not_is_told_at_its_words(
    text: str, findings: list[tuple[str, str]]
) -> None:
    assert told(reading(text)) == findings


def test_everything_is_told_at_once() -> None:
    text = "a: &x 1\na: *x\n<<: {}\nb: !t 2\nc: flat #4\nd: zero\u200bwidth\n"
    kinds = [kind for kind, _ in told(reading(text))]
    assert kinds == [
        "anchor",
        "duplicate-key",
        "alias",
        "merge-key",
        "tag",
        "cut-off-text",
        "invisible-character",
    ]


def test_a_syntax_error_does_not_hide_what_stands_before_it() -> None:
    kinds = [kind for kind, _ in told(reading("a: 1\na: 2\nb: 'open\n"))]
    assert kinds == ["duplicate-key", "unclosed-quote"]


def test_the_first_of_two_keys_counts_and_is_shown_beside_the_second() -> None:
    document = reading("a: 1\na: 2\n")
    assert isinstance(document.root, Mapping)
    value = document.root.get("a")
    assert isinstance(value, Scalar)
    assert value.value == 1
    [finding] = document.findings
    assert finding.message == 'the key "a" stands here a second time'
    assert [(r.span.line, r.message) for r in finding.related] == [(1, "the first is here")]


def test_a_value_behind_an_anchor_or_a_tag_is_still_read() -> None:
    root = reading("a: !t  &x  # why\n  'b'\nc: &y\n  d: e\n").root
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert (value.text, value.span.line, value.span.column) == ("b", 2, 3)
    assert value.within(0, 1).column == 4


@pytest.mark.parametrize(
    "line",
    [
        "adapts: serial-a              # a source of kind fiction",
        "speaker: Mark von Hagen # who says it",
        "requires: stores >= 2 # always shown, locked until true",
        "if: trust.lenin >= 3 and not visited(engines) # long enough for prose",
        "place: Moscow, central rail offices  # two spaces set a comment apart",
        "place: Moscow, central rail offices    # aligned",
        "moments: # a heading",
        "text: C# is a note, and so is F#",
        "text: 'quoted text that is long enough' # and its comment",
        "people: [sverdlov, volkova]#not even a comment",
        "title: The Network #",
    ],
)
def test_a_comment_is_not_taken_for_text(line: str) -> None:
    found = [kind for kind, _ in told(reading(line + "\n"))]
    assert "cut-off-text" not in found


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("text: She lives at flat #4 on the corner.\n", "#4 on the corner."),
        ("text: Flat #4\n", "#4"),
        (
            "text: They wait in the cold yard # and then one of them sings.\n",
            "# and then one of them sings.",
        ),
        ("text: They wait\n  in the cold yard # and sing.\n", "# and sing."),
        ("vary: [Number #1]\nx: [one,\n  two #2\n  ]\n", "#1]"),
        ("text: They wait   # and then\n  one of them sings.\n", "# and then"),
    ],
)
def test_text_that_yaml_drops_as_a_comment_is_told(text: str, lost: str) -> None:
    findings = told(reading(text))
    assert findings[0] == ("cut-off-text", lost)


def test_the_message_about_lost_text_says_how_to_mend_either_case() -> None:
    [finding] = reading("text: Flat #4\n").findings
    assert (
        finding.message == 'YAML drops everything after " #"; put the text in quotes or a | block'
    )
    assert finding.help == "if it is a comment, put two spaces before the # and one after it"


def test_a_line_of_prose_is_not_taken_for_a_key() -> None:
    document = reading("text:\n  - By nightfall: one line hums.\n  - 'Or so': they say\n")
    assert told(document) == [("colon-in-text", "By nightfall")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a: {note: Yes, in a line.}\n", [("comma-in-text", "in a line.")]),
        ("a: {note: Yes, indeed, so}\n", [("comma-in-text", "indeed"), ("comma-in-text", "so")]),
        ("a: {note: , other: }\n", []),
        ("text: {order}\n", [("bracket-in-text", "order")]),
        ("- ? why not\n", [("reserved-start", "why not")]),
    ],
)
def test_a_key_without_a_colon_is_a_piece_of_text(
    text: str, findings: list[tuple[str, str]]
) -> None:
    assert told(reading(text)) == findings


def test_thirty_two_levels_are_read_and_one_more_is_not() -> None:
    assert reading("[" * 32 + "]" * 32).findings == ()
    [finding] = reading("[" * 33 + "]" * 33).findings
    assert (finding.code, finding.span.column) == (codes.DEEP_NESTING, 33)


def test_the_number_of_values_is_bounded_by_the_limit_of_the_file() -> None:
    document = read(b"[" + b"a," * 400 + b"]", "a.yaml", limit=1000)
    assert [f.code for f in document.findings] == [codes.MANY_VALUES]
    assert document.root is None


def test_no_more_than_a_hundred_findings_are_listed() -> None:
    document = reading("a: 1\n" * 500)
    assert len(document.findings) == 101
    assert document.findings[-1].code == codes.MANY_FINDINGS
    assert document.findings[-1].span.line == 102


def test_every_code_and_every_name_stands_once() -> None:
    assert len({code.code for code in CODES}) == len(CODES)
    assert len({code.name for code in CODES}) == len(CODES)
    assert all(code.code.startswith("E00") for code in CODES)
