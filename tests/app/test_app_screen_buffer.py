"""Of every picture only what is new is written, and the terminal shows all of it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import Terminal

from engine.app.screen_buffer import BEGIN, END, ScreenBuffer, look_of, strokes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "story" / "the-network"
REDRAW = "\x0c"
LONG = re.compile(r"(?<= )[a-z]{7,}(?=[ .,])")
"""A word by which it can be seen whether something is written once."""
WIDTH, HEIGHT = 80, 24
STYLES = (
    "", "1", "3", "1;3", "7", "4;48;5;7", "38;2;1;2;3", "38;2;1;2;3;48;2;9;9;9", "48;2;9;9;9",
    "1;31;44", "2;97;100", "39;49", "9;38;5;200",
)  # fmt: skip
TEXT = st.text(st.sampled_from("aab  —é漢e\u0301✓"), min_size=1, max_size=12).filter(
    lambda text: text[0] != "\u0301"  # no accent is drawn apart from what it stands on
)
STROKES = st.lists(st.tuples(st.sampled_from(STYLES), TEXT), min_size=1, max_size=3)
LINES = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 9), STROKES), min_size=1, max_size=4)


def drawn(lines: Iterable[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """A picture as Textual writes it: places, and each text within its style."""
    rows = (
        f"\x1b[{row};{column}H"
        + "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in strokes)
        for row, column, strokes in lines
    )
    return "\n".join(rows) + "\x1b[1;1H"


def shown(written: Iterable[str], lines: int = HEIGHT) -> list[list[tuple[object, ...]]]:
    """What a terminal of another maker shows after all that, cell by cell."""
    screen = pyte.Screen(WIDTH, lines)
    stream = pyte.Stream(screen)
    for data in written:
        stream.feed(data)
    return [[seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(lines)]


def seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """What of a cell can be seen: of a blank, only what is behind it and on it."""
    marks = (cell.underscore, cell.strikethrough, cell.reverse)
    if cell.data == " " and not any(marks):
        return (" ", cell.bg)
    return (cell.data, cell.bg, cell.fg, cell.bold, cell.italics, *marks)


@given(st.lists(LINES, min_size=1, max_size=5))
def test_what_is_left_out_makes_no_difference_to_the_eye(
    pictures: list[list[tuple[int, int, list[tuple[str, str]]]]],
) -> None:
    buffer = ScreenBuffer()
    whole = [drawn(lines) for lines in pictures]
    needed = [buffer.needed(data) for data in whole]
    assert shown(needed, 5) == shown(whole, 5)


def test_what_is_shown_already_is_not_written_again() -> None:
    buffer = ScreenBuffer()
    page = drawn([(1, 1, [("38;2;1;2;3", "The hall"), ("48;2;9;9;9", "   ")])])
    assert buffer.needed(page)
    assert [buffer.needed(data) for data in (BEGIN, page, END)] == ["", "", ""]


def test_a_word_that_changes_is_written_whole_and_its_line_is_not() -> None:
    buffer = ScreenBuffer()
    buffer.needed(drawn([(2, 1, [("1", "The door of the hall is shut.")])]))
    assert buffer.needed(drawn([(2, 1, [("1", "The door of the hole is shut.")])])) == (
        "\x1b[2;17H\x1b[1mhole\x1b[m\x1b[1;1H"
    )


def test_letters_that_terminals_draw_in_different_widths_are_written_every_time() -> None:
    buffer = ScreenBuffer()
    page = drawn([(1, 1, [("", "漢 hall")])])
    assert buffer.needed(page) == buffer.needed(page) == page


@pytest.mark.parametrize(
    "data",
    ["\x1b[?1049h", "\x1b[2J", "\x1b[1;1Ha\tb", "words", "\x1b[1A", "words\x1b[1;1H",
     "\x1b[2;1Ha row\n\x1b[1mand words\x1b[0m\x1b[1;1H"],
)  # fmt: skip
def test_what_may_change_the_screen_lets_all_of_it_be_written_again(data: str) -> None:
    buffer = ScreenBuffer()
    page = drawn([(1, 1, [("", "The hall")])])
    buffer.needed(page)
    assert buffer.needed(data) == data
    assert buffer.needed(page) == page.replace("\n", "")


@pytest.mark.parametrize("data", ["\x1b[?2048$p", "\x1b[?25l", "\x1b]52;c;aGk=\x07", "\x1b[>1u"])
def test_what_is_no_picture_is_written_as_it_is(data: str) -> None:
    buffer = ScreenBuffer()
    page = drawn([(1, 1, [("", "The hall")])])
    buffer.needed(page)
    assert buffer.needed(data) == data
    assert buffer.needed(page) == ""


@pytest.mark.parametrize("style", ["6", "58;5;1", "38;2;1", "1;0", "x"])
def test_a_style_that_is_not_known_makes_no_picture(style: str) -> None:
    assert look_of(style) is None
    assert strokes_of(f"\x1b[1;1H\x1b[{style}mtext\x1b[0m", "1") is None


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Terminal]:
    kept = {f"MARGINALIA_{name}": str(tmp_path) for name in ("DATA", "CACHE", "CONFIG")}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLORTERM": "truecolor", **kept}
    command = [sys.executable, "-m", "engine", "play", str(BOOK), "--seed", "1"]
    with Terminal(command, tmp_path, environment, (WIDTH, HEIGHT)) as terminal:
        terminal.wait_for("drum")
        terminal.settle()
        yield terminal


@pytest.mark.parametrize(
    ("keys", "most"), [("1", 5000), ("1m", 8000), ("?", 8000)], ids=["page", "margin", "help"]
)
def test_what_is_opened_is_written_once_and_in_few_bytes(
    reader: Terminal, keys: str, most: int
) -> None:
    for key in keys:
        before = LONG.findall(reader.shown)
        written = reader.answer(key)
    new = set(LONG.findall(reader.shown)).difference(before)
    assert new
    for word in new:
        assert written.decode().count(word) == reader.shown.count(word)
    assert len(written) < most


def test_the_screen_is_what_it_would_be_if_all_of_it_were_written(reader: Terminal) -> None:
    for key in ("1", "m", "\x1b", "?", "\x1b", "h", "\x1b", "u", "t", "1"):
        reader.answer(key)
        spared = shown([reader.written.decode()])
        assert shown([reader.answer(REDRAW).decode()]) == spared, key
