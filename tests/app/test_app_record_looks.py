"""The pages of the record at every size and in every look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk import SIZES

from engine.app.screens.record import WithRecord

if TYPE_CHECKING:
    from desk import Desk, Sit
    from syrupy.assertion import SnapshotAssertion

STOPS = (
    ("a claim and its chain", "claim:telegram/loaves down"),
    ("what the editor makes of it", "pagedown"),
    ("voices side by side", "p claim:study/rout end"),
    ("a source", "p source:study down"),
    ("the dates", "p d end down"),
    ("the notebook", "p n down"),
    ("what it can show", "f"),
    ("how to write it", "down down down enter e"),
    ("what is found", "escape p slash r i v e r WAIT down"),
    ("a moment told as the sources tell it", "p 4 MARGIN"),
    ("beside the record", "escape u 3 space space r"),
    ("who spoke", "end"),
    ("a claim quoted to be denied", "escape MARGIN"),
)
SEEN = {
    SIZES[0]: {"how to write it", "who spoke"},
    SIZES[1]: {"a source", "the dates", "the notebook", "what it can show", "what is found"},
    SIZES[2]: set(),
}
"""What is not shown again: it looks like the stop before, or `test_app_looks` shows it."""


async def go(desk: Desk, keys: str) -> None:
    """Press keys; a claim or a source is opened by its name."""
    for key in keys.split():
        page = desk.app.screen
        kind, _, name = key.partition(":")
        if name and isinstance(page, WithRecord):
            library = page.sitting.library
            if kind == "claim":
                page.open_claim(library.claim(name))
            else:
                page.open_source(library.sources[name])
            await desk.settle()
        elif key != "MARGIN":
            await desk.go(key)
        elif not page.query_one("#margin").display:
            await desk.press("m")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_record_in_every_look(
    sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with sit(size) as desk:
        for stop, keys in STOPS:
            await go(desk, keys)
            if stop not in SEEN[size]:
                await desk.in_every_look(snapshot, stop)
