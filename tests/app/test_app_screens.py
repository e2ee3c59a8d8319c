"""Every screen as it looks, at the three sizes that matter most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk import Sit
    from syrupy.assertion import SnapshotAssertion

STOPS = (
    ("title page", ["enter"]),
    ("an opening", ["enter"]),
    ("the margin beside or over the page", ["m"]),
    ("a claim", ["CLAIM"]),
    ("back", ["BACK"]),
    ("the foot of the page", ["end"]),
    ("a silent page", ["1"]),
    ("the record is silent", ["m"]),
    ("an ending", ["BACK", "space", "space"]),
    ("the history", ["h"]),
    ("help", ["escape", "question_mark"]),
    ("the library again", ["escape", "l"]),
)


def keys(named: str, *, wide: bool) -> list[str]:
    if named == "CLAIM":
        return ["m", "tab", "down", "enter"] if wide else ["down", "enter"]
    if named == "BACK":
        return ["escape", "escape"]
    return [named]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_screens(sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with sit(size, read=False) as desk:
        assert desk.text == snapshot(name="the library")
        for stop, pressed in STOPS:
            for named in pressed:
                await desk.press(*keys(named, wide=size[0] >= 100))
            assert desk.text == snapshot(name=stop)
