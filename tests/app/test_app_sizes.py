"""The reader in windows of every size."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from engine.app.widgets.gauges import Gauges, flow
from engine.play.page import Gauge

if TYPE_CHECKING:
    from desk import Sit

RESIZED = 0.3
"""How often a window changes between two keys."""


async def test_a_window_too_small_gets_one_sentence_and_loses_nothing(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.resize(20, 5)
        assert desk.flat == "Marginalia needs a window of 30 by 9 or larger."
        await desk.press("down", "m", "escape")
        await desk.resize(80, 40)
        assert desk.shows("Asleep at the key")
        await desk.press("down", "enter")
        assert desk.shows("By nightfall one line hums.")


async def test_in_a_window_too_small_no_choice_is_taken_unseen(sit: Sit) -> None:
    async with sit((80, 40)) as desk:
        page = desk.flat
        await desk.resize(20, 5)
        await desk.press("1")
        await desk.resize(80, 40)
        assert desk.flat == page
        await desk.press("1")
        assert desk.flat != page


async def test_starting_in_a_window_too_small_is_no_harm(sit: Sit) -> None:
    async with sit((20, 5), read=False) as desk:
        await desk.press("enter")
        await desk.resize(80, 24)
        assert desk.shows("M A R G I N A L I A")
        await desk.press("enter", "enter")
        assert desk.shows("Asleep at the key")


@pytest.mark.parametrize("size", [(1, 1), (30, 9), (40, 15), (99, 30), (100, 30), (240, 70)])
async def test_no_size_breaks_a_screen(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        await desk.press("m", "m", "1", "u", "h", "escape", "question_mark", "escape", "l")
        assert desk.app.is_running


async def test_resizing_keeps_the_page_and_the_place_on_it(sit: Sit) -> None:
    async with sit((80, 15)) as desk:
        await desk.press("space")
        first = next(line for line in desk.text.splitlines() if line.strip()).strip()
        await desk.resize(60, 15)
        await desk.resize(120, 15)
        await desk.resize(80, 15)
        assert first in desk.text


async def test_a_drawer_becomes_a_margin_when_the_window_grows(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("m")
        await desk.resize(120, 40)
        assert desk.shows("Asleep at the key")
        assert desk.shows("Engines stood frozen")
        await desk.press("1")
        assert desk.shows("By nightfall")


async def test_prose_is_never_wider_than_its_measure(sit: Sit) -> None:
    async with sit((240, 70)) as desk:
        widest = max(part.size.width for part in desk.app.screen.query("#prose Words"))
        assert widest <= 70


async def test_the_foot_fits_forty_columns_and_keeps_what_matters(sit: Sit) -> None:
    async with sit((40, 15)) as desk:
        foot = desk.text.splitlines()[-1]
        assert len(foot) <= 40
        assert foot.split()[:2] == ["m", "margin"]


async def test_the_colours_turn_and_are_remembered(sit: Sit) -> None:
    async with sit() as desk:
        seen = [desk.app.theme]
        for _ in range(4):
            await desk.press("t")
            seen.append(desk.app.theme)
        assert seen == ["ink", "paper", "contrast", "terminal", "ink"]
        assert desk.app.settings.get("theme") == "ink"


async def test_no_color_still_reads(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit() as desk:
        await desk.press("down")
        assert "▌1" in desk.text


@pytest.mark.parametrize("width", [12, 20, 27, 34, 40, 72])
def test_a_gauge_never_breaks_inside_its_numbers(width: int) -> None:
    gauges = [
        Gauge("a", "Trains moving", 5, 0, 10),
        Gauge("b", "The confidence of the whole commissariat", 2, 0, 5),
    ]
    line = Gauges()
    line.tell(flow(gauges))
    shown = line.visual._set(width).wrap(width)
    lines = [one.plain.strip() for one in shown]
    assert sum(one.endswith("5 of 10") or "5 of 10 " in one for one in lines) == 1
    assert sum(one.endswith("2 of 5") for one in lines) == 1


def test_gauges_on_two_lines_stand_in_columns() -> None:
    gauges = [Gauge(name, name * 9, 1, 0, 20) for name in "abcd"]
    gauges[2] = Gauge("c", "A longer label", 1, 0, 20)
    line = Gauges()
    line.tell(flow(gauges))
    first, second = (one.plain for one in line.visual._set(50).wrap(50))
    assert first.index("bbb") == second.index("ddd")


@pytest.mark.parametrize("margin", [(), ("m",)], ids=["beside the margin", "alone"])
async def test_the_numbers_stand_under_the_prose(sit: Sit, margin: tuple[str, ...]) -> None:
    async with sit((160, 45)) as desk:
        await desk.press("1", *margin)
        prose, gauges = (desk.app.screen.query_one(at) for at in ("#prose Words", "#gauges"))
        assert prose.content_region.x == gauges.content_region.x


async def test_to_lay_a_screen_out_again_changes_nothing(sit: Sit) -> None:
    sizes = [(120, 40), (40, 15), (80, 24), (60, 20), (100, 30), (200, 60), (31, 9)]
    keys = [*"12mcuhnbvdr", "space", "down", "end", "home", "comma", "right", "slash", "pagedown"]
    keys += ["escape", "escape", "question_mark", "ctrl+p"]
    chance = random.Random(5)
    async with sit((80, 24)) as desk:
        for _ in range(50):
            key = chance.choice(keys)
            if chance.random() < RESIZED:
                await desk.resize(*chance.choice(sizes))
            await desk.press(key)
            shown = desk.text
            desk.app.screen.refresh(layout=True)
            await desk.settle()
            assert desk.text == shown, (key, desk.app.screen.NAME)
