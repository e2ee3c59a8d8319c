"""Every screen in every look: the words, and what inks them.

Under a line stands a letter for each cell whose ink is not that of the page; the inks are told
at the end, that of the page first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk import LOOKS, SIZES

from engine.app.screens import gallery
from engine.settings import MARGIN_SIDE, PARAGRAPHS, Forgetful

if TYPE_CHECKING:
    from desk import Sit
    from syrupy.assertion import SnapshotAssertion

STOPS = (
    ("a title page", "enter"),
    ("an opening", "enter"),
    ("choices", "end down down WAIT"),
    ("a phrase and its claim", "c"),
    ("a claim", "enter"),
    ("a source", "end enter"),
    ("search", "p slash e n g WAIT"),
    ("the notebook", "escape escape n"),
    ("what it can show", "f"),
    ("the dates", "escape escape d"),
    ("help", "escape question_mark"),
    ("every command", "escape ctrl+p"),
    ("the commands of a word", "w r i t e down"),
    ("the map", "escape escape 1 v"),
    ("the branches", "b"),
    ("places kept", "escape k"),
    ("the history", "escape h"),
    ("an ending", "escape space"),
    ("beside the record", "r"),
    ("the first page again", "escape u u"),
)
MINE = (
    ("settings", "comma"),
    ("a settings page further down", "end"),
    ("the gallery", "escape 4 g"),
    ("find", "escape u f"),
    ("what is found", "i t WAIT down"),
    ("a page read before", "enter"),
    ("a choice taken before", "escape escape end"),
    ("the title page of a book begun", "l enter"),
)
PAGE = (
    ("an opening", "home"),
    ("the margin shown or hidden", "m"),
    ("a phrase and its claim", "c"),
    ("choices", "escape end down down WAIT"),
    ("a page about which the record is silent", "1"),
    ("an ending", "space"),
    ("help", "question_mark"),
)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "local_day", lambda _: "25 November 2026")


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


async def test_every_look(sit: Sit, snapshot: SnapshotAssertion) -> None:
    async with sit((80, 24), read=False) as desk:
        await desk.in_every_look(snapshot, "the library")
        for stop, keys in (*STOPS, *MINE):
            await desk.go(keys)
            await desk.in_every_look(snapshot, stop)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_every_look_of_the_page(
    sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with sit(size) as desk:
        for stop, keys in PAGE:
            await desk.go(keys)
            await desk.in_every_look(snapshot, stop)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_page_with_its_margin_on_the_left_and_indented_paragraphs(
    sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    chosen = Forgetful(**{MARGIN_SIDE: "left", PARAGRAPHS: "indented"})
    async with sit(size, settings=chosen) as desk:
        assert desk.text == snapshot(name="the page")
        await desk.press("c")
        assert desk.text == snapshot(name="a phrase and its claim")


@pytest.mark.parametrize("look", LOOKS)
async def test_a_look_that_was_chosen_before_is_that_of_the_first_screen(
    sit: Sit, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    if look == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "ink" if look == "NO_COLOR" else look
    async with sit((80, 24), settings=Forgetful(theme=theme)) as desk:
        first = desk.inked
        await desk.wear("paper" if look == "contrast" else "contrast")
        await desk.wear(look)
        assert desk.inked == first


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_shelf(sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with sit(size, read=False) as desk:
        await desk.go("enter enter")
        for stop, keys in MINE:
            await desk.go(keys)
            assert desk.text == snapshot(name=stop)
