r"""Prose as an author writes it.

Paragraphs stand apart by a blank line; a single line break is a space. Lines that begin with
``> `` are a quote, a document in the story, whose line breaks are kept. ``*emphasis*`` and
``**strong**`` open where a word begins and close where one ends, so a star with a space on
both sides, inside a word, or without a partner is a star. ``{expression}`` prints a value,
``{{`` and ``}}`` are braces, ``[^name]`` is a mark. A backslash before ``*``, ``>``, ``[``,
``{`` or ``\`` makes it plain. Everything else is text: no HTML, no headings, no lists, no
console markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.language import codes
from engine.language.parser import parse_expression
from engine.language.problem import Outcome, Problem, settle
from engine.language.stars import Stars, pair_stars
from engine.language.tree import Expression, Mark, Passage, Prose, Slot, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.document.finding import Code

PassageKind: TypeAlias = Literal["plain", "quote"]
Piece: TypeAlias = Words | Slot[Expression] | Mark

_BLANKS = " \t\r"
_QUOTE = re.compile(r"[ \t\r]*>(?=[ \t\r\n]|\Z) ?")
_SAID = re.compile(r"^[^\W\d_a-z]\w*\s|[.!?,;:…]$")
"""Words that begin or end as a sentence does, and no expression."""
_SPECIAL = re.compile(r"[\\{}\[*]")
"""What can be anything but words; most paragraphs have none of it."""
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_MARKUP = re.compile(r"(?<!\w)\*{1,3}\w[^*]*\*|\[\^[^\[\]]*\]")
"""What would be markup outside of quotation marks."""
_MARK_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Possessive repeats (++ and *+) never go back, which keeps the time linear.
_PIECE = re.compile(
    r"""
    (?P<words> [^\\{}\[*\n]++ )
  | (?P<wrap> \n [ \t\r]* )
  | (?P<escape> \\[*>\[{\\] )
  | (?P<brace> \{\{ | \}\} )
  | (?P<slot> \{ (?: [^{}'"]++ | '[^']*+' | "[^"]*+" )*+ \} | \{ [^{}]*+ \} )
  | (?P<mark> \[\^ [^\[\]\n]{0,80}+ \] )
  | (?P<stars> \*++ )
  | (?P<stray> [{}] | \[\^ )
  | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Reader:
    """Reads the pieces of one text."""

    __slots__ = ("kind", "pieces", "problems", "region", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.pieces: list[Piece | Stars] = []
        self.kind: PassageKind = "plain"
        self.region = (0, 0)

    def passage(self, kind: PassageKind, start: int, end: int) -> Passage[Expression]:
        """Read one paragraph."""
        if kind == "plain" and not _SPECIAL.search(self.text, start, end):
            lines = self.text[start:end].split("\n")
            text = " ".join([line.strip(_BLANKS) for line in lines])
            return Passage((Words(text, start=start, end=end),), kind, start, end)
        self.kind = kind
        self.region = (start, end)
        self.pieces = []
        at = start
        while at < end:
            found = _PIECE.match(self.text, at, end)
            if found is None or found.lastgroup is None:  # it matches any character
                break
            at = _HANDLERS[found.lastgroup](self, found[0], found.start(), found.end())
        return Passage(pair_stars(self.pieces), kind, start, end)

    # One handler a kind of piece; each returns where to go on.

    def words(self, said: str, start: int, end: int) -> int:
        """Plain words."""
        self.pieces.append(Words(said, start=start, end=end))
        return end

    def wrap(self, _said: str, start: int, end: int) -> int:
        """A line break: kept in a quote, where the next line's ``>`` is stepped over."""
        if self.pieces and isinstance(last := self.pieces[-1], Words):
            self.pieces[-1] = Words(last.text.rstrip(_BLANKS), start=last.start, end=last.end)
        if self.kind == "quote":
            opening = _QUOTE.match(self.text, start + 1, self.region[1])
            end = opening.end() if opening else end
            return self.words("\n", start, end)
        return self.words(" ", start, end)

    def escape(self, said: str, start: int, end: int) -> int:
        """A character that would otherwise be markup."""
        return self.words(said[1], start, end)

    def brace(self, said: str, start: int, end: int) -> int:
        """A brace, written twice."""
        return self.words(said[0], start, end)

    def slot(self, _said: str, start: int, end: int) -> int:
        """An expression to be printed."""
        parsed = parse_expression(self.text, start + 1, end - 1)
        if parsed.tree is None and not self.text[start + 1 : end - 1].strip():
            self.say(codes.EMPTY_EXPRESSION, "nothing stands between these braces", start, end)
            return end
        if parsed.tree is None and _SAID.search(self.text[start + 1 : end - 1].strip()):
            message = "braces hold something to be worked out, and these are words of the prose"
            hint = "write {{ and }} for braces that are shown"
            self.problems.append(Problem(codes.BROKEN_EXPRESSION, message, start, end, hint))
            return end
        self.problems.extend(parsed.problems)
        if parsed.tree is not None:
            self.pieces.append(Slot(parsed.tree, start=start, end=end))
            self.warn_of_markup(start, end)
        return end

    def warn_of_markup(self, start: int, end: int) -> None:
        """Warn of markup among the words that an expression prints."""
        for quoted in _QUOTED.finditer(self.text, start, end):
            for found in _MARKUP.finditer(self.text, quoted.start() + 1, quoted.end() - 1):
                message = "what is quoted in an expression is printed as it is, not as markup"
                hint = "let the markup stand around the braces, or write an if block"
                problem = Problem(codes.PRINTED_MARKUP, message, found.start(), found.end(), hint)
                self.problems.append(problem)

    def mark(self, said: str, start: int, end: int) -> int:
        """A place that a citation is tied to."""
        name = said[2:-1]
        if _MARK_NAME.fullmatch(name):
            self.pieces.append(Mark(name, start, end))
            return end
        message = "a mark has a name in small letters, digits and hyphens, as in [^engines]"
        self.say(codes.BAD_MARK, message, start, end)
        return end

    def stars(self, said: str, start: int, end: int) -> int:
        """A run of stars, to be paired when the whole paragraph has been read."""
        before = self.text[start - 1] if start > self.region[0] else " "
        after = self.text[end] if end < self.region[1] else " "
        opens = not after.isspace() and not before.isalnum()
        closes = not before.isspace() and not after.isalnum()
        self.pieces.append(Stars(len(said), opens, closes, start, end))
        return end

    def stray(self, said: str, start: int, end: int) -> int:
        """A brace or a mark without its partner."""
        if said == "{":
            message = "this brace is never closed: write {{ for a brace"
            self.say(codes.UNCLOSED_BRACE, message, start, end)
        elif said == "}":
            message = "this brace closes nothing: write }} for a brace"
            self.say(codes.UNOPENED_BRACE, message, start, end)
        else:
            self.say(codes.BAD_MARK, "this mark is never closed: write [^name]", start, end)
        return end

    def say(self, code: Code, message: str, start: int, end: int) -> None:
        """Report a problem."""
        self.problems.append(Problem(code, message, start, end))


_HANDLERS: dict[str, Callable[[_Reader, str, int, int], int]] = {
    "words": _Reader.words,
    "wrap": _Reader.wrap,
    "escape": _Reader.escape,
    "brace": _Reader.brace,
    "slot": _Reader.slot,
    "mark": _Reader.mark,
    "stars": _Reader.stars,
    "stray": _Reader.stray,
    "other": _Reader.words,
}


def _lines(text: str) -> Iterator[tuple[PassageKind | None, int, int]]:
    """Find what each line belongs to (a blank one to nothing) and where its words stand."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        quote = _QUOTE.match(line) if ">" in line else None
        if quote:
            yield "quote", start + quote.end(), start + max(len(line.rstrip(_BLANKS)), quote.end())
        elif not (told := line.strip(_BLANKS)):
            yield None, start, end
        else:
            first = start + line.index(told[0])
            yield "plain", first, first + len(told)
        start = end + 1


def _regions(text: str) -> Iterator[tuple[PassageKind, int, int]]:
    """Join neighbouring lines of one kind into paragraphs."""
    kind: PassageKind | None = None
    first = last = 0
    for line_kind, start, end in _lines(text):
        if line_kind != kind:
            if kind is not None:
                yield kind, first, last
            kind, first = line_kind, start
        last = end
    if kind is not None:
        yield kind, first, last


def parse_prose(text: str) -> Outcome[Prose[Expression]]:
    """Read a text block, in linear time.

    Returns:
        The paragraphs with their expressions as written, or the problems. Any text is
        accepted; a text without words has no paragraphs.
    """
    reader = _Reader(text)
    passages = tuple(reader.passage(*region) for region in _regions(text))
    return settle(Prose(passages, 0, len(text)), reader.problems)
