"""Settings that stay, and what is told of the reader's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.app.app import Reader
from engine.app.shelf import Shelf
from engine.settings import SETTINGS, Forgetful, Kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk import Sit

    from engine.saves import Saves


async def test_the_reader_opens_as_it_was_left(
    make_shelf: Callable[..., Shelf], tmp_path: Path
) -> None:
    path = tmp_path / "settings.yaml"
    app = Reader(make_shelf(), Kept(path))
    async with app.run_test() as pilot:
        await pilot.press("t")
    assert Reader(make_shelf(), Kept(path)).theme == "paper"


@pytest.mark.parametrize("straight", [False, True], ids=["library", "book"])
async def test_damaged_files_are_told_once_at_the_start(
    sit: Sit, saves: Saves, make_shelf: Callable[..., Shelf], *, straight: bool
) -> None:
    saves.path.write_bytes(b"damaged" * 1000)
    shelf = make_shelf()
    if straight:
        shelf = Shelf(shelf.books, saves, shelf.open, shelf.books[0], seed=lambda: 1)
    async with sit((120, 24), shelf=shelf, read=False) as desk:
        told = desk.app.screen.query_one("#status")
        assert "damaged" in told.visual.plain
        assert told.display
        await desk.press("enter")
        assert not desk.shows("damaged")


async def test_every_setting_is_changed_by_the_arrows_and_stays(
    make_shelf: Callable[..., Shelf], tmp_path: Path
) -> None:
    path = tmp_path / "settings.yaml"
    app = Reader(make_shelf(), Kept(path))
    async with app.run_test() as pilot:
        await pilot.press("comma", *["right", "down"] * len(SETTINGS))
    kept = Kept(path)
    for setting in SETTINGS.values():
        assert kept.get(setting.name) == setting.beside(setting.default, 1), setting.name
    assert kept.notices() == ()


async def test_a_longer_line_is_seen_at_once(sit: Sit) -> None:
    async with sit((240, 40)) as desk:
        before = desk.app.screen.query_one("#prose").size.width
        await desk.press("comma", "down", "left", "escape")
        assert desk.app.screen.query_one("#prose").size.width == before - 6


async def test_paragraphs_are_indented_as_in_a_book(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("comma", "down", "down", "right", "escape")
        prose = desk.text.partition("The stove is out.")[2].splitlines()
        opening = next(n for n, line in enumerate(prose) if "You take the topmost" in line)
        assert prose[opening - 1].partition("│")[0].strip()
        assert prose[opening].startswith("       You")


async def test_the_margin_changes_sides(sit: Sit) -> None:
    async with sit() as desk:
        assert desk.text.index("Asleep at the key") < desk.text.index("This is invented")
        await desk.press("comma", *["down"] * 4, "right", "escape")
        assert desk.text.index("This is invented") < desk.text.index("Asleep at the key")


async def test_dates_begin_with_the_calendar_that_was_chosen(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("comma", *["down"] * 7, "right", "escape")
        assert desk.shows("(about 28 January 1918")


async def test_a_margin_without_spoilers_waits_with_what_was_said_later(sit: Sit) -> None:
    async with sit() as desk:
        assert desk.shows("Engines stood frozen")
        assert "strike.¹" in desk.text
        await desk.press("comma", *["down"] * 6, "right", "escape")
        assert not desk.shows("Engines stood frozen")
        assert "strike.¹" not in desk.text
        assert "question.¹" in desk.text
        assert "2 claims are kept back" in desk.margin
        await desk.press("4")
        assert "kept back" not in desk.margin


async def test_motion_is_off_until_it_is_asked_for(sit: Sit) -> None:
    async with sit((80, 16)) as desk:
        assert desk.app.animation_level == "none"
        await desk.press("comma", *["down"] * 8, "right", "escape")
        assert desk.app.animation_level == "full"
        await desk.press("space", "end")
        assert desk.app.screen.leaf.at_end


NEW_FIRST = "28 January 1918 New Style, 15 January Old Style"


@pytest.mark.parametrize("keys", ["h", "d", "c enter"], ids=["history", "dates", "claim"])
async def test_every_date_follows_the_calendar(sit: Sit, keys: str) -> None:
    async with sit(settings=Forgetful(calendar="new-first")) as desk:
        await desk.press(*keys.split())
        assert desk.shows(NEW_FIRST) or "c" in keys
        assert not desk.shows("January Old Style, ")


@pytest.mark.parametrize("key", ["h", "d"], ids=["history", "dates"])
async def test_a_calendar_is_followed_at_once(sit: Sit, key: str) -> None:
    async with sit() as desk:
        await desk.press(key, "comma", *["down"] * 7, "right", "escape")
        assert desk.shows(NEW_FIRST)


async def test_what_is_written_follows_the_calendar(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(settings=Forgetful(calendar="new-first")) as desk:
        await desk.press("y", "w", "down", "enter", "n", "e", "enter")
    check_written(tmp_path)


def check_written(folder: Path) -> None:
    written = [path.read_text("utf-8") for path in folder.glob("night-post-*")]
    assert len(written) == 3
    assert all(NEW_FIRST in text for text in written)


async def test_a_claim_s_own_day_follows_the_calendar_wherever_it_is_shown(sit: Sit) -> None:
    day = "25 January 1918 New Style, 12 January Old Style"
    async with sit((120, 60), settings=Forgetful(calendar="new-first")) as desk:
        await desk.press("slash", *"loaves")
        await desk.rest()
        assert desk.shows(day)
        await desk.press("enter")
        assert desk.app.screen.NAME == "claim"
        assert desk.shows(day)
