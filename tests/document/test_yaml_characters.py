"""Characters and encodings."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from engine.document.characters import STAND_IN, holds_refused
from engine.document.reader import read
from engine.document.tree import Mapping, Scalar

TURNS = "an invisible mark here changes the direction of the text"


def test_unicode_decides_which_characters_are_refused() -> None:
    allowed = set("\n\r\t\u200c\u200d")
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        category = unicodedata.category(character)
        if category in {"Cs", "Cn"} or character in allowed:
            continue
        refused = category in {"Cc", "Cf", "Zl", "Zp"}
        assert holds_refused(character + "\n") == refused, hex(number)


@pytest.mark.parametrize(
    ("character", "code", "message"),
    [
        ("\x07", "E0031", "a control character stands here: U+0007"),
        ("\x1b", "E0031", "a control character stands here: U+001B"),
        ("\x7f", "E0031", "a control character stands here: U+007F"),
        ("\x9b", "E0031", "a control character stands here: U+009B"),
        ("\uffff", "E0031", "a control character stands here: U+FFFF"),
        ("\u202e", "E0032", f"{TURNS}: U+202E (right-to-left override)"),
        ("\u2066", "E0032", f"{TURNS}: U+2066 (left-to-right isolate)"),
        ("\u200b", "E0033", "an invisible character stands here: U+200B (zero width space)"),
        ("\u00ad", "E0033", "an invisible character stands here: U+00AD (soft hyphen)"),
        (
            "\ufeff",
            "E0033",
            "an invisible character stands here: U+FEFF (zero width no-break space)",
        ),
        (
            "\u2028",
            "E0034",
            "a line break stands here that most programs do not see: U+2028 (line separator)",
        ),
        ("\x85", "E0034", "a line break stands here that most programs do not see: U+0085"),
        ("\r", "E0034", "a line break stands here that most programs do not see: U+000D"),
    ],
)
@pytest.mark.parametrize(
    "where", ["a: 😀 x{}y\n", "# x{}y\na: b\n", "a: |\n  x{}y\n", "a: 'x{}y'\n"]
)
def test_a_refused_character_is_told_at_its_place(
    where: str, character: str, code: str, message: str
) -> None:
    text = where.format(character)
    [finding] = read(text.encode(), "a.yaml").findings
    before = text[: text.index(character)]
    assert (finding.code.code, finding.message) == (code, message)
    assert finding.span.line == before.count("\n") + 1
    assert finding.span.column == len(before) - before.rfind("\n")
    assert (finding.span.end_line, finding.span.end_column) == (
        finding.span.line,
        finding.span.column + 1,
    )


def test_the_joiners_that_scripts_need_are_allowed() -> None:
    assert read("a: می\u200cخواهم\nb: क्\u200dष\n".encode(), "a.yaml").findings == ()


def test_a_refused_character_never_reaches_the_tree() -> None:
    root = read(b"a: |\n  x\x1b[2Jy\n", "a.yaml").root
    assert isinstance(root, Mapping)
    value = root.get("a")
    assert isinstance(value, Scalar)
    assert value.text == f"x{STAND_IN}[2Jy\n"


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\e", "E0031"),
        ("\\0", "E0031"),
        ("\\x07", "E0031"),
        ("\\u202e", "E0032"),
        ("\\u200B", "E0033"),
        ("\\L", "E0034"),
        ("\\N", "E0034"),
        ("\\r", "E0034"),
    ],
)
def test_an_escape_cannot_smuggle_one_in(escape: str, code: str) -> None:
    document = read(f'k: b\na: "é {escape}[2J"\n'.encode(), "a.yaml")
    [finding] = document.findings
    span = finding.span
    assert finding.code.code == code
    assert (span.line, span.column, span.end_column) == (2, 7, 7 + len(escape))
    assert isinstance(document.root, Mapping)
    value = document.root.get("a")
    assert isinstance(value, Scalar)
    assert not holds_refused(value.text)


@pytest.mark.parametrize(
    ("data", "code", "place", "message"),
    [
        (
            b"a: b\nc: \xc3\xa9\xe9t\xe9\n",
            "E0007",
            (2, 5),
            "the byte 0xE9 here is not UTF-8; save the file as UTF-8",
        ),
        (
            b"\xef\xbb\xbf\xff\n",
            "E0007",
            (1, 1),
            "the byte 0xFF here is not UTF-8; save the file as UTF-8",
        ),
        (
            b"a: \xed\xa0\x80\n",
            "E0007",
            (1, 4),
            "the byte 0xED here is not UTF-8; save the file as UTF-8",
        ),
        (
            "a: b".encode("utf-16"),
            "E0006",
            (1, 1),
            "this file is written in UTF-16; save it as UTF-8",
        ),
        (
            "a: b".encode("utf-16-le"),
            "E0006",
            (1, 1),
            "this file is written in UTF-16; save it as UTF-8",
        ),
        (
            "a: b".encode("utf-16-be"),
            "E0006",
            (1, 1),
            "this file is written in UTF-16; save it as UTF-8",
        ),
        (
            "a: b".encode("utf-32"),
            "E0006",
            (1, 1),
            "this file is written in UTF-32; save it as UTF-8",
        ),
        (b"a: b\nc: \0\n", "E0005", (2, 4), "this is not a text file: it holds a NUL character"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "E0005",
            (3, 1),
            "this is not a text file: it holds a NUL character",
        ),
        (b"", "E0008", (1, 1), "this file is empty"),
        (b"\n# only a comment\n", "E0008", (1, 1), "this file is empty"),
        (b"---\n", "E0008", (1, 1), "this file is empty"),
    ],
)
def test_what_is_not_text_in_utf_8_is_told_as_what_it_is(
    data: bytes, code: str, place: tuple[int, int], message: str
) -> None:
    document = read(data, "a.yaml")
    [finding] = document.findings
    assert (finding.code.code, finding.message) == (code, message)
    assert (finding.span.line, finding.span.column) == place
    assert document.root is None
