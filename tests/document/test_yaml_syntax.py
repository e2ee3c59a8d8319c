"""What is not YAML: told in our words, where the author's hand slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.document.reader import read

if TYPE_CHECKING:
    from engine.document.span import Span

QUOTE = 'the quotation that this " opens is not closed; prose needs a | block'
APOSTROPHE = "the quotation that this ' opens is not closed; text with apostrophes needs a | block"
AFTER_QUOTE = "the text goes on after its closing quote; put the whole in a | block"
AFTER_BRACKET = 'text that begins with "[" or "{" needs quotes or a | block'
COLON = 'text that holds ": " needs quotes or a | block'
TAB = "this line is indented with a tab; use spaces"
TOO_FAR = "this line is indented further than the line it belongs with"
NO_MATCH = "the indentation of this line matches no line above it"
LESS = "this line is indented less than the text above it, so it is no part of it"
SPACE = "a colon needs a space after it"
ITEM = "this list item stands among keys; indent it under the key it belongs to"
KEY = 'this key stands among the items of a list, each of which begins with "- "'
LOST = 'YAML drops everything after " #"; put the text in quotes or a | block'
ODD = "this line is indented with a space that YAML does not count; use plain spaces"
DASH = (
    'a value cannot begin with "-" on the line of its key: a list begins on the next line, '
    "and text needs quotes or a | block"
)
PERCENT = 'a line cannot begin with "%"; if it belongs to the text above, indent it'


def reserved(sign: str) -> str:
    return f'a value that begins with "{sign}" needs quotes or a | block'


def unclosed(bracket: str) -> str:
    return f'this bracket is not closed: "{bracket}" is missing'


def instead(wrong: str, right: str) -> str:
    return f'this bracket is closed by "{wrong}" instead of "{right}"'


def begins(sign: str) -> str:
    return f'nothing may follow this "{sign}" on its line: its text begins on the next one'


def no_colon(words: str) -> str:
    return f'"{words}" has no colon, so it is no key'


def escape(written: str) -> str:
    return f"{written} stands for no character in double quotes; write \\\\ for a backslash"


def shown(span: Span) -> str:
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        # Quotes.
        ('a: "open\nb: c\n', "E0051", "1:4-1:5", QUOTE),
        ("a: b\nc: 'open\n\n\n", "E0051", "2:4-2:5", APOSTROPHE),
        ('- "open\n- "shut"\n', "E0051", "1:3-1:4", QUOTE),
        ("a: 'Tis cold,\nb: I don't\n", "E0051", "1:4-1:5", APOSTROPHE),
        ('a: "b\n---\nc"\n', "E0051", "1:4-1:5", QUOTE),
        ('"a: b\n', "E0051", "1:1-1:2", QUOTE),
        ('text: "Halt!" she said.\n', "E0043", "1:15-1:24", AFTER_QUOTE),
        ('- "Halt!" she said: go.\n- b\n', "E0043", "1:11-1:24", AFTER_QUOTE),
        ("a: 'Tis the king's\n", "E0043", "1:18-1:19", AFTER_QUOTE),
        ('a: ["b" c]\n', "E0043", "1:9-1:11", AFTER_QUOTE),
        ('"x": 1\n"y" z: 1\n', "E0043", "2:5-2:9", AFTER_QUOTE),
        ('a: "\\q"\n', "E0057", "1:5-1:7", escape("\\q")),
        ('a: "\\x4"\n', "E0057", "1:5-1:8", escape("\\x4")),
        ('a: "b \\ud800 c"\n', "E0057", "1:7-1:13", escape("\\ud800")),
        ('a: "\\U00110000"\n', "E0057", "1:5-1:15", escape("\\U00110000")),
        # Brackets.
        ("a: [b, c\nd: e\nf: g\n", "E0052", "1:4-1:5", unclosed("]")),
        ("a: {b: c\nd: e\n", "E0052", "1:4-1:5", unclosed("}")),
        ("a: [b\n", "E0052", "1:4-1:5", unclosed("]")),
        ("a: [\n", "E0052", "1:4-1:5", unclosed("]")),
        ("a: [b, {\n", "E0052", "1:8-1:9", unclosed("}")),
        ("- [a, b\n- c\n", "E0052", "1:3-1:4", unclosed("]")),
        ("a: [b}\n", "E0052", "1:4-1:5", instead("}", "]")),
        ("a: {b: c]\n", "E0052", "1:4-1:5", instead("]", "}")),
        ("a: [b, }\n", "E0052", "1:4-1:5", instead("}", "]")),
        (
            "text: {order} barrels left.\n",
            "E0044",
            "1:8-1:13",
            reserved("{").replace("a value", "text"),
        ),
        ("text: {a: b} barrels left.\n", "E0044", "1:14-1:27", AFTER_BRACKET),
        ("- [Laughs] She goes.\n", "E0044", "1:12-1:21", AFTER_BRACKET),
        ("a: [b, , c]\n", "E0059", "1:8-1:9", 'a value is missing before this ","'),
        ("a: [b {c}]\n", "E0059", "1:7-1:8", "a comma is missing before this"),
        # Colons.
        ("text: He said: go.\n", "E0042", "1:14-1:15", COLON),
        ("- a: b: c\n", "E0042", "1:7-1:8", COLON),
        ("a: {b: c: d}\n", "E0042", "1:9-1:10", COLON),
        ("a: [x: y: z]\n", "E0042", "1:9-1:10", COLON),
        ("a: [b:]\n", "E0042", "1:6-1:7", "text that holds a colon here needs quotes or a | block"),
        ("a: : c\n", "E0045", "1:4-1:5", reserved(":")),
        (": c\n", "E0059", "1:1-1:2", "there is no key before this colon"),
        ("a: b\nkey:value\n", "E0055", "2:4-2:5", SPACE),
        ("a:\n  key:value\n  b: c\n", "E0055", "2:6-2:7", SPACE),
        ("- key:value\n  b: c\n", "E0055", "1:6-1:7", SPACE),
        ("- a\n-b\n", "E0055", "2:1-2:2", "the dash of a list item needs a space after it"),
        ("a: b\nthe rest\nc: d\n", "E0054", "2:1-2:9", no_colon("the rest")),
        ("title\nb: c\n", "E0054", "1:1-1:6", no_colon("title")),
        (
            "a: |\n  b\nthe rest of a line that is long\n",
            "E0054",
            "3:1-3:32",
            no_colon("the rest of a line that is lon..."),
        ),
        ("x" * 1100 + ": y\n", "E0059", "1:1-1:1101", "a key has at most 1024 characters"),
        # Indentation.
        ("a: b\n  c: d\n", "E0053", "2:3-2:7", TOO_FAR),
        ("a: 'b'\n   c: d\n", "E0053", "2:4-2:8", TOO_FAR),
        ("a:\n  b: c\n d: e\n", "E0053", "3:2-3:6", NO_MATCH),
        ("  a: b\nc: d\n", "E0053", "2:1-2:5", NO_MATCH),
        ("a: |\n    b\n  c\n", "E0053", "3:3-3:4", LESS),
        ("a: b\n- c\n", "E0056", "2:1-2:4", ITEM),
        ("- a\nb: c\n", "E0056", "2:1-2:5", KEY),
        ("a:\n\t- b\n", "E0035", "2:1-2:2", TAB),
        ("\ta: b\n", "E0035", "1:1-1:2", TAB),
        ("- a: b\n\u3000- c\n", "E0036", "2:1-2:2", ODD),
        ("a: b\n\u00a0\u00a0- c\n", "E0036", "2:1-2:3", ODD),
        ("a: |\n  b\n\tc\n", "E0035", "3:1-3:2", TAB),
        ("a: b\n\tc\n", "E0035", "2:1-2:2", TAB),
        ("a:\n\t\n  b: c\n", "E0035", "2:1-2:2", "this empty line holds a tab; remove it"),
        # Beginnings.
        ("a: @b\n", "E0045", "1:4-1:5", reserved("@")),
        ("a: `b`\n", "E0045", "1:4-1:5", reserved("`")),
        ("- %b\n", "E0045", "1:3-1:4", reserved("%")),
        ("a: ? b\n", "E0045", "1:4-1:5", reserved("?")),
        ("a: ]\n", "E0045", "1:4-1:5", reserved("]")),
        ("a: , b\n", "E0045", "1:4-1:5", reserved(",")),
        ("a: - b\n", "E0045", "1:4-1:5", DASH),
        ("a: [- b]\n", "E0045", "1:5-1:6", reserved("-")),
        ("text: *Nobody* moved.\n", "E0013", "1:7-1:22", reserved("*")),
        ("text: *Nobody moved*.\n", "E0013", "1:7-1:14", reserved("*")),
        ("text: &c. and so on\n", "E0012", "1:7-1:20", reserved("&")),
        ("a: !x!y z\n", "E0015", "1:4-1:10", reserved("!")),
        ("text: > He said\n", "E0058", "1:7-1:16", begins(">")),
        ("text: |He said\n  so\n", "E0058", "1:7-1:15", begins("|")),
        ("a: |\n  b\n%c d\n", "E0016", "3:1-3:5", PERCENT),
        # The end of one document.
        (
            "a: b\n...\nc: d\n",
            "E0017",
            "3:1-3:5",
            "a second document begins here; a file holds one",
        ),
        (
            "[a]\nb: c\n",
            "E0059",
            "2:1-2:5",
            "what stands above is complete in itself, so nothing may follow it",
        ),
        # A text that a comment has cut in two.
        ("a: foo # bar\n  baz\nc: d\n", "E0041", "1:8-1:13", LOST),
        ("- b: c # x\n  d\n- e\n", "E0041", "1:8-1:11", LOST),
    ],
)
def test_a_mistake_is_told_where_it_was_made(
    text: str, code: str, place: str, message: str
) -> None:
    document = read(text.encode(), "a.yaml")
    told = [(f.code.code, shown(f.span), f.message) for f in document.findings]
    assert told == [(code, place, message)]
    assert document.root is None


def test_a_line_without_a_colon_may_belong_to_the_text_above() -> None:
    [finding] = read(b"a: |\n  b\nthe rest\n", "a.yaml").findings
    assert finding.help == "if it belongs to the text above, indent it"


@pytest.mark.parametrize("text", ["text: *a* b #4\n", "a: b\u200bc: d\n", "a: b\rc: d"])
def test_an_error_that_follows_from_another_is_not_told(text: str) -> None:
    assert len(read(text.encode(), "a.yaml").findings) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_do_not_move_a_place(end: str) -> None:
    text = end.join(["a: b", "c: [d, e", "f: g", ""])
    [finding] = read(text.encode(), "a.yaml").findings
    assert (finding.span.line, finding.span.column) == (2, 4)
