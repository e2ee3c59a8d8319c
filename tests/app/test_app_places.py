"""Going back, going forward again, saves, branches and the map, by the keyboard alone."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from engine.app.sitting import Sitting
from engine.play import begin
from engine.saves import SaveError, Saves, rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk import Sit

    from engine.app.shelf import Shelf

SIZES = [(120, 40), (80, 24), (40, 15)]
PAGE_1, PAGE_2, PAGE_3 = "Forms lie in drifts", "By nightfall one line hums.", "Two engines stand"


async def test_what_was_undone_can_be_done_again(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "space", "u", "u", "U")
        assert desk.shows(PAGE_2)
        await desk.press("U")
        assert desk.shows(PAGE_3)
        await desk.press("U")
        assert desk.shows("Nothing lies ahead")


async def test_forward_again_works_in_a_later_sitting(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "space", "u", "u", "q")
    async with sit(read=False) as desk:
        await desk.press("enter", "enter", "U", "U")
        assert desk.shows(PAGE_3)


async def test_a_file_of_saves_that_is_deleted_is_kept_again_and_told_of(
    sit: Sit, saves: Saves
) -> None:
    async with sit((160, 40)) as desk:
        await desk.press("1", "u")
        saves.path.unlink()
        await desk.press("4")
        assert desk.shows("▸ The file of saves was deleted while it was open. All that it held")
        await desk.press("b")
        assert desk.shows("├─○ Tell him that the stations")


async def test_forward_again_needs_no_file(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise SaveError("The disk is full.")

    async with sit() as desk:
        monkeypatch.setattr(Saves, "keep", full)
        await desk.press("1", "u", "U")
        assert desk.shows(PAGE_2)


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_history_leads_back_to_any_page(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        await desk.press("1", "space", "h", "home")
        desk.app.screen.options.highlighted = 2
        await desk.press("enter")
        assert desk.app.screen.NAME == "reading"
        assert desk.app.screen.sitting.playthrough.number == 1
        assert desk.shows("You were on page 3: the branches show the way back there.")
        await desk.press("U", "U")
        assert desk.app.screen.sitting.playthrough.number == 3


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_branches_keep_what_was_left(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        await desk.press("1", "space", "u", "u", "4", "b")
        for words in ("You are here.", "An ending: Unanswered"):
            assert desk.shows(words), words
        await desk.press("up", *["up"] * 12)
        found = next(s for s in desk.app.screen._found if s.begins and s.depth == 1)
        at = [item.id for item in desk.app.screen.options.items]
        desk.app.screen.options.highlighted = at.index(str(desk.app.screen._found.index(found)))
        await desk.press("enter")
        assert desk.app.screen.sitting.playthrough.number == 3
        assert desk.app.screen.sitting.playthrough.moment == "yard/steam"


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_the_map_leads_to_a_moment_and_a_new_branch(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        await desk.press("1", "v")
        assert desk.shows("not taken")
        await desk.press("b", "v", "up", "enter")
        assert desk.shows("You were on page 2")
        await desk.press("4", "b")
        assert desk.shows("An ending: Unanswered")


async def test_the_map_names_no_road_that_was_not_taken(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("v")
        assert desk.shows("3 roads not taken") or desk.shows("4 roads not taken")
        assert not desk.shows("Put the form into the stove")
        assert not desk.shows("Unanswered")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_save_is_made_opened_renamed_and_deleted(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        await desk.press("1", "k", "enter", *"one", "enter")
        assert desk.shows("Kept as “one”.")
        await desk.press("escape", "space", "k", "down", "enter")
        assert desk.app.screen.sitting.playthrough.number == 2
        await desk.press("k", "down", "r", *" two", "enter")
        assert desk.shows("“one” is now “one two”.")
        await desk.press("x", "enter")
        assert desk.shows("one two")
        await desk.press("x", "down", "enter")
        assert desk.shows("“one two” is deleted.")
        assert desk.app.shelf.saves.places("night-post")[0].slot == "auto"


async def test_a_save_takes_no_other_s_place_unasked(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("k", "enter", *"one", "enter", "escape", "1")
        await desk.press("k", "enter", *"one", "enter")
        assert desk.shows("There is a place “one” already, at page 1.")
        await desk.press("enter")
        assert desk.app.shelf.saves.open(desk.app.screen.sitting.playthrough.book, "one")
        assert {p.number for p in desk.app.shelf.saves.places("night-post") if p.named} == {1}
        await desk.press("up", "enter", *"one", "enter", "down", "enter")
        assert desk.shows("Kept as “one”.")
        assert {p.number for p in desk.app.shelf.saves.places("night-post") if p.named} == {2}


async def test_a_save_that_cannot_be_made_says_why_and_keeps_what_was_typed(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("k", "enter", *"auto", "enter")
        assert desk.shows("“auto” is a name that places get by themselves: take another.")
        assert desk.app.screen.query_one("LineInput").value == "auto"
        await desk.press("escape")
        assert desk.app.screen.NAME == "saves"


async def test_what_was_said_of_a_name_is_not_said_of_the_next(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("k", "enter", "enter")
        assert desk.shows("A place needs a name")
        await desk.press("a")
        assert not desk.shows("A place needs a name")


async def test_a_page_that_is_gone_to_is_not_covered(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("1", "space", "m", "h", "home")
        desk.app.screen.options.highlighted = 2
        await desk.press("enter")
        assert not desk.app.screen.has_class("-drawer")
        assert desk.shows(PAGE_1)


async def test_going_nowhere_names_no_way_back(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "b", "enter")
        assert desk.app.screen.NAME == "reading"
        assert not desk.shows("You were on page")


async def test_a_setting_repeats_nothing_that_was_said_of_the_page(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "space", "h", "home")
        desk.app.screen.options.highlighted = 2
        await desk.press("enter", "r")
        assert not desk.shows("You were on page 3")
        await desk.press("comma", "down", "down", "right", "escape")
        assert not desk.shows("You were on page 3")


async def test_a_screen_looks_the_same_whatever_was_opened_before(sit: Sit) -> None:
    def head() -> list[str]:
        return desk.text.splitlines()[:4]

    async with sit(read=False) as desk:
        await desk.press("enter", "k")
        before = head()
        await desk.press("escape", "enter", "1", "comma", "escape", "k")
        assert head() == before


async def test_a_hostile_name_is_only_words(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("k", "enter", *"[@click=app.quit]a[/]", "enter")
        assert desk.shows("Kept as “[@click=app.quit]a[/]”.")
        await desk.press("escape", "b")
        assert desk.shows("Kept as “[@click=app.quit]a[/]”.")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
async def test_a_place_leaves_as_a_file_and_comes_back(
    sit: Sit, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit(size) as desk:
        await desk.press("1", "k", "enter", *"The yard", "enter", "e")
        assert (tmp_path / "night-post-place.json").is_file()
        await desk.press("down", "down", "e", "i", *"night-post-the-yard.json", "enter")
        assert desk.shows("Kept as “The yard 2”.")
        await desk.press("i", *"no.json", "enter")
        assert desk.shows("no such file")
        assert desk.app.screen.NAME == "name"


async def test_the_title_page_leads_to_the_places_kept(sit: Sit) -> None:
    async with sit(read=False) as desk:
        await desk.press("enter", "enter", "1", "k", "enter", *"one", "enter", "escape")
        await desk.press("space", "l", "enter")
        assert desk.shows("Places you kept: 1")
        await desk.press("3", "down", "enter")
        assert desk.app.screen.NAME == "reading"
        assert desk.shows(PAGE_2)
        await desk.press("l")
        assert desk.shows("You are on page 2")


async def test_a_place_that_is_not_kept_is_told_before_it_is_lost(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("The disk is full.")

    async with sit() as desk:
        monkeypatch.setattr(Saves, "keep", full)
        await desk.press("1", "q")
        assert desk.app.is_running
        assert desk.shows(
            "What you read since your place was last kept is lost if you leave now: "
            "the same key again leaves."
        )
        await desk.press("q")
        assert not desk.app.is_running


def test_a_fault_in_the_keeping_of_a_place_is_not_passed_over(
    make_shelf: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    shelf = make_shelf()
    opened = shelf.open(shelf.books[0].folder)
    sitting = Sitting(begin(opened.book, 1), opened.library, shelf.saves)
    monkeypatch.setattr(Saves, "keep", broken)
    sitting.keep_meanwhile()
    with pytest.raises(RuntimeError):
        sitting.wait()
    sitting.wait()  # it is told once


async def test_a_place_that_can_be_kept_after_all_is_kept_on_leaving(
    sit: Sit, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("The disk is full.")

    async with sit() as desk:
        with monkeypatch.context() as patched:
            patched.setattr(Saves, "keep", full)
            await desk.press("1")
        await desk.press("q")
        assert not desk.app.is_running
    assert saves.progress("night-post").number == 2


async def test_what_was_said_of_a_place_does_not_outlast_it(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("k", "enter", *"one", "enter", "down", "x", "down", "enter")
        assert desk.shows("“one” is deleted.")
        await desk.press("i", "escape")
        assert not desk.shows("is deleted")


async def test_leaving_without_a_place_says_so_where_nothing_was_kept(
    sit: Sit, make_shelf: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("The disk is full.")

    monkeypatch.setattr(Saves, "keep", full)
    async with sit(shelf=make_shelf()) as desk:
        await desk.press("1", "q")
        assert desk.shows("Nothing of this reading is kept if you leave now")
        assert not desk.shows("since")


async def test_leaving_without_a_place_is_told_again_after_anything_else(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("The disk is full.")

    async with sit() as desk:
        monkeypatch.setattr(Saves, "keep", full)
        await desk.press("1", "q", "home", "q")
        assert desk.app.is_running
        assert desk.shows("the same key again leaves")
        await desk.press("q")
        assert not desk.app.is_running


async def test_a_place_that_can_be_kept_at_the_second_key_is_kept(
    sit: Sit, saves: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with sit() as desk:
        with monkeypatch.context() as patched:
            patched.setattr(rows, "move_slot", full)
            await desk.press("1", "q")
            assert desk.shows("cannot be used: No space left on device.")
            assert desk.shows("What you read since your place was last kept is lost")
            assert desk.app.is_running
        await desk.press("q")
        assert not desk.app.is_running
    assert saves.progress("night-post").number == 2


async def test_a_narrow_window_keeps_the_key_that_goes_there(sit: Sit) -> None:
    async with sit((40, 15)) as desk:
        await desk.press("1", "space", "h", "home")
        foot = desk.text.splitlines()[-1]
        assert "enter go there" in foot
        assert "esc back" in foot
        assert "? help" in foot
        assert "▾" in foot


async def test_a_whole_reading_leaves_as_a_file_and_comes_back(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit() as desk:
        await desk.press("4", "u", "1", "k", "e")
        assert desk.shows("All that you tried in this reading besides, as its branches")
        await desk.press("down", "enter")
        assert desk.shows("night-post-place.json")
    (tmp_path / "saves.db").unlink()
    async with sit() as desk:
        await desk.press("k", "i", *"night-post-place.json", "enter", "escape", "b")
        assert desk.shows("Put the form into the stove. Page 2: Asleep at the key")


async def test_before_a_book_is_begun_there_is_no_page_to_keep(sit: Sit) -> None:
    async with sit(read=False) as desk:
        await desk.press("enter", "k")
        assert desk.shows("No place is kept of this book yet.")
        assert not desk.shows("Keep this page")
        await desk.press("enter", "e")
        assert desk.flat.count("No place is kept of this book yet.") == 2
        await desk.press("i", *"no.json", "enter")
        assert desk.shows("no such file")
