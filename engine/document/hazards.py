"""Unquoted text that is valid YAML and does not mean what its author meant.

Each of these is valid YAML. A comment is the hard case, since authors write them as well: see
`_is_cut_off` for how the two are told apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeGuard

from engine.document import codes
from engine.document.places import index_at, line_around, span_between
from engine.document.tree import Scalar

if TYPE_CHECKING:
    from engine.document.finding import Code
    from engine.document.gather import Findings
    from engine.document.tree import Entry, Node, Source

PROSE: Final = 20
"""Text longer than this reads as prose, in characters."""

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like indentation and are text to YAML, as a character class."""

ODD_INDENTATION: Final = (
    "this line is indented with a space that YAML does not count; use plain spaces"
)

BLANK: Final = frozenset(" \t")
"""What can stand between a value and a comment."""

_COMMENT: Final = re.compile(r"(?P<gap>[ \t]+)#(?P<glued>[^\s#])?")
_CODE: Final = re.compile(r"[=<>()_]")
_DASH_LINE: Final = re.compile(r"\n[ \t]*(-[ \t]+\S[^\n]*)")
_ODD_START: Final = re.compile(f"[{ODD_SPACES}]+")


def check_plain(source: Source, start: int, end: int, findings: Findings) -> None:
    """Report what an unquoted value has lost, or gained.

    There is something to find only if white space follows it or if it is not all ASCII.

    Args:
        source: The file.
        start: Index of the value's first character.
        end: Index after its last character.
        findings: Receives what is found.
    """
    text = source.text
    if text[end : end + 1] in BLANK:
        _check_comment(source, start, end, findings)
    if start < end and text[start] > "\x7f":
        _check_start(source, start, findings)


def is_nothing(node: Node) -> TypeGuard[Scalar]:
    """Whether nothing at all is written where this value stands."""
    return isinstance(node, Scalar) and not node.text and not node.style


def check_entry(entry: Entry, findings: Findings, *, braces: bool, first: bool) -> bool:
    """Report a key that is none.

    Args:
        entry: A key of any style, with its value.
        findings: Receives what is found.
        braces: Whether it stands in ``{ }``.
        first: Whether it is the first key of its mapping.

    Returns:
        Whether it may stand in the tree.
    """
    key = entry.key
    if is_nothing(entry.value) and (code_and_message := _without_colon(entry, braces, first)):
        findings.add(*code_and_message, key.span)
    elif key.style:
        return True
    elif key.text == "<<":
        message = 'a key "<<" would merge another mapping; write out what it should hold'
        findings.add(codes.MERGE_KEY, message, key.span)
        return False
    elif " " in key.text:
        message = (
            'YAML takes this for a key because ": " follows; put the text in quotes or a | block'
        )
        findings.add(codes.COLON_IN_TEXT, message, key.span)
    return True


def _without_colon(entry: Entry, braces: bool, first: bool) -> tuple[Code, str] | None:  # noqa: FBT001
    """Say what a key without a colon is: text in braces, text after a comma, or a question mark."""
    key, value = entry.key.span, entry.value.span
    text = entry.key.source.text
    end = index_at(text, key.end_line, key.end_column)
    if ":" in text[end : index_at(text, value.line, value.column)]:
        return None
    if text[: index_at(text, key.line, key.column)].rstrip(" ").endswith("?"):
        return codes.RESERVED_START, 'a value that begins with "?" needs quotes or a | block'
    if not braces:
        return None
    if first:
        return codes.BRACKET_IN_TEXT, 'text that begins with "{" needs quotes or a | block'
    return codes.COMMA_IN_TEXT, "a comma ends the text before it here; put the whole text in quotes"


def cut_off_after(text: str, end: int) -> tuple[int, int] | None:
    """Find the comment right behind a value: where its # stands and where the line ends."""
    match = _COMMENT.match(text, end)
    return (match.end("gap"), line_around(text, end)[1]) if match else None


def report_cut_off(source: Source, place: tuple[int, int], findings: Findings) -> None:
    """Report that the rest of a line was dropped as a comment."""
    message = 'YAML drops everything after " #"; put the text in quotes or a | block'
    help_ = "if it is a comment, put two spaces before the # and one after it"
    span = span_between(source.path, source.text, *place)
    findings.add(codes.CUT_OFF_TEXT, message, span, help=help_)


def _check_comment(source: Source, start: int, end: int, findings: Findings) -> None:
    match = _COMMENT.match(source.text, end)
    if match and _is_cut_off(source.text[start:end], match):
        place = match.end("gap"), line_around(source.text, end)[1]
        report_cut_off(source, place, findings)


def _is_cut_off(value: str, comment: re.Match[str]) -> bool:
    """Whether a comment behind an unquoted value is likely to be the rest of its text.

    A comment is written with a space after its ``#``, as good as always; ``#`` in prose never is
    (``flat #4``). So a ``#`` with anything at all right behind it is text. With a space behind it,
    it is taken for text only if the value is long, reads as prose and not as a condition, and
    nothing sets the comment apart: linters ask for two spaces before it, people align them.
    """
    if comment["glued"]:
        return True
    prose = len(value) > PROSE and " " in value and not _CODE.search(value)
    return prose and comment["gap"] == " "


def check_lines(source: Source, start: int, end: int, findings: Findings) -> None:
    """Report a list item among the lines of an unquoted value, where it is an item no longer."""
    for match in _DASH_LINE.finditer(source.text, start, end):
        message = 'YAML joins this line to the text above it; indent it as that list\'s "- " is'
        span = span_between(source.path, source.text, *match.span(1))
        findings.add(codes.LIST_IN_TEXT, message, span)


def _check_start(source: Source, start: int, findings: Findings) -> None:
    """A value or key that begins its line with spaces which YAML takes for text."""
    place = odd_indentation(source.text, start)
    if place:
        span = span_between(source.path, source.text, *place)
        findings.add(codes.ODD_INDENTATION, ODD_INDENTATION, span)


def odd_indentation(text: str, start: int) -> tuple[int, int] | None:
    """Find the spaces from an index on that look like the indentation of their line."""
    match = _ODD_START.match(text, start)
    if match and not text[line_around(text, start)[0] : start].strip(" "):
        return match.span()
    return None
