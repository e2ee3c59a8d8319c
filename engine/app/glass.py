"""What the terminal shows, so that of every picture only what is new is written to it.

Textual paints whole widgets, most of them twice, and gives each stretch its colours anew: a
page of 1,000 letters took 13,000 bytes, which a reader on a slow line waits for. Here a picture
is compared with what is shown, cell by cell.

A row with letters that terminals draw in different widths is written as it came. What is no
picture is written as it came as well; if it can have changed what is shown, nothing of that is
taken for known any longer.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"\x1b\[(?:(\d+);(\d+)H|([\d;]+)m)|([^\x00-\x1f\x7f-\x9f]+)|\n|([\s\S])")
"""A place, a style, some text, the end of a row, or what no picture holds."""
EVEN = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e"
    "\u2070-\u209c\u2100-\u22ff\u2500-\u25ef\u2713]*"
)
"""Text of which every letter takes one cell, wherever it is drawn."""
UNSEEN = re.compile(r"(?:\x1b\[[?<=>][\d;]*[$a-z]+|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))*")
"""What changes nothing that is shown: questions to the terminal, its modes, its title."""
OTHER_SCREEN = "\x1b[?1049"
BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"
"""What stands around a picture, for a terminal that shows all of one at once."""

ENDS = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""What each attribute is ended by."""
ON_BLANKS = frozenset("479")
"""The attributes that are seen where there is no letter."""
STYLE = re.compile(
    "(?:0|([1-579](?:;[1-579])*)?;?(3[0-79]|9[0-7]|38;5;[0-9]+|38;2(?:;[0-9]+){3})?;?"
    "(4[0-79]|10[0-7]|48;5;[0-9]+|48;2(?:;[0-9]+){3})?)"
)
"""The codes of a style: its attributes, then its two colours, or nothing of it all."""
NEAR = 4
"""Fewer cells than these are written again rather than leapt over."""


class Look(NamedTuple):
    """How a cell is drawn.

    Attributes:
        attributes: Bold and the like, each by its code.
        ink: The code of the letter's colour; empty for the terminal's own.
        ground: The same of what is behind it.
    """

    attributes: frozenset[str] = frozenset()
    ink: str = ""
    ground: str = ""


Cell = tuple[str, Look]
"""A letter, and how it is drawn."""
Row = list[Cell | None]
"""Cells from the left on; nothing where it is not known what is shown."""
BARE = Look()


@frozen(eq=False)
class Line:
    """What a picture draws in a row.

    Attributes:
        strokes: Each text with its look, and the cell at which it begins.
        written: The same as it came.
    """

    strokes: list[tuple[int, Look, str]]
    written: list[str]


@frozen(eq=False)
class Picture:
    """What is to be drawn.

    Attributes:
        lines: By the number of the row.
        cursor: What puts the cursor where it is left.
    """

    lines: dict[str, Line]
    cursor: str


class Glass:
    """The terminal, as all that was written to it has left it."""

    def __init__(self) -> None:
        self._rows: dict[str, Row | Line] = {}
        self._cursor = ""
        self._begun = False

    def forget(self) -> None:
        """Take nothing for known: all of the next picture is written."""
        self._rows = {}
        self._cursor = ""

    def needed(self, data: str) -> str:
        """What has to be written for the terminal to look as if all of it were."""
        if data == BEGIN or (data == END and self._begun):
            self._begun = data == BEGIN  # nothing stands around a picture that has nothing new
            return ""
        picture = picture_of(data)
        written = data if picture is None else self._painted(picture)
        if picture is None and (OTHER_SCREEN in data or not UNSEEN.fullmatch(data)):
            self.forget()
        if written and self._begun:
            self._begun = False
            return BEGIN + written
        return written

    def _painted(self, picture: Picture) -> str:
        painted = "".join(self._row(number, line) for number, line in picture.lines.items())
        if not painted and picture.cursor == self._cursor:
            return ""
        self._cursor = picture.cursor
        return painted + picture.cursor

    def _row(self, number: str, line: Line) -> str:
        if not all(EVEN.fullmatch(text) for _, _, text in line.strokes):
            self._rows[number] = []
            return "".join(line.written)
        old = self._rows.setdefault(number, line)
        if old is line:  # nothing of it was known: it is told cell by cell when the next one comes
            return "".join(_first(number, line))
        if isinstance(old, Line):
            old = _drawn([], old)
        new = self._rows[number] = _drawn(old, line)
        return "" if new == old else "".join(_changes(number, old, new))


def picture_of(data: str) -> Picture | None:
    """What is drawn by all of what is written; nothing if that is not all it does."""
    lines: dict[str, Line] = {}
    line, column, look, cursor, come = None, 0, BARE, "", ""
    for down, right, style, text, strange in TOKEN.findall(data):
        if down:
            cursor = come = f"\x1b[{down};{right}H"
            line, column = lines.setdefault(down, Line([], [])), int(right) - 1
        elif line is None or strange:
            return None
        elif text:
            line.strokes.append((column, look, text))
            line.written.append(come + text)
            column, come = column + len(text), ""
        elif style:
            found = look_of(style)
            if found is None or BARE not in (look, found):
                return None
            line.written.append(f"{come}\x1b[{style}m")
            look, come = found, ""
        else:
            line = None
    return Picture(lines, cursor) if cursor else None


@cache
def look_of(style: str) -> Look | None:
    """The look that some codes make of a bare one; nothing where one of them is not known."""
    found = STYLE.fullmatch(style)
    if found is None:
        return None
    attributes, ink, ground = (part or "" for part in found.groups())
    return Look(frozenset(filter(None, attributes.split(";"))), ink, ground)


@cache
def _blank(look: Look) -> Look:
    """What is seen of a look where there is no letter."""
    return look if look.attributes & ON_BLANKS else Look(ground=look.ground)


def _drawn(old: Row, line: Line) -> Row:
    """A row after something was drawn in it."""
    row = old.copy()
    for column, look, text in line.strokes:
        blank = (" ", _blank(look))
        row.extend([None] * (column - len(row)))
        row[column : column + len(text)] = [
            blank if letter == " " else (letter, look) for letter in text
        ]
    return row


def _first(number: str, line: Line) -> Iterator[str]:
    """What draws a row of which nothing is known."""
    at, look = -1, BARE
    for column, wanted, text in line.strokes:
        if column != at:
            yield f"\x1b[{number};{column + 1}H"
        if wanted is not look and (text.strip(" ") or _blank(look) != _blank(wanted)):
            yield _turn(look, wanted)
            look = wanted
        yield text
        at = column + len(text)
    yield _turn(look, BARE)


def _changes(number: str, old: Row, new: Row) -> Iterator[str]:
    """What makes a row of another."""
    at, look = 0, BARE
    for start, end in _stretches(old, new):
        yield f"\x1b[{start - at}C" if at else f"\x1b[{number};{start + 1}H"
        for cell in new[start:end]:
            letter, wanted = cell or (" ", BARE)
            if wanted is not look and not (letter == " " and _blank(look) == wanted):
                yield _turn(look, wanted)
                look = wanted
            yield letter
        at = end
    yield _turn(look, BARE)


def _stretches(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """Where one row differs from another, in whole words, with what lies near as one stretch."""
    start = end = 0
    for column, (was, cell) in enumerate(zip_longest(old, new)):
        if was == cell or column < end:
            continue
        first, last = _word(new, column)
        if end and (first - end >= NEAR or None in new[end:first]):
            yield start, end
            start = first
        start, end = (start if end else first), last
    if end:
        yield start, end


def _word(row: Row, column: int) -> tuple[int, int]:
    """Where the word at a column begins and ends; a blank, and what is not known, is none."""
    first, last = column, column + 1
    if _is_letter(row[column]):
        while first and _is_letter(row[first - 1]):
            first -= 1
        while last < len(row) and _is_letter(row[last]):
            last += 1
    return first, last


def _is_letter(cell: Cell | None) -> bool:
    return cell is not None and cell[0] != " "


@cache
def _turn(look: Look, wanted: Look) -> str:
    """The shortest way from a look to another."""
    if look == wanted:
        return ""
    if wanted == BARE:
        return "\x1b[m"
    ended = {ENDS[code] for code in look.attributes - wanted.attributes}
    kept = {code for code in look.attributes if ENDS[code] not in ended}
    codes = [*sorted(ended), *sorted(wanted.attributes - kept)]
    codes += [wanted.ink or "39"] if wanted.ink != look.ink else []
    codes += [wanted.ground or "49"] if wanted.ground != look.ground else []
    return f"\x1b[{';'.join(codes)}m"
