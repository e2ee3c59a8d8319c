"""Syntax errors: what the author did wrong, from where and why the parser gave up.

The parser says what it expected next; an author needs to know which stroke of the pen it was. Its
problem and the text around it decide; the words are ours, and the place is where the mistake was
made, which is often not where the parser noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from yaml.events import DocumentEndEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent

from engine.document import codes
from engine.document.frozen import frozen
from engine.document.gather import shown
from engine.document.hazards import (
    ODD_INDENTATION,
    cut_off_after,
    odd_indentation,
    report_cut_off,
)
from engine.document.places import line_and_column, line_around, span_between
from engine.document.tabs import MESSAGE as TAB_MESSAGE

if TYPE_CHECKING:
    from engine.document.builder import Builder
    from engine.document.finding import Code
    from engine.document.gather import Findings
    from engine.document.tree import Source

_LONGEST_KEY: Final = 1024  # characters, a limit of YAML itself
_FIRST_ON_LINE: Final = re.compile(r"[ \t]*(?:[-?][ \t]+)*")
_SHIFTS: Final = frozenset((codes.ODD_INDENTATION,))
"""What makes the parser stumble over the line below."""

_KEY_IN_BRACES: Final = re.compile(r"[^\n]*\{[^\n{}]* ([a-z_]+)\Z")
_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212")
"""What typewriters of today make of a dash."""
_GLUED_KEY: Final = re.compile(r"[^\s:]+:(?=[^ \t\r\n:])")
_GLUED_DASH: Final = re.compile(r"-(?=[^\s-])")
_HEX: Final = "[0-9A-Fa-f]"
_ESCAPE: Final = re.compile(rf"\\(?:x{_HEX}{{0,2}}|u{_HEX}{{0,4}}|U{_HEX}{{0,8}}|.)")
_TAB: Final = re.compile(r"\t[ \t]*")

# A file that has one of these on the line of a syntax error has the error because of them.
_CAUSES: Final = frozenset(
    {
        codes.ALIAS,
        codes.ANCHOR,
        codes.TAG,
        codes.CONTROL_CHARACTER,
        codes.TEXT_DIRECTION,
        codes.INVISIBLE_CHARACTER,
        codes.ODD_LINE_BREAK,
        codes.CUT_OFF_TEXT,
        codes.LIST_IN_TEXT,
        codes.COMPLEX_KEY,
        codes.BRACKET_IN_TEXT,
    }
)


@frozen()
class Trouble:
    """Where the parser gave up.

    Attributes:
        text: The whole file.
        problem: The parser's words.
        context: What it was reading, in the parser's words, or an empty string.
        at: Index of the character it could not use; never in the blank end of the file.
        opened: Index where what it was reading began, or `at`.
        before: The event before it.
        bracket: Index of the innermost bracket that is open, or nothing.
    """

    text: str
    problem: str
    context: str
    at: int
    opened: int
    before: Any
    bracket: int | None

    @property
    def character(self) -> str:
        """The character it could not use; empty at the end of the file."""
        return self.text[self.at : self.at + 1].strip("\r\n")

    @property
    def first_on_line(self) -> bool:
        """Whether nothing but indentation and dashes stands before it on its line."""
        return self.begins_line(self.at)

    @property
    def scalar(self) -> tuple[int, int] | None:
        """Where the scalar before it stands, if one does."""
        if not isinstance(self.before, ScalarEvent):
            return None
        event: Any = self.before
        return event.start_mark.index, event.end_mark.index

    def begins_line(self, index: int) -> bool:
        """Whether nothing but indentation and dashes stands before an index on its line."""
        start = line_around(self.text, index)[0]
        match = _FIRST_ON_LINE.match(self.text, start, index)
        return match is not None and match.end() == index

    def rest_of_line(self, index: int) -> int:
        """Where the line that holds an index ends, without white space."""
        start, end = line_around(self.text, index)
        return max(start + len(self.text[start:end].rstrip()), index)

    def same_line(self, first: int, second: int) -> bool:
        """Whether two places stand on one line."""
        return "\n" not in self.text[min(first, second) : max(first, second)]


@frozen()
class Complaint:
    """What to say, and of which characters of the file."""

    code: Code
    message: str
    start: int
    end: int
    help: str | None = None


Explain: TypeAlias = Callable[[Trouble], Complaint]


def report_syntax(error: Exception, builder: Builder, source: Source, findings: Findings) -> None:
    """Report why a file is not YAML.

    Args:
        error: A ``yaml.YAMLError``.
        builder: What read the file until then.
        source: The file.
        findings: Receives one finding, unless the cause has been found already.
    """
    trouble = _trouble(error, builder, source.text)
    cut = _cut_off_before(trouble)
    if cut and not findings.has(_CAUSES, line_and_column(source.text, cut[0])[0]):
        report_cut_off(source, cut, findings)
        return
    complaint = _explainer(trouble)(trouble)
    span = span_between(source.path, source.text, complaint.start, complaint.end)
    lines = {span.line, line_and_column(source.text, cut[0] if cut else trouble.at)[0]}
    shifted = findings.has(_SHIFTS, span.line - 1)
    if not shifted and not any(findings.has(_CAUSES, line) for line in lines):
        findings.add(complaint.code, complaint.message, span, help=complaint.help)


def _trouble(error: Exception, builder: Builder, text: str) -> Trouble:
    """Take from the parser's error what can be relied on, whatever its kind."""
    last = len(text.rstrip())
    mark, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    at = min(mark.index if mark else last, last)
    return Trouble(
        text=text,
        problem=str(getattr(error, "problem", "")),
        context=str(getattr(error, "context", None) or ""),
        at=at,
        opened=min(opening.index, at) if opening else at,
        before=builder.event,
        bracket=builder.brackets[-1] if builder.brackets else None,
    )


def _explainer(trouble: Trouble) -> Explain:
    for word, explain in _BY_CONTEXT.items():
        if word in trouble.context or word in trouble.problem:
            return explain
    return _BY_PROBLEM.get(trouble.problem, _other)


def _cut_off_before(trouble: Trouble) -> tuple[int, int] | None:
    """The comment that cut a text in two, if the line in trouble is the text's second half."""
    scalar = trouble.scalar
    place = trouble.opened if trouble.problem == _NO_COLON else trouble.at
    if scalar is None or trouble.before.style or scalar[0] == scalar[1]:
        return None
    comment = cut_off_after(trouble.text, scalar[1])
    if comment is None or trouble.text[comment[1] : place].strip():
        return None
    if ":" in trouble.text[place : trouble.rest_of_line(place)]:
        return None
    return comment if _column(trouble, place) > _indent(trouble, scalar[0]) else None


def _indent(trouble: Trouble, index: int) -> int:
    """How far the line that holds an index is indented, in characters."""
    start, end = line_around(trouble.text, index)
    line = trouble.text[start:end]
    return len(line) - len(line.lstrip(" "))


def _column(trouble: Trouble, index: int) -> int:
    return index - line_around(trouble.text, index)[0]


def _tab(trouble: Trouble) -> Complaint:
    match = _TAB.match(trouble.text, trouble.at)
    end = match.end() if match else trouble.at + 1
    start, line_end = line_around(trouble.text, trouble.at)
    empty = not trouble.text[start:line_end].strip()
    message = "this empty line holds a tab; remove it" if empty else TAB_MESSAGE
    return Complaint(codes.TAB_INDENTATION, message, trouble.at, end)


def _unclosed_quote(trouble: Trouble) -> Complaint:
    return _quote_opened_at(trouble, trouble.opened)


def _quote_opened_at(trouble: Trouble, index: int) -> Complaint:
    quote = trouble.text[index : index + 1]
    if quote == "'":
        message = "the quotation that this ' opens is not closed; text with apostrophes needs"
        return Complaint(codes.UNCLOSED_QUOTE, f"{message} a | block", index, index + 1)
    message = 'the quotation that this " opens is not closed; prose needs a | block'
    return Complaint(codes.UNCLOSED_QUOTE, message, index, index + 1)


def _bad_escape(trouble: Trouble) -> Complaint:
    match = _ESCAPE.match(trouble.text, trouble.text.rfind("\\", 0, trouble.at + 1))
    start, end = match.span() if match else (trouble.at, trouble.at + 1)
    written = trouble.text[start:end]
    message = f"{written} stands for no character in double quotes; write \\\\ for a backslash"
    return Complaint(codes.UNKNOWN_ESCAPE, message, start, end)


def _bad_start(trouble: Trouble) -> Complaint:
    if trouble.character == "\t":
        return _tab(trouble)
    return _reserved(trouble)


def _reserved(trouble: Trouble) -> Complaint:
    message = f'a value that begins with "{trouble.character}" needs quotes or a | block'
    return Complaint(codes.RESERVED_START, message, trouble.at, trouble.at + 1)


def _dash(trouble: Trouble) -> Complaint:
    message = (
        'a value cannot begin with "-" on the line of its key: a list begins on the next line, '
        "and text needs quotes or a | block"
    )
    return Complaint(codes.RESERVED_START, message, trouble.at, trouble.at + 1)


def _colon(trouble: Trouble) -> Complaint:
    scalar = trouble.scalar
    if scalar and scalar[1] == trouble.at and not trouble.before.style:
        if not trouble.same_line(*scalar):
            return _joined_lines(trouble, scalar)
        if scalar[1] - scalar[0] > _LONGEST_KEY:
            message = f"a key has at most {_LONGEST_KEY} characters"
            return Complaint(codes.YAML_SYNTAX, message, scalar[0], scalar[1])
    if scalar is None or not trouble.same_line(scalar[0], trouble.at) or _is_key(trouble, scalar):
        return _reserved(trouble)
    return _colon_in_text(trouble, trouble.at)


def _is_key(trouble: Trouble, scalar: tuple[int, int]) -> bool:
    """Whether the scalar before is the key, and the value begins with the colon in question."""
    between = trouble.text[scalar[1] : trouble.at]
    return between.strip() == ":"


def _colon_in_text(trouble: Trouble, colon: int) -> Complaint:
    message = 'text that holds ": " needs quotes or a | block'
    if trouble.text[colon + 1 : colon + 2] not in {" ", ""}:
        message = "text that holds a colon here needs quotes or a | block"
    key = _KEY_IN_BRACES.match(trouble.text, line_around(trouble.text, colon)[0], colon)
    help_ = f'if "{key[1]}" is a key, a comma is missing before it' if key else None
    return Complaint(codes.COLON_IN_TEXT, message, colon, colon + 1, help_)


def _colon_in_flow(trouble: Trouble) -> Complaint:
    return _colon_in_text(trouble, trouble.at)


def _joined_lines(trouble: Trouble, scalar: tuple[int, int]) -> Complaint:
    """A key on a line that YAML has joined to the lines above."""
    start, at = scalar[0], trouble.at
    last_line = line_around(trouble.text, at)[0]
    token = last_line + _indent(trouble, at)
    if trouble.begins_line(start):
        glued = _GLUED_KEY.match(trouble.text, start)
        if glued:
            return _missing_space_after(trouble, glued.end() - 1)
        return _no_colon(trouble, start)
    return _too_far_in(trouble, token)


def _too_far_in(trouble: Trouble, index: int) -> Complaint:
    message = "this line is indented further than the line it belongs with"
    return Complaint(codes.WRONG_INDENTATION, message, index, trouble.rest_of_line(index))


def _missing_space_after(trouble: Trouble, index: int) -> Complaint:
    message = "a colon needs a space after it"
    if trouble.text[index + 1].isspace():
        message = "a colon needs a plain space after it; this one YAML does not count"
    return Complaint(codes.MISSING_SPACE, message, index, index + 1)


def _no_colon(trouble: Trouble, index: int) -> Complaint:
    end = trouble.rest_of_line(index)
    words = shown(trouble.text[index:end])
    message = f"{words} has no colon, so it is no key"
    return Complaint(codes.MISSING_COLON, message, index, end)


def _missing_colon(trouble: Trouble) -> Complaint:
    """A line that stands where a key must stand."""
    start = trouble.opened
    odd = odd_indentation(trouble.text, start)
    if odd:
        return Complaint(codes.ODD_INDENTATION, ODD_INDENTATION, *odd)
    glued = _GLUED_KEY.match(trouble.text, start)
    if glued:
        return _missing_space_after(trouble, glued.end() - 1)
    if trouble.text.startswith("->", start):
        message = "an arrow leads nowhere here: write goto: and the place"
        return Complaint(codes.MISSING_SPACE, message, start, start + 2)
    if _GLUED_DASH.match(trouble.text, start):
        message = "the dash of a list item needs a space after it"
        return Complaint(codes.MISSING_SPACE, message, start, start + 1)
    complaint = _no_colon(trouble, start)
    if trouble.scalar is None or line_around(trouble.text, start)[0] == 0:
        return complaint
    return replace(complaint, help="if it belongs to the text above, indent it")


def _misplaced(trouble: Trouble) -> Complaint:
    """Something stands where a block expects its next key or item."""
    if not trouble.first_on_line:
        return _after_value(trouble)
    if trouble.character == ":":
        message = "there is no key before this colon"
        return Complaint(codes.YAML_SYNTAX, message, trouble.at, trouble.at + 1)
    return _wrong_line(trouble)


def _after_value(trouble: Trouble) -> Complaint:
    """A value is complete, and the line goes on."""
    end = trouble.rest_of_line(trouble.at)
    scalar = trouble.scalar
    quoted = scalar is not None and trouble.before.style in {"'", '"'}
    if scalar and quoted and not trouble.same_line(*scalar):
        return _quote_opened_at(trouble, scalar[0])
    if quoted or trouble.text[: trouble.at].rstrip().endswith(("'", '"')):
        message = "the text goes on after its closing quote; put the whole in a | block"
        return Complaint(codes.TEXT_AFTER_QUOTE, message, trouble.at, end)
    if isinstance(trouble.before, MappingEndEvent | SequenceEndEvent):
        message = 'text that begins with "[" or "{" needs quotes or a | block'
        return Complaint(codes.BRACKET_IN_TEXT, message, trouble.at, end)
    return _other(trouble)


def _wrong_line(trouble: Trouble) -> Complaint:
    """A line that does not fit the block it stands in."""
    at = trouble.at
    end = trouble.rest_of_line(at)
    column = _column(trouble, at)
    dash = trouble.text[at : at + 2].rstrip() == "-"
    listed = "collection" in trouble.context
    if column == _column(trouble, trouble.opened) and trouble.opened < at and dash != listed:
        if listed:
            return _no_item(trouble, at, end)
        message = "this list item stands among keys; indent it under the key it belongs to"
        return Complaint(codes.MIXED_LIST, message, at, end)
    if trouble.scalar and trouble.before.style in {"|", ">"}:
        message = "this line is indented less than the text above it, so it is no part of it"
        return Complaint(codes.WRONG_INDENTATION, message, at, end)
    if _line_above_indent(trouble) < column:
        return _too_far_in(trouble, at)
    message = "the indentation of this line matches no line above it"
    return Complaint(codes.WRONG_INDENTATION, message, at, end, _outside(trouble, column))


def _outside(trouble: Trouble, column: int) -> str:
    """What is known of a line that begins where no line above it does."""
    lines = trouble.text[: trouble.at].split("\n")[:-1]
    for number, line in reversed(list(enumerate(lines, 1))):
        if line.strip() and len(line) - len(line.lstrip()) < column:
            above = f"{shown(line)} in line {number}"
            return f"it begins further in than {above}, but not as far in as what belongs to that"
    return "lines that stand side by side begin in the same column"


def _no_item(trouble: Trouble, at: int, end: int) -> Complaint:
    """A line among the items of a list that is none."""
    sign, after = trouble.text[at], trouble.text[at + 1 : at + 2]
    if sign == "-":
        message = "a dash needs a space after it to begin an item of a list"
        return Complaint(codes.MISSING_SPACE, message, at, at + 1)
    if sign in _DASHES and after == " ":
        message = f'an item of a list begins with the short dash "-", and this is "{sign}"'
        return Complaint(codes.MIXED_LIST, message, at, at + 1)
    message = 'this key stands among the items of a list, each of which begins with "- "'
    hint = "if it belongs to the item above, move it in, to stand below the other keys of that"
    return Complaint(codes.MIXED_LIST, message, at, end, hint)


def _after_document(trouble: Trouble) -> Complaint:
    """The file's one value is complete, and the file goes on."""
    complaint = _misplaced(trouble)
    if complaint.code is not codes.WRONG_INDENTATION:
        return complaint
    if isinstance(trouble.before, DocumentEndEvent) and trouble.before.explicit:
        message = "a second document begins here; a file holds one"
        return replace(complaint, code=codes.SECOND_DOCUMENT, message=message)
    first = len(trouble.text) - len(trouble.text.lstrip())
    if _column(trouble, trouble.at) < _column(trouble, first):
        return complaint
    message = "what stands above is complete in itself, so nothing may follow it"
    return replace(complaint, code=codes.YAML_SYNTAX, message=message)


def _line_above_indent(trouble: Trouble) -> int:
    """The indentation of the last line above that says something."""
    start = line_around(trouble.text, trouble.at)[0]
    return _indent(trouble, len(trouble.text[:start].rstrip()))


def _in_brackets(trouble: Trouble) -> Complaint:
    """Something other than a comma or the closing bracket follows a value in brackets."""
    if not trouble.same_line(trouble.opened, trouble.at) or not trouble.character:
        return _unclosed_bracket(trouble, trouble.opened)
    if trouble.character in "]}":
        return _unclosed_bracket(trouble, trouble.opened)
    if trouble.character == ":":
        return _colon_in_text(trouble, trouble.at)
    if trouble.scalar and trouble.before.style in {"'", '"'}:
        return _after_value(trouble)
    message = "a comma is missing before this"
    return Complaint(codes.YAML_SYNTAX, message, trouble.at, trouble.at + 1)


def _unclosed_bracket(trouble: Trouble, index: int) -> Complaint:
    closing = {"[": "]", "{": "}"}.get(trouble.text[index : index + 1], "its other half")
    message = f'this bracket is not closed: "{closing}" is missing'
    if trouble.character and trouble.character in "]}":
        message = f'this bracket is closed by "{trouble.character}" instead of "{closing}"'
    return Complaint(codes.UNCLOSED_BRACKET, message, index, index + 1)


def _no_value(trouble: Trouble) -> Complaint:
    """A bracket, a comma or the end of the file where a value belongs."""
    if trouble.bracket is None:
        return _reserved(trouble)
    if not trouble.character or trouble.at <= trouble.bracket:
        return _unclosed_bracket(trouble, trouble.bracket)
    if trouble.character in "]}":
        return _unclosed_bracket(trouble, trouble.bracket)
    if trouble.character == "-":
        return _reserved(trouble)
    message = f'a value is missing before this "{trouble.character}"'
    return Complaint(codes.YAML_SYNTAX, message, trouble.at, trouble.at + 1)


def _block_start(trouble: Trouble) -> Complaint:
    sign = trouble.text[trouble.opened : trouble.opened + 1]
    message = f'nothing may follow this "{sign}" on its line: its text begins on the next one'
    end = trouble.rest_of_line(trouble.opened)
    return Complaint(codes.BLOCK_START, message, trouble.opened, end)


def _property(trouble: Trouble) -> Complaint:
    """A value that begins with the sign of an anchor, an alias or a tag."""
    sign = trouble.text[trouble.opened : trouble.opened + 1]
    code = {"&": codes.ANCHOR, "*": codes.ALIAS}.get(sign, codes.TAG)
    message = f'a value that begins with "{sign}" needs quotes or a | block'
    return Complaint(code, message, trouble.opened, trouble.rest_of_line(trouble.opened))


def _directive(trouble: Trouble) -> Complaint:
    message = 'a line cannot begin with "%"; if it belongs to the text above, indent it'
    start = line_around(trouble.text, trouble.opened)[0]
    return Complaint(codes.DIRECTIVE, message, start, trouble.rest_of_line(start))


def _other(trouble: Trouble) -> Complaint:
    message = "YAML cannot make sense of the text from here on"
    end = trouble.rest_of_line(trouble.at)
    return Complaint(codes.YAML_SYNTAX, message, trouble.at, end)


_NO_COLON: Final = "could not find expected ':'"

# By a word of what the parser was reading: directives before tags, for "a %TAG directive".
_BY_CONTEXT: Final[dict[str, Explain]] = {
    "found a tab character": _tab,
    "directive": _directive,
    "an anchor": _property,
    "an alias": _property,
    "tag": _property,
    "a block scalar": _block_start,
}
# By what it could not do, in libyaml's words.
_BY_PROBLEM: Final[dict[str, Explain]] = {
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "found unknown escape character": _bad_escape,
    "did not find expected hexdecimal number": _bad_escape,
    "found invalid Unicode character escape code": _bad_escape,
    "found character that cannot start any token": _bad_start,
    "mapping values are not allowed in this context": _colon,
    "found unexpected ':'": _colon_in_flow,
    "block sequence entries are not allowed in this context": _dash,
    "mapping keys are not allowed in this context": _reserved,
    _NO_COLON: _missing_colon,
    "did not find expected key": _misplaced,
    "did not find expected '-' indicator": _misplaced,
    "did not find expected <document start>": _after_document,
    "did not find expected ',' or ']'": _in_brackets,
    "did not find expected ',' or '}'": _in_brackets,
    "did not find expected node content": _no_value,
}
