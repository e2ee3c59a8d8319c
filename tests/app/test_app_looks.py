"""Every screen on paper, in high contrast and without colours: the words, and what inks them.

Under a line stands a letter for each cell whose ink is not that of the page; the inks are told
at the end, that of the page first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.app.screens import gallery
from engine.settings import Forgetful

if TYPE_CHECKING:
    from desk import Sit
    from syrupy.assertion import SnapshotAssertion

LOOKS = ("paper", "contrast", "NO_COLOR")

SIZES = [(120, 40), (80, 24), (40, 15)]

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


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "day", lambda _: "25 November 2026")


async def go(desk: object, keys: str) -> None:
    for key in keys.split():
        await (desk.rest() if key == "WAIT" else desk.press(key))  # type: ignore[attr-defined]


@pytest.mark.parametrize("look", LOOKS)
async def test_looks(
    sit: Sit, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if look == "NO_COLOR":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = "ink" if look == "NO_COLOR" else look
    async with sit((80, 24), read=False, settings=Forgetful(theme=theme)) as desk:
        assert desk.app.theme == theme
        assert desk.inked == snapshot(name="the library")
        for stop, keys in (*STOPS, *MINE):
            await go(desk, keys)
            assert desk.inked == snapshot(name=stop)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_shelf(sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with sit(size, read=False) as desk:
        await go(desk, "enter enter")
        for stop, keys in MINE:
            await go(desk, keys)
            assert desk.text == snapshot(name=stop)
