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
    ("beside the record", ["r"]),
    ("the foot of it", ["end"]),
    ("the ending again", ["escape"]),
    ("the history", ["h"]),
    ("help", ["escape", "question_mark"]),
    ("every command", ["escape", "ctrl+p"]),
    ("the commands of some words", [*"record"]),
    ("the library again", ["escape", "l"]),
)

RECORD = (
    ("a phrase and its claim", ["c"]),
    ("the next phrase", ["c"]),
    ("a disputed claim", ["DISPUTED"]),
    ("its chain", ["down", "pagedown"]),
    ("the voices", ["end"]),
    ("a source", ["SOURCE"]),
    ("the claims of a source", ["end"]),
    ("the dates", ["d"]),
    ("the later dates", ["end"]),
    ("the notebook", ["n"]),
    ("what it can show", ["f"]),
    ("one source", ["down", "down", "enter"]),
    ("search", ["slash"]),
    ("what is found", [*"river", "WAIT"]),
    ("the first of it", ["down"]),
    ("the page again", ["p"]),
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


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 15)], ids=lambda s: f"{s[0]}x{s[1]}")
async def test_record(sit: Sit, snapshot: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        for stop, pressed in RECORD:
            for named in pressed:
                page = desk.app.screen
                if named == "DISPUTED":
                    page.open_claim(page.sitting.library.claim("study/rout"))
                    await desk.settle()
                elif named == "SOURCE":
                    page.open_source(page.sitting.library.sources["pamphlet"])
                    await desk.settle()
                elif named == "WAIT":
                    await desk.rest()
                else:
                    await desk.press(named)
            assert desk.text == snapshot(name=stop)
