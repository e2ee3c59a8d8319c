"""The gate from text to lines: what a story says can never act on a terminal."""

from __future__ import annotations

from unicodedata import category, east_asian_width, normalize

from engine.document.frozen import frozen
from engine.document.visible import visible

MEASURE = 72
"""Columns of a comfortable line."""

NARROWEST = 20
INDENT = 4

ASCII = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "--", "…": "..."}
"""How to spell what a terminal without Unicode lacks."""


@frozen()
class Line:
    """A paragraph to print; empty, a blank line.

    Attributes:
        text: The words, in one line or several: they are set anew.
        lead: What the first line begins with, as the number of a choice.
        depth: How far it is indented, in steps.
    """

    text: str = ""
    lead: str = ""
    depth: int = 0


BLANK = Line()


def clean(text: str) -> str:
    r"""Text without anything that a terminal would obey.

    Control, format and surrogate characters and the separators of lines and paragraphs
    become U+FFFD; a line feed stays.

    >>> clean("\x1b[2J safe") == "\ufffd[2J safe"
    True
    """
    return visible(text)


def cells(text: str) -> int:
    """How many columns a text takes on a terminal."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if character.isascii():
        return 1
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1


def wrap(line: Line, columns: int) -> list[str]:
    """A paragraph as lines of at most so many columns; a longer word stands alone.

    Later lines are indented as far as the lead reaches.
    """
    lead = clean(line.lead)
    indent = " " * (INDENT * line.depth)
    hang = indent + " " * cells(lead)
    lines, at = [], indent + lead
    begun = False
    for word in (word for word in clean(line.text).replace("\n", " ").split(" ") if word):
        if begun and cells(at) + 1 + cells(word) > columns:
            lines.append(at)
            at, begun = hang, False
        at += f" {word}" if begun else word
        begun = True
    return [*lines, at.rstrip(" ")]


def spell(error: UnicodeError) -> tuple[str, int]:
    """Spell what an encoding lacks with what it has: a handler for `codecs.register_error`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_spell, error.object[error.start : error.end])), error.end


def _spell(character: str) -> str:
    plain = normalize("NFKD", character).encode("ascii", "ignore").decode()
    return ASCII.get(character) or plain or "?"
