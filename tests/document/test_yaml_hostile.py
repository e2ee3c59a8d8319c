"""Whatever the bytes: an answer, at once, and with places that exist."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from work import calls

from engine.document.reader import Document, read

FEW = 5_000_000
"""Calls that a hostile megabyte may cost: some for each value, and none for each pair."""
"""Seconds; what takes this long here would take minutes where it is not stopped."""


def check(document: Document) -> None:
    lines = document.text.split("\n")
    assert list(document.findings) == sorted(document.findings, key=lambda f: f.sort_key)
    for finding in document.findings:
        span = finding.span
        assert 1 <= span.line <= span.end_line
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert finding.message
        assert not finding.message.endswith(".")
        assert "\n" not in finding.message
        if document.text:
            assert span.end_line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
    if document.root is None:
        assert document.findings


@settings(deadline=2000, max_examples=300)
@given(data=st.binary(max_size=200))
def test_any_bytes_have_an_answer(data: bytes) -> None:
    check(read(data, "a.yaml"))


@settings(deadline=2000, max_examples=300)
@given(text=st.text(max_size=120))
def test_any_text_has_an_answer(text: str) -> None:
    check(read(text.encode("utf-8", "replace"), "a.yaml"))


TOKENS = st.sampled_from(
    [
        *(
            "a",
            "b: ",
            "- ",
            "? ",
            ": ",
            "\n",
            "\n  ",
            "\n    ",
            "\t",
            " ",
            "[",
            "]",
            "{",
            "}",
            ", ",
        ),
        *(
            "'",
            '"',
            "|\n",
            ">-\n",
            "|2",
            "# x",
            " #x",
            "&a ",
            "*a ",
            "!t ",
            "!<",
            "<<: ",
            "%TAG ! x\n",
        ),
        *(
            "---\n",
            "...\n",
            "\r",
            "\r\n",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\\",
            '"\\q',
            "\\u202e",
            "é",
        ),
        *(
            "@",
            "`",
            "\u00a0",
            "😀",
            "1" * 20,
            "word",
            "some words",
            "~",
            "\0",
            "\x1b",
            "-",
            ":",
            "%",
        ),
    ]
)


@settings(deadline=2000, max_examples=1500)
@given(text=st.lists(TOKENS, max_size=30).map("".join))
@example("a: [\n")
@example("? [&a")
@example("%TAG ! x\n%TAG ! y\n")
def test_anything_that_looks_like_yaml_has_an_answer(text: str) -> None:
    check(read(text.encode(), "a.yaml"))


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


MEGABYTE = 1024 * 1024 - 64
RANDOM = random.Random(1918).randbytes(MEGABYTE)
HOSTILE = {
    "dashes": b"- " * (MEGABYTE // 2),
    "thirty thousand dashes": b"- " * 30000,
    "brackets": b"[" * MEGABYTE,
    "braces": b"{" * MEGABYTE,
    "mappings in brackets": b"{a: [" * (MEGABYTE // 5),
    "questions": b"? " * (MEGABYTE // 2),
    "aliases": bomb(5000).encode(),
    "merge keys": b"a: &a {b: c}\nd: {" + b"<<: *a, " * 100000 + b"}\n",
    "anchors": b"- &a b\n" * 140000,
    "tags": b"%TAG ! " + b"x" * (MEGABYTE // 2) + b"\n---\n" + b"- !y z\n" * 70000,
    "directives": b"%TAG ! x\n" * (MEGABYTE // 9),
    "one long line": b"a: " + b"x" * MEGABYTE,
    "one long line of words": b"a: " + b"x " * (MEGABYTE // 2),
    "one long key": b"x" * MEGABYTE + b": a",
    "spaces": b"a:" + b" " * MEGABYTE + b"b\n",
    "spaces before breaks": b"a: b" + (b" " * 1000 + b"\n") * (MEGABYTE // 1001),
    "empty lines": b"a: 'b" + b"\n" * MEGABYTE + b"'",
    "comments": b"a: b\n" + b"#\n" * (MEGABYTE // 2),
    "values": b"[" + b"," * 10 + b"a," * (MEGABYTE // 2) + b"]",
    "values in lines": b"- a\n" * (MEGABYTE // 4),
    "the same key": b"a: 1\n" * (MEGABYTE // 5),
    "escapes": b'a: "' + b"\\a" * (MEGABYTE // 2) + b'"',
    "many escapes": b'- "\\a"\n' * (MEGABYTE // 7),
    "control characters": b"\x01" * MEGABYTE,
    "carriage returns": b"\r" * MEGABYTE,
    "line separators": "\u2028".encode() * (MEGABYTE // 3),
    "tabs": b"a: [b,\n" + b"\tc,\n" * (MEGABYTE // 4) + b"]",
    "lost text": b"- a b #c\n" * (MEGABYTE // 9),
    "long numbers": b"- " + b"1" * MEGABYTE,
    "many Cyrillic words on a line": ("[" + "ж," * (MEGABYTE // 4) + "]").encode(),
    "zeros": bytes(MEGABYTE),
    "random": RANDOM,
    "UTF-16": ("a: b\n" * 100000).encode("utf-16"),
    "two megabytes": b"a: " + b"x" * 2 * 1024 * 1024,
    "an open quote": b'a: "' + b"x\n" * (MEGABYTE // 2),
    "an open bracket": b"a: [" + b"x\n" * (MEGABYTE // 2),
    "documents": b"---\n" * (MEGABYTE // 4),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_answered_at_once(data: bytes) -> None:
    documents = []
    assert calls(lambda: documents.append(read(data, "a.yaml"))) < FEW
    check(documents[0])


def test_the_places_of_a_long_value_are_found_at_once() -> None:
    words = b"a: 'x" + b"x   \n  y ''z " * 50000 + b"'"
    document = read(words, "a.yaml")
    scalar = document.root.entries[0].value  # type: ignore[union-attr]
    end = len(scalar.text)  # type: ignore[union-attr]
    assert calls(lambda: scalar.within(end - 5, end)) < FEW  # type: ignore[union-attr]
