"""What the terminal shows, so that only the cells that have changed are written to it.

Textual paints whole widgets, most of them twice, and gives each stretch its colours anew: a
page of 1,000 letters took 13,000 bytes, which a reader on a slow line waits for. Here a picture
is compared with what is shown, cell by cell.

A row with letters that terminals draw in different widths is written as it came. What is no
picture is written as it came as well; if it can have changed what is shown, nothing of that is
taken for known any longer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import compress, count, groupby, repeat
from operator import itemgetter, ne
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")
TOKEN = re.compile(r"\x1b\[(?:(\d+);(\d+)H|([\d;]+)m)|([^\x00-\x1f\x7f-\x9f]+)|([\s\S])")
"""A place, a style, some text, or what no row holds."""
UNEVEN = re.compile(
    "[^\x1b\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u2010-\u2027\u2030-\u205e"
    "\u2070-\u209c\u2100-\u22ff\u2500-\u25ef\u2713]"
)
"""A letter that may take more than a cell or none, or not the same on every terminal."""
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
AGAIN = 1024
"""How many looks, and turns from one to another, are kept: more than any theme has."""


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
Stroke = tuple[int, Look, str]
"""Some text as it is drawn, and the cell at which it begins."""
Row = list[Cell | None]
"""Cells from the left on; nothing where it is not known what is shown."""
BARE = Look()


class ScreenBuffer:
    """The cells of the terminal, after all that was written to it.

    What is known of it is kept by the numbers of the rows, as they are written.
    """

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._last: dict[str, str] = {}  # what was drawn last in a row, as it came
        self._cursor = ""
        self._begun = False

    def forget(self) -> None:
        """Take nothing for known: all of the next picture is written."""
        self._rows, self._last, self._cursor = {}, {}, ""

    def needed(self, data: str) -> str:
        """What has to be written for the terminal to look as if all of it were."""
        if data == BEGIN or (data == END and self._begun):
            self._begun = data == BEGIN  # nothing stands around a picture that has nothing new
            return ""
        written = self._painted(data)
        if written is None:
            written = data
            if OTHER_SCREEN in data or not UNSEEN.fullmatch(data):
                self.forget()
        if written and self._begun:
            self._begun = False
            return BEGIN + written
        return written

    def _painted(self, data: str) -> str | None:
        """What is new in a picture, and where it leaves the cursor; nothing where it is none."""
        body, sign, place = data.rpartition("\x1b")
        cursor = sign + place
        if not PLACE.fullmatch(cursor):
            return None
        written = []
        for row in filter(None, body.split("\n")):
            new = self._row(row)
            if new is None:
                return None
            written.append(new)
        painted = "".join(written)
        if not painted and cursor == self._cursor:
            return ""
        self._cursor = cursor
        return painted + cursor

    def _row(self, row: str) -> str | None:
        """What is new in a row; nothing where it is none."""
        place = PLACE.match(row)
        number = place[1] if place else ""
        before = self._last.get(number)
        if row == before:
            return ""
        strokes = strokes_of(row, number)
        if strokes is None:
            return None
        if UNEVEN.search(row):
            self._last[number], self._rows[number] = "", []
            return row
        self._last[number] = row
        if before is None:  # nothing of it was known: its cells are told when the next one comes
            return "".join(_first(number, strokes))
        old = self._rows.get(number)
        if old is None:
            old = _drawn([], strokes_of(before, number) or [])
        new = self._rows[number] = _drawn(old, strokes)
        return "" if new == old else "".join(_changes(number, old, new))


def strokes_of(row: str, number: str) -> list[Stroke] | None:
    """What is drawn in the row of a number; nothing if anything else is done."""
    strokes: list[Stroke] = []
    column, look = -1, BARE
    for down, right, style, text, strange in TOKEN.findall(row):
        if text and column >= 0:
            strokes.append((column, look if text.strip(" ") else _blank(look), text))
            column += len(text)
        elif style:
            found = look_of(style)
            if found is None or BARE not in (look, found):
                return None
            look = found
        elif strange or not down or down != number:
            return None
        else:
            column = int(right) - 1
    return strokes


@lru_cache(AGAIN)
def look_of(style: str) -> Look | None:
    """The look that some codes make of a bare one; nothing where one of them is not known."""
    found = STYLE.fullmatch(style)
    if found is None:
        return None
    attributes, ink, ground = (part or "" for part in found.groups())
    return Look(frozenset(filter(None, attributes.split(";"))), ink, ground)


@lru_cache(AGAIN)
def _blank(look: Look) -> Look:
    """What is seen of a look where there is no letter."""
    return look if look.attributes & ON_BLANKS else Look(ground=look.ground)


def _drawn(old: Row, strokes: list[Stroke]) -> Row:
    """A row after something was drawn in it."""
    row = old.copy()
    for column, look, text in strokes:
        row.extend([None] * (column - len(row)))
        row[column : column + len(text)] = zip(text, repeat(look), strict=False)
    return row


def _first(number: str, strokes: list[Stroke]) -> Iterator[str]:
    """What draws a row of which nothing is known."""
    at, look = -1, BARE
    for column, wanted, text in strokes:
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
        for wanted, cells in groupby(filter(None, new[start:end]), itemgetter(1)):
            text = "".join([letter for letter, _ in cells])
            if wanted is not look and (text.strip(" ") or _blank(look) != _blank(wanted)):
                yield _turn(look, wanted)
                look = wanted
            yield text
        at = end
    yield _turn(look, BARE)


def _stretches(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """Where one row differs from another, in whole words, with what lies near as one stretch."""
    known = [*old, *[None] * (len(new) - len(old))]
    start = end = 0
    for column in compress(count(), map(ne, known, new)):
        if column < end or _are_one_blank(known[column], new[column]):
            continue
        first, last = _word(new, column)
        if end and (first - end >= NEAR or None in new[end:first]):
            yield start, end
            start = first
        start, end = (start if end else first), last
    if end:
        yield start, end


def _are_one_blank(was: Cell | None, cell: Cell | None) -> bool:
    """Whether there is no letter in two cells, and the same behind it."""
    if was is None or cell is None or not was[0] == cell[0] == " ":
        return False
    return _blank(was[1]) == _blank(cell[1])


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


@lru_cache(AGAIN)
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
