"""What the reading screen promises."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from textual import events

from engine.app.widgets.options import STEP
from engine.app.widgets.prose import Prose
from engine.saves import SaveError, Saves

if TYPE_CHECKING:
    from desk import Sit


async def test_a_digit_takes_a_choice(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1")
        assert desk.shows("By nightfall one line hums.")


async def test_arrows_and_enter_take_a_choice(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("down", "down", "down", "enter")
        assert desk.shows("It catches at the corner first.")


async def test_a_click_takes_a_choice(sit: Sit) -> None:
    async with sit() as desk:
        row = next(n for n, line in enumerate(desk.text.splitlines()) if "Put the form" in line)
        await desk.pilot.click(offset=(10, row))
        await desk.settle()
        assert desk.shows("It catches at the corner first.")


async def test_a_locked_choice_says_why_and_cannot_be_taken(sit: Sit) -> None:
    async with sit() as desk:
        assert desk.shows("Locked: The stores are empty.")
        await desk.press("2")
        assert desk.shows("Asleep at the key")
        assert desk.flat.count("Locked: The stores are empty.") == 2


async def test_arrows_pass_over_a_locked_choice(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("down", "down")
        choices = desk.app.screen.query_one("#choices")
        assert choices.item.id == "listen"


@pytest.mark.parametrize("key", ["space", "enter", "right", "1"])
async def test_a_moment_that_goes_on_turns_with(sit: Sit, key: str) -> None:
    async with sit() as desk:
        await desk.press("1", key)
        assert desk.shows("Two engines stand under steam.")


async def test_space_reads_to_the_foot_and_decides_nothing(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press(*["space"] * 6)
        assert desk.app.screen.leaf.at_end
        assert desk.shows("Put the form into the stove.")


async def test_enter_reads_on_before_it_turns_an_unread_page(sit: Sit) -> None:
    async with sit((40, 10)) as desk:
        await desk.press("1")
        assert not desk.app.screen.leaf.at_end
        await desk.press("enter")
        assert desk.shows("had begun again.")
        await desk.press("enter")
        assert desk.shows("The engine yard")


async def test_undo_goes_back_and_says_when_it_cannot(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "u")
        assert desk.shows("Forms lie in drifts")
        await desk.press("u")
        assert desk.shows("This is the first page.")


async def test_the_gauges_tell_in_numbers(sit: Sit) -> None:
    async with sit() as desk:
        assert desk.shows("3 of 10")
        await desk.press("1")
        assert desk.shows("5 of 10")


async def test_both_calendars_stand_at_an_opening(sit: Sit) -> None:
    async with sit() as desk:
        assert desk.shows("(about 15 January 1918 Old Style,")
        assert desk.shows("28 January New Style)")


async def test_a_telegram_keeps_its_lines(sit: Sit) -> None:
    async with sit() as desk:
        lines = [line.strip() for line in desk.text.splitlines()]
        assert any(line.startswith("│  ALL STATIONS STOP") for line in lines)
        assert any(line.startswith("│  NO RECEIPT HAS COME") for line in lines)


async def test_an_ending_says_what_can_be_done(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("4")
        assert desk.shows("Unanswered")
        await desk.press("2")
        assert desk.shows("Forms lie in drifts")
        await desk.press("4", "3")
        assert desk.shows("Forms lie in drifts")
        await desk.press("4", "6")
        assert desk.shows("M A R G I N A L I A")


async def test_the_history_holds_all_that_was_read_and_chosen(sit: Sit) -> None:
    async with sit((120, 60)) as desk:
        await desk.press("1", "space", "h")
        for words in ("Forms lie in drifts", "› Tell him that", "By nightfall", "Two engines"):
            assert desk.shows(words), words
        await desk.press("escape")
        assert desk.shows("An ending")


async def test_the_place_is_kept_before_the_page_is_shown(sit: Sit, saves: Saves) -> None:
    async with sit() as desk:
        await desk.press("1")
        assert saves.progress("night-post").number == 2


async def test_the_reader_goes_on_where_it_was_left(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "q")
    async with sit(read=False) as desk:
        assert desk.shows("You are on page 2: Asleep at the key")
        await desk.press("enter")
        assert desk.shows("Go on")
        await desk.press("enter")
        assert desk.shows("By nightfall one line hums.")


async def test_beginning_anew_asks_once(sit: Sit) -> None:
    async with sit(read=False) as desk:
        await desk.press("enter", "enter", "1", "l", "enter", "2")
        assert desk.shows("This leaves your place on page 2.")
        await desk.press("2")
        assert desk.shows("Forms lie in drifts")


async def test_a_full_disk_is_told_and_reading_goes_on(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("Your place could not be kept: the disk is full.")

    async with sit() as desk:
        monkeypatch.setattr(Saves, "keep", full)
        await desk.press("1")
        assert desk.shows("By nightfall one line hums.")
        assert desk.shows("the disk is full.")
        monkeypatch.undo()
        await desk.press("space")
        assert not desk.shows("the disk is full.")


async def test_the_first_page_is_shown_when_it_is_kept_and_not_before(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def slowly(*_: object) -> None:
        time.sleep(0.2)
        done.append("kept")
        raise SaveError("Your place could not be kept: the disk is full.")

    def shown(self: Prose, *given: object, **named: object) -> None:
        done.append("shown")
        show(self, *given, **named)

    show = Prose.show
    monkeypatch.setattr(Prose, "show", shown)
    monkeypatch.setattr(Saves, "keep", slowly)
    async with sit() as desk:
        assert done == ["kept", "shown"]
        assert desk.shows("the disk is full.")


async def test_leaving_is_a_success(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("q")
    assert desk.app.return_code == 0


async def test_the_wheel_scrolls_the_page_wherever_the_pointer_is(sit: Sit) -> None:
    async with sit((80, 16)) as desk:
        await desk.press("end")
        foot = desk.app.screen.leaf.scroll_y
        choices = desk.app.screen.query_one("#choices")
        await desk.pilot._post_mouse_events([events.MouseScrollUp], choices, (5, 0))
        await desk.settle()
        assert desk.app.screen.leaf.scroll_y < foot


async def test_a_click_on_a_key_at_the_foot_does_what_the_key_does(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1")
        column = desk.text.splitlines()[-1].index("undo")
        await desk.pilot.click(offset=(column, 39))
        await desk.settle()
        assert desk.shows("Forms lie in drifts")


async def test_a_digit_without_a_choice_says_how_many_there_are(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("7")
        assert desk.shows("There are four choices here.")
        await desk.press("1", "2")
        assert desk.shows("There is nothing to choose here: enter turns the page.")
        await desk.press("space", "9")
        assert desk.shows("There are six choices here.")


async def test_what_was_said_goes_with_the_next_action(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("7", "h")
        await desk.press("escape")
        assert not desk.shows("There are four choices here.")
        await desk.press("u", "u")
        assert desk.shows("This is the first page.")
        await desk.press("down")
        assert not desk.shows("This is the first page.")


async def test_what_belongs_together_is_not_broken_at_a_line_end(sit: Sit) -> None:
    async with sit((40, 30)) as desk:
        await desk.press("3", "u")
        for width in range(30, 60):
            await desk.resize(width, 40)
            await desk.press("end")
            assert "✓\u00a0taken\u00a0before" in desk.text, width


async def test_a_digit_at_an_ending_does_what_it_says_wherever_the_page_is(sit: Sit) -> None:
    async with sit((80, 12)) as desk:
        await desk.press("4", "home", "2")
        assert desk.app.screen.sitting.playthrough.number == 1


async def test_an_arrow_never_jumps_over_what_was_not_read(sit: Sit) -> None:
    async with sit((80, 12)) as desk:
        page = desk.app.screen
        await desk.press("up")
        assert (page.leaf.scroll_offset.y, page.options.highlighted) == (0, None)
        await desk.press("end", "up")
        assert page.options.highlighted == len(page.options.items) - 1
        await desk.press("home", "down")
        assert page.leaf.scroll_offset.y == STEP


async def test_a_place_in_a_leaf_is_where_it_is_drawn(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("end")
        page = desk.app.screen
        first = page.options.place_of(0).y - page.leaf.scroll_offset.y
        assert desk.text.splitlines()[first].startswith("     1  Tell him")


async def test_enter_takes_no_choice_that_is_not_highlighted(sit: Sit) -> None:
    async with sit((80, 12)) as desk:
        while not desk.app.screen.leaf.at_end:
            before = desk.app.screen.leaf.scroll_offset.y
            await desk.press("enter")
            assert desk.app.screen.leaf.scroll_offset.y > before
        await desk.press("enter")
        assert desk.shows("Highlight a choice with the arrows, or press its number.")
        assert desk.app.screen.sitting.playthrough.number == 1
        await desk.press("down", "enter")
        assert desk.app.screen.sitting.playthrough.number == 2


@pytest.mark.parametrize("keys", ["question_mark", "n", "d", "comma", "slash e enter"])
async def test_space_goes_on_by_a_screenful_on_every_page(sit: Sit, keys: str) -> None:
    async with sit((60, 12)) as desk:
        await desk.press("1", "space", "space", *keys.split(), "home")
        assert desk.app.screen.leaf.scroll_offset.y == 0
        await desk.press("space")
        assert desk.app.screen.leaf.scroll_offset.y > 0
