"""The one gate from text to screen.

Textual reads a plain string as markup, so that a story could run actions, and hands escape
sequences on to the terminal, so that it could write the clipboard. Nothing reaches a widget
except through this module: `visible` takes the terminal's power out of text, and every
function here makes content that is never read as markup. No other module makes content.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich import _wrap
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from engine.document.frozen import frozen
from engine.document.visible import visible as clean

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from textual.css.styles import RulesMap

    from engine.model.prose import Paragraph, Run

_wrap.re_word = re.compile(r"[^\S\u00a0]*(?:\S|\u00a0)+[^\S\u00a0]*")
"""What divides the lines of Textual would end one at a no-break space; rich has no setting for it
(its issue 4196)."""

BAR = "▌"
MEASURE = 80
"""Columns beyond which no line of a sheet goes, however wide the window."""
ROOM_FOR_TWO = 66
"""Columns from which two sheets stand side by side."""
ROOM_FOR_NONE = 96
"""Columns from which a sheet stands where another would be beside it."""
HELD = 16
"""Characters that the last two words of a sentence have at most, where they are kept together."""
GUTTER = 4
"""Columns between them."""
STOP = r"(?<=\w\w)[.?!…][’”')\]⁰¹²³⁴⁵⁶⁷⁸⁹]*\s+|\n"
"""Where a sentence ends."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

PLAIN = ""
SOFT = "$soft"
STRONG = "bold"
EMPHASIS = "italic"
ASIDE = "$soft italic"
MARK = "$mark"
MARK_STRONG = "$mark bold"
UNDER = "underline"
PICKED = "bold reverse"
FOUND = "bold underline"
"""The styles of the app's own words; the themes say what they look like."""


def plain(text: str, style: str = PLAIN) -> Content:
    """Text as it stands, never read as markup."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def unwidowed(sentence: str) -> str:
    """A sentence whose last word stands on no line alone, unless it is a long one."""
    before, _, last = sentence.rpartition(" ")
    held = len(before.rpartition(" ")[2]) + 1 + len(last)
    return f"{before}\u00a0{last}" if before and held <= HELD else sentence


def remark(text: str, style: str = PLAIN) -> Content:
    """A few words on lines of their own, none of which ends in a last word alone."""
    return plain("\n".join(map(unwidowed, text.split("\n"))), style)


def held(content: Content) -> Content:
    """A paragraph whose last word stands on no line alone, unless it is a long one."""
    return Content(unwidowed(content.plain), list(content.spans))


def titled(title: str, about: str) -> Content:
    """The head of a page: what it is called, and what it is."""
    return lines(plain(title, MARK_STRONG), plain(unwidowed(about), SOFT))


def join(parts: Iterable[Content], between: str = "") -> Content:
    """Parts one after the other."""
    return Content(clean(between)).join(parts)


def line(*parts: Content) -> Content:
    """Parts on one line."""
    return join(parts)


def lines(*parts: Content | None) -> Content:
    """Parts on lines of their own; what is missing or empty leaves no gap."""
    return join((part for part in parts if part), "\n")


def superscript(number: int) -> str:
    """A number as a mark in prose."""
    return str(number).translate(SUPERSCRIPTS)


def numerals(
    paragraphs: Iterable[Paragraph], without: Container[str | None] = ()
) -> dict[str, int]:
    """The marks of some prose, numbered in the order in which they appear, but for some."""
    found: dict[str, int] = {}
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.mark is not None and run.mark not in without:
                found.setdefault(run.mark, len(found) + 1)
    return found


def paragraph(content: Paragraph, marks: Mapping[str, int], lit: str = "") -> Content:
    """A paragraph with its emphasis, its marks as small numerals.

    Args:
        content: The paragraph.
        marks: The numbers of the marks.
        lit: The mark whose phrase is shown as the one that is being looked at.
    """
    shown = join(_run(run, marks) for run in content.runs)
    found = _phrase(content, marks, lit) if lit else None
    if found is None:
        return shown
    start, end = found
    return shown.stylize(UNDER, start, end).stylize(PICKED, end, end + len(str(marks[lit])))


def phrase(content: Paragraph, mark: str) -> str:
    """The words that a mark in a paragraph stands behind; nothing where it is not there."""
    found = _phrase(content, {}, mark)
    return clean(content.text[slice(*found)]) if found else ""


def _phrase(content: Paragraph, marks: Mapping[str, int], mark: str) -> tuple[int, int] | None:
    """Where a sentence, as far as its mark, begins and ends in a paragraph."""
    at = next((n for n, run in enumerate(content.runs) if run.mark == mark), None)
    if at is None:
        return None
    before = "".join(_run(run, marks).plain for run in content.runs[:at])
    starts = [found.end() for found in re.finditer(STOP, before) if found.end() < len(before)]
    return (starts[-1] if starts else 0), len(before)


def mark_at(content: Content) -> int | None:
    """Where the mark that is being looked at stands in some text."""
    return next((span.start for span in content.spans if span.style == PICKED), None)


def rows_above(content: Content, place: int, width: int) -> int:
    """How many lines are above a place in some text, set at a width."""
    return len(content[:place].wrap(width)) - 1


def _run(run: Run, marks: Mapping[str, int]) -> Content:
    if run.mark is not None:
        number = marks.get(run.mark)
        return plain(superscript(number), MARK) if number else Content("")
    styles = ((STRONG, run.strong), (EMPHASIS, run.emphasis))
    return plain(run.text, " ".join(style for style, on in styles if on))


def found(content: Content, places: Iterable[tuple[int, int]]) -> Content:
    """Some text with the words that were looked for as such, by more than a colour."""
    for start, end in places:
        content = content.stylize(FOUND, start, end)
    return content


def words(content: Paragraph) -> Content:
    """A paragraph without its marks, for a choice."""
    return paragraph(content, {})


def key(name: str, label: str, action: str) -> Content:
    """A key and what it does, which a click does as well. The action is never a story's."""
    click = Style.from_meta({"@click": action})
    named = Content.assemble((clean(name), MARK_STRONG), " ", (clean(label), SOFT))
    return named.stylize(click)


def barred(strip: Strip, style: Style) -> Strip:
    """A drawn line with a bar in its first column."""
    return Strip.join([Strip([Segment(BAR, style.rich_style)], 1), strip.crop(1)])


@frozen()
class Block:
    """A stretch of lines set behind a lead.

    Attributes:
        body: What is set, wrapped to the width that the lead leaves.
        lead: What stands before its first line.
        hang: What stands before its other lines, as wide as the lead.
    """

    body: Content
    lead: Content
    hang: Content


def block(body: Content, lead: Content | None = None, hang: Content | None = None) -> Block:
    """A block; without a hang, its other lines are indented as far as the lead reaches."""
    lead = lead or Content("")
    return Block(body, lead, hang or Content(" " * lead.cell_length))


GAP = block(Content(" "))
"""An empty line between blocks."""


class Sheet(Visual):
    """Blocks one below the other, each with its hanging indent, as one thing to draw."""

    def __init__(self, blocks: Sequence[Block], measure: int = MEASURE) -> None:
        """Takes the blocks, and the columns beyond which no line goes."""
        self.blocks = tuple(blocks)
        self._measure = measure

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw at a width; `height`, if given, cuts what is below it."""
        options = replace(options, selection=None)
        width = min(width, self._measure)
        drawn = [
            strip for block in self.blocks for strip in _draw(block, width, _drawer(style, options))
        ]
        return drawn[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        return max(
            (
                block.lead.cell_length + block.body.get_optimal_width(rules, container_width)
                for block in self.blocks
            ),
            default=0,
        )

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it takes at a width."""
        width = min(width, self._measure)
        return sum(
            block.body.get_height(rules, max(1, width - block.lead.cell_length))
            for block in self.blocks
        )

    @property
    def plain(self) -> str:
        """The words alone, block by block."""
        return "\n".join(block.lead.plain + block.body.plain for block in self.blocks)


def _drawer(style: Style, options: RenderOptions) -> Callable[[Content, int], list[Strip]]:
    def draw(content: Content, width: int) -> list[Strip]:
        return content.render_strips(width, None, style, options)

    return draw


def _draw(block: Block, width: int, draw: Callable[[Content, int], list[Strip]]) -> Iterable[Strip]:
    indent = block.lead.cell_length
    body = draw(block.body, max(1, width - indent))
    if not indent:
        yield from body
        return
    first, hang = draw(block.lead, indent), draw(block.hang, indent)
    for number, strip in enumerate(body):
        yield Strip.join([*(first if number == 0 else hang), strip])


class Pair(Visual):
    """Two sheets side by side, or one under the other where there is no room for both."""

    def __init__(self, left: Sheet, right: Sheet, between: Content | None = None) -> None:
        """Takes what stands between the two where they stand one under the other."""
        self._left = left
        self._right = right
        gap = [block(between) if between else GAP] if left.blocks else []
        self._stacked = Sheet([*left.blocks, *gap, *right.blocks])

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw at a width; `height`, if given, cuts what is below it."""
        if not self._has_room(width):
            return self._stacked.render_strips(width, height, style, options)
        half = (width - GUTTER) // 2
        rows = zip_longest(
            self._left.render_strips(half, None, style, options),
            self._right.render_strips(half, None, style, options),
            fillvalue=Strip.blank(0),
        )
        pad, ink = half + GUTTER, style.rich_style
        drawn = [Strip.join([one.adjust_cell_length(pad, ink), other]) for one, other in rows]
        return drawn[:height]

    def _has_room(self, width: int) -> bool:
        """Whether the right one stands in its half: beside nothing it does where that is wide."""
        return width >= (ROOM_FOR_TWO if self._left.blocks else ROOM_FOR_NONE)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width at which nothing wraps."""
        sheets = (self._left, self._right)
        return GUTTER + sum(s.get_optimal_width(rules, container_width) for s in sheets)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it takes at a width."""
        if not self._has_room(width):
            return self._stacked.get_height(rules, width)
        half = (width - GUTTER) // 2
        return max(sheet.get_height(rules, half) for sheet in (self._left, self._right))


class Flow(Visual):
    """Short parts in a row, none of them broken, in columns where they need more lines."""

    def __init__(
        self, parts: Sequence[Content], shorter: Sequence[Sequence[Content]], gap: int
    ) -> None:
        """Takes the parts as they are best, and in pieces where that asks for a second line.

        A part whose pieces have no room on one line gets a line for each.
        """
        self._parts = tuple(parts)
        self._shorter = tuple(shorter)
        self._gap = gap
        self._last: tuple[int, Content] | None = None

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw at a width; `height`, if given, cuts what is below it."""
        return self._set(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of one line."""
        return self._row(self._parts).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines it takes at a width."""
        return self._set(width).get_height(rules, width)

    def _set(self, width: int) -> Content:
        """The parts at a width; a picture asks for one width again and again."""
        if self._last is None or self._last[0] != width:
            self._last = width, self._made(width)
        return self._last[1]

    def _made(self, width: int) -> Content:
        row = self._row(self._parts)
        if row.cell_length <= width:
            return row
        atoms = list(self._atoms(width))
        for rows in range(1, len(atoms)):
            columns = -(-len(atoms) // rows)
            wide = [max(a.cell_length for a in atoms[n::columns]) for n in range(columns)]
            if sum(wide) + self._gap * (columns - 1) <= width:
                return lines(*(self._row(row) for row in _table(atoms, wide)))
        return lines(*atoms)

    def _atoms(self, width: int) -> Iterable[Content]:
        for pieces in self._shorter:
            whole = join(pieces, " ")
            yield from (whole,) if whole.cell_length <= width else pieces

    def _row(self, parts: Iterable[Content]) -> Content:
        return join(parts, " " * self._gap)


def _table(parts: Sequence[Content], wide: Sequence[int]) -> Iterable[Iterable[Content]]:
    """Parts in rows, each as wide as its column but the last of a row."""
    for start in range(0, len(parts), len(wide)):
        row = parts[start : start + len(wide)]
        padded = [
            line(part, plain(" " * (room - part.cell_length)))
            for part, room in zip(row[:-1], wide, strict=False)
        ]
        yield [*padded, row[-1]]
