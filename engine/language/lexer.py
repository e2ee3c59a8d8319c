"""Text to tokens.

A word holds letters, digits and underscores, joined inside by dots, hyphens and slashes, so
that ``trust.lenin``, ``order-47`` and ``rail-offices/wires`` need no quotes. This is why a
minus stands between spaces: ``order-1`` is one word. What another language would write, such
as ``&&``, is reported and then read as what was meant, so that one mistake is one problem.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from engine.language import codes
from engine.language.grammar import KEYWORDS, MAX_DIGITS
from engine.language.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

TokenKind: TypeAlias = Literal["integer", "word", "text", "sign", "end"]


class Token(NamedTuple):
    """A piece of text that means one thing; keywords and operators are signs.

    Attributes:
        kind: What it is.
        text: What it says: a text without its quotes, a foreign sign as ours.
        start: Where it begins.
        end: Where it ends.
    """

    kind: TokenKind
    text: str
    start: int
    end: int


_FOREIGN = {
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not",
    "<>": "!=",
    "!==": "!=",
    "===": "==",
    "=>": ">=",
    "=<": "<=",
    ":=": "=",
    "**": "*",
    "/": "//",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "−": "-",
    "–": "-",
    "×": "*",
    "÷": "//",
}
_ADVICE = {
    **dict.fromkeys("“”‘’«»„", "write straight quotes, or none at all"),
    **dict.fromkeys("\u00a0\u202f\u2007", "type an ordinary space in place of a no-break space"),
    **dict.fromkeys("?:", "write a if c else b in place of c ? a : b"),
    ";": "a semicolon joins nothing here",
    "$": "a name has no $ before it here",
    "[": "a list cannot stand here",
    "]": "a list cannot stand here",
    "{": "braces belong in prose, and a name here needs none",
    "}": "braces belong in prose, and a name here needs none",
    ".": "a dot stands only inside a name, as in trust.lenin",
}

_TOKEN = re.compile(
    r"""
    [ \t\r\n]+
  | (?P<word> [A-Za-z0-9_]+ (?: [.\-/] [A-Za-z0-9_]+ )* )
  | (?P<text> '[^']*' | "[^"]*" )
  | (?P<foreign> === | !== | => | =< | <> | && | \|\| | \*\* | :=
               | ! (?! = ) | / (?! [/=] ) | [&|≥≤≠−–×÷] )
  | (?P<change> \+\+ | -- | //= | [*/%]= )
  | (?P<sign> == | != | <= | >= | \+= | -= | // | [<>=+\-*%(),] )
  | (?P<quote> ['"] )
  | (?P<bad> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_WRAP = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


class _Lexer:
    """Gathers the tokens of one text."""

    __slots__ = ("problems", "seen", "tokens")

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        self.seen: set[str] = set()

    def word(self, text: str, start: int, end: int) -> None:
        """A name, a value, a number or a keyword."""
        if text in KEYWORDS:
            self.tokens.append(Token("sign", text, start, end))
        elif text.isdigit():
            self.number(text, start, end)
        elif text.lower() in KEYWORDS:
            small = text.lower()
            message = f"{small} is written in small letters"
            self.problems.append(
                Problem(codes.FOREIGN_SPELLING, message, start, end, f"write {small}")
            )
            self.tokens.append(Token("sign", small, start, end))
        elif text.replace(".", "").isdigit():
            message = f"numbers are whole here, and {text} is not"
            self.problems.append(Problem(codes.BROKEN_EXPRESSION, message, start, end))
            self.tokens.append(Token("integer", "0", start, end))
        else:
            self.tokens.append(Token("word", text, start, end))

    def number(self, text: str, start: int, end: int) -> None:
        """A whole number, within the limit."""
        if len(text) > MAX_DIGITS:
            message = f"a number has at most {MAX_DIGITS} digits"
            self.problems.append(Problem(codes.OUT_OF_RANGE, message, start, end))
            text = "0"
        self.tokens.append(Token("integer", text, start, end))

    def sign(self, text: str, start: int, end: int) -> None:
        """An operator, a parenthesis or a comma."""
        self.tokens.append(Token("sign", text, start, end))

    def text(self, text: str, start: int, end: int) -> None:
        """Words in quotes; where the author wrapped the line there is one space."""
        self.tokens.append(Token("text", _WRAP.sub(" ", text[1:-1]), start, end))

    def foreign(self, text: str, start: int, end: int) -> None:
        """What another language would write."""
        ours = _FOREIGN[text]
        message = f"write {ours} in place of {text}"
        if text == "**":
            message = "there are no powers here"
        self.problems.append(Problem(codes.FOREIGN_SPELLING, message, start, end))
        self.tokens.append(Token("sign", ours, start, end))

    def bad(self, text: str, start: int, end: int) -> None:
        """A character that means nothing here, reported once however often it stands."""
        advice = _ADVICE.get(text) or f"{_name(text)} cannot stand here"
        if advice in self.seen:
            return
        self.seen.add(advice)
        self.problems.append(Problem(codes.BAD_CHARACTER, advice, start, end))


def _name(character: str) -> str:
    """Name a character so that one which looks like a Latin letter is told apart."""
    if character.isascii() and character.isprintable():
        return f'"{character}"'
    name = unicodedata.name(character, f"character {ord(character):04X}").lower()
    return f'"{character}" ({name})' if character.isprintable() else f"an invisible {name}"


_HANDLERS: dict[str, Callable[[_Lexer, str, int, int], None]] = {
    "word": _Lexer.word,
    "sign": _Lexer.sign,
    "change": _Lexer.sign,
    "text": _Lexer.text,
    "foreign": _Lexer.foreign,
    "bad": _Lexer.bad,
}


def lex(text: str, start: int = 0, end: int | None = None) -> tuple[list[Token], list[Problem]]:
    """Split part of a text into tokens, in linear time.

    Args:
        text: The whole text; offsets count from its beginning.
        start: Where to begin.
        end: Where to stop; the end of the text if not given.

    Returns:
        The tokens, always with one of kind ``end`` after the last, and the problems met.
    """
    stop = len(text) if end is None else end
    lexer = _Lexer()
    for found in _TOKEN.finditer(text, start, stop):
        group = found.lastgroup
        if group is None:
            continue
        if group == "quote":
            problem = Problem(
                codes.UNCLOSED_QUOTE, "this quote is never closed", found.start(), found.end()
            )
            lexer.problems.append(problem)
            break
        _HANDLERS[group](lexer, found[0], found.start(), found.end())
    lexer.tokens.append(Token("end", "", stop, stop))
    return lexer.tokens, lexer.problems
