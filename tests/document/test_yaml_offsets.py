"""From an offset in a value to the very characters of the file, for every style."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.document.places import index_at, line_and_column, line_starts
from engine.document.reader import read
from engine.document.span import Span
from engine.document.tree import Mapping, Node, Scalar, Sequence


def scalars(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node for scalar in scalars(item)]
    if isinstance(node, Mapping):
        return [s for entry in node for s in [entry.key, *scalars(entry.value)]]
    return []


def written_at(text: str, span: Span) -> str:
    start = index_at(text, span.line, span.column)
    return text[start : index_at(text, span.end_line, span.end_column)]


def meaning(written: str, style: str) -> str:
    """What a piece of a scalar's source stands for."""
    if style == '"' and written.startswith("\\"):
        return str(yaml.safe_load(f'"{written}"'))
    return "'" if style == "'" and written == "''" else written


def check_every_character(text: str, scalar: Scalar) -> None:
    previous = (scalar.span.line, scalar.span.column)
    for offset, character in enumerate(scalar.text):
        span = scalar.within(offset, offset + 1)
        here = (span.line, span.column)
        assert previous <= here
        previous = here
        if here != (span.end_line, span.end_column):
            assert meaning(written_at(text, span), scalar.style) == character
            continue
        # A line break, kept or folded: it has no width, and stands at the end of its line.
        assert character in " \n"
        after = text[index_at(text, *here) :].lstrip(" \t")
        assert after[:1] in {"\n", "\r", ""}


EXAMPLES = {
    "plain": "k: one two",
    "plain over lines": "k: one\n  two   three\n\n  four\n\n\n  five\n",
    "plain in brackets": "k: [one\n  two, three]\n",
    "single": "k: 'it''s ''quoted'''\n",
    "single over lines": "k: ' it''s  \n\n\n   here\n  and there '\n",
    "double": 'k: "\\x41\\u0042\\U00000043 \\" \\\\ \\t\\n \\  é😀"\n',
    "double over lines": 'k: " one \\\n   two  \n\n  three\\n \\\n\n\n  \\  four\n "\n',
    "literal": "k: |\n  one\n    two\n\n  three\n",
    "literal, kept": "k: |+\n\n  one\n\n\nb: c\n",
    "literal, stripped": "k: |-\n  one\n  two\n\n\nb: c\n",
    "literal, indicator": "k:\n  j: |2-  # why\n      one\n    two\n",
    "literal, blank first": "k: |1\n    \n  one\n",
    "literal, white lines": "k: |\n  one\n     \n \n  two\n",
    "literal, tabs": "k: |2\n  \tone\n  \t\n  two\t\n  \tthree\n",
    "literal, no end": "k: |\n  one\n  two",
    "literal, empty": "k: |+\n\n   \n\nb: c\n",
    "folded": "k: >\n  one\n  two\n\n  three\n\n\n  four\n",
    "folded, more indented": "k: >\n  one\n   two\n   three\n\n  four\n\n   five\n  six\n",
    "folded, kept": "k: >+\n  one\n  two\n\n\nb: c\n",
    "folded, stripped": "k: >-\n\n  one\n  two\n\n",
    "folded, indicator": "- - k: >1\n       one\n     two\n      three\n",
    "folded, no end": "k: >\n  one\n  two",
    "list item": "-   |\n   one\n-   'two\n\n     three'\n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_every_character_of_a_value_is_found_in_the_file(text: str, end: str) -> None:
    text = text.replace("\n", end)
    document = read(text.encode(), "a.yaml")
    assert document.findings == ()
    for scalar in scalars(document.root):
        check_every_character(text, scalar)


PIECES = st.sampled_from(
    [
        *("a", "é", "😀", " ", "  ", "\n", "\n  ", "\n    ", "\n\n", "\r\n  ", "\t", "#", ":", "-"),
        *(
            "'",
            "''",
            '"',
            "\\n",
            "\\\\",
            "\\x41",
            "\\\n  ",
            "\\ ",
            "word",
            "two words",
            ",",
            "{",
            "]",
        ),
    ]
)
SOURCES = st.lists(PIECES, max_size=25).map("".join)
STARTS = st.sampled_from(
    ["", "'", '"', "|\n  ", ">\n  ", "|1\n  ", "|-\n  ", "|+\n  ", ">2\n    ", ">+\n  ", ">1-\n  "]
)
PLACES = st.sampled_from(["k: {}\nb: c\n", "- {}\n- d\n", "a:\n  - k: {}\n    e: f\n", "k: {}"])


@settings(max_examples=600)
@given(start=STARTS, body=SOURCES, place=PLACES)
def test_every_character_is_found_whatever_the_source(start: str, body: str, place: str) -> None:
    quote = start if start in {"'", '"'} else ""
    text = place.replace("{}", start + body + quote)
    document = read(text.encode(), "a.yaml")
    for scalar in scalars(document.root):
        if scalar.text != text[slice(*indices(text, scalar.span))]:  # an alias or refused text
            assume(not document.findings)
        check_every_character(text, scalar)


def indices(text: str, span: Span) -> tuple[int, int]:
    return index_at(text, span.line, span.column), index_at(text, span.end_line, span.end_column)


@settings(max_examples=200)
@given(
    value=st.text("ab é😀.,'\"\\\n\t:#-", max_size=60),
    style=st.sampled_from(["'", '"', "|", ">"]),
    width=st.integers(5, 60),
    indent=st.integers(2, 6),
    wide=st.booleans(),
)
def test_every_character_is_found_in_what_another_program_writes(
    value: str, style: str, width: int, indent: int, *, wide: bool
) -> None:
    text = yaml.safe_dump(
        {"a": [{"k": value}]}, default_style=style, width=width, indent=indent, allow_unicode=wide
    )
    document = read(text.encode(), "a.yaml")
    assume(not document.findings)  # the writer's own tags, for text that is not plain
    found = scalars(document.root)
    assert yaml.safe_load(text)["a"][0]["k"] in [scalar.text for scalar in found]
    for scalar in found:
        check_every_character(text, scalar)


def test_a_word_of_a_value_is_found_as_a_whole() -> None:
    text = 'if: >\n  order >= 3\n  and not tired\nthen: "say \\"no\\""\n'
    root = read(text.encode(), "a.yaml").root
    assert isinstance(root, Mapping)
    condition, answer = (entry.value for entry in root)
    assert isinstance(condition, Scalar)
    assert isinstance(answer, Scalar)
    word = condition.text.index("not")
    assert condition.within(word, word + 3) == Span("a.yaml", 3, 7, 3, 10)
    over = condition.text.index("3")
    assert condition.within(over, over + 5) == Span("a.yaml", 2, 12, 3, 6)
    no = answer.text.index("no")
    assert answer.within(no - 1, no + 3) == Span("a.yaml", 4, 12, 4, 18)


def test_an_empty_stretch_is_a_point() -> None:
    root = read(b"a: 'it''s'\nb: ''\nc:\n", "a.yaml").root
    assert isinstance(root, Mapping)
    a, b, c = (entry.value for entry in root if isinstance(entry.value, Scalar))
    assert a.within(0, 0) == Span("a.yaml", 1, 5, 1, 5)
    assert a.within(4, 4) == Span("a.yaml", 1, 10, 1, 10)
    assert b.within(0, 0) == Span("a.yaml", 2, 5, 2, 5)
    assert c.within(0, 0) == Span("a.yaml", 3, 3, 3, 3)


def test_an_offset_outside_the_value_gives_the_whole_value() -> None:
    root = read(b"a: bcd\n", "a.yaml").root
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert value.within(2, 9) == value.span
    assert value.within(-1, 2) == value.span


@given(text=st.text("ab\n\r😀", max_size=30), index=st.integers(0, 30))
def test_an_index_becomes_a_line_and_column_and_back(text: str, index: int) -> None:
    index = min(index, len(text))
    line, column = line_and_column(text, index)
    assert text[:index].count("\n") == line - 1
    assert index_at(text, line, column) == index
    assert len(line_starts(text)) == text.count("\n") + 1
