"""What a good file is read into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document.reader import LibyamlMissingError, read
from engine.document.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from engine.document.span import Span


def root_of(text: str) -> Node:
    document = read(text.encode(), "a.yaml")
    assert document.findings == ()
    assert document.root is not None
    return document.root


def plain(node: Node) -> object:
    """The tree as the objects that any YAML reader would give."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return {entry.key.text: plain(entry.value) for entry in node}


def scalar_at(node: Node, key: str) -> Scalar:
    assert isinstance(node, Mapping)
    value = node.get(key)
    assert isinstance(value, Scalar)
    return value


def where(span: Span) -> tuple[int, int, int, int]:
    return (span.line, span.column, span.end_line, span.end_column)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("999999999999999999", 999999999999999999),
        ("1.5", 1.5),
        ("-0.25", -0.25),
    ],
)
def test_a_few_words_and_decimal_numbers_mean_what_they_look_like(
    written: str, value: object
) -> None:
    read_value = scalar_at(root_of(f"a: {written}\n"), "a").value
    assert read_value == value
    assert type(read_value) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "True",
            "FALSE",
            "Null",
            "NULL",
            "~",
            "yes",
            "No",
            "on",
            "off",
            "y",
            "n",
            "٣",
            "--",
            "-x",
        ),
        *(
            "1e3",
            "0o17",
            "0x1F",
            "017",
            ".5",
            "1.",
            ".inf",
            ".nan",
            "12:30",
            "+1",
            "1_000",
            "1.2.3",
        ),
        *("1918-01-15", "1918-07", "'1'", '"true"'),
    ],
)
def test_everything_else_is_text(written: str) -> None:
    scalar = scalar_at(root_of(f"a: {written}\n"), "a")
    assert scalar.value == scalar.text == written.strip("'\"")


def test_keys_are_text_and_stay_in_order() -> None:
    root = root_of("b: 1\ntrue: 2\n1918: 3\nnull: 4\n12345678901234567890: 5\n")
    assert isinstance(root, Mapping)
    texts = ["b", "true", "1918", "null", "12345678901234567890"]
    assert [entry.key.value for entry in root] == texts
    assert [entry.key.text for entry in root] == texts


def test_every_key_and_value_knows_where_it_stands() -> None:
    root = root_of("title: 😀 é\ncast: [volkova, {a: b}]\nnone:\n")
    assert isinstance(root, Mapping)
    spans = [(where(entry.key.span), where(entry.value.span)) for entry in root]
    assert spans == [
        ((1, 1, 1, 6), (1, 8, 1, 11)),
        ((2, 1, 2, 5), (2, 7, 2, 24)),
        ((3, 1, 3, 5), (3, 6, 3, 6)),
    ]


def test_a_block_ends_with_its_last_words_and_a_mapping_with_its_last_value() -> None:
    root = root_of("a:\n  text: |\n    One.\n\n    Two.\n\n# a comment\n")
    assert isinstance(root, Mapping)
    inner = root.get("a")
    assert isinstance(inner, Mapping)
    assert where(scalar_at(inner, "text").span) == (2, 9, 5, 9)
    assert where(inner.span) == (2, 3, 5, 9)
    assert where(root.span) == (1, 1, 5, 9)


def test_styles_are_kept() -> None:
    root = root_of("a: b\nc: 'd'\ne: \"f\"\ng: |\n  h\ni: >\n  j\n")
    assert isinstance(root, Mapping)
    styles = [entry.value.style for entry in root if isinstance(entry.value, Scalar)]
    assert styles == ["", "'", '"', "|", ">"]


@pytest.mark.parametrize("text", ["a: b\r\nc: |\r\n  d\r\n", "﻿a: b\nc: |\n  d\n"])
def test_windows_line_ends_and_a_utf_8_mark_change_nothing(text: str) -> None:
    root = root_of(text)
    assert plain(root) == {"a": "b", "c": "d\n"}
    assert where(scalar_at(root, "a").span) == (1, 4, 1, 5)


@pytest.mark.parametrize("text", ["---\na: b\n", "a: b\n...\n", "# hello\n\n---\na: b\n...\n\n"])
def test_the_marks_of_a_single_document_are_allowed(text: str) -> None:
    assert plain(root_of(text)) == {"a": "b"}


def test_the_text_of_a_document_is_what_the_file_says() -> None:
    assert read("﻿a: é\r\n".encode(), "a.yaml").text == "a: é\r\n"


def test_without_the_c_parser_reading_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(LibyamlMissingError, match="without libyaml"):
        read(b"a: b\n", "a.yaml")


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
SIMPLE_TEXT = st.text("abc éж—.,!?'\"#:-\n", max_size=40)
LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    SIMPLE_TEXT,
)
TREE = st.recursive(
    LEAF,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORD, inner, max_size=4)),
    max_leaves=15,
)


@settings(max_examples=150)
@given(tree=st.dictionaries(WORD, TREE, min_size=1, max_size=4), width=st.integers(20, 200))
def test_what_another_program_writes_comes_back_equal(tree: dict[str, object], width: int) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, width=width, sort_keys=False)
    document = read(written.encode(), "a.yaml")
    assert document.root is not None, document.findings
    assert plain(document.root) == tree
