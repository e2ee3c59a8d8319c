"""The library, the title page, and books that cannot be opened."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from shutil import copytree
from threading import Event
from typing import TYPE_CHECKING

import pytest

from engine.app.aside import aside
from engine.app.screens.library import MOST
from engine.app.shelf import Opened, Shelf, ShelfBook, open_folder
from engine.model.record import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk import Sit

    from engine.saves import Saves


async def test_a_book_shows_what_it_is_before_it_is_opened(sit: Sit) -> None:
    async with sit(read=False) as desk:
        for words in (
            "The Night Post by The Marginalia project",
            "A telegraph office",
            "hunger, arrest",
        ):
            assert desk.shows(words)


async def test_a_title_page_shows_notes_and_credits(sit: Sit) -> None:
    async with sit(read=False) as desk:
        await desk.press("enter")
        for words in ("Content notes: hunger, arrest.", "Begin", "Written for the tests"):
            assert desk.shows(words)


async def test_nothing_is_begun_before_the_content_notes_were_in_sight(sit: Sit) -> None:
    async with sit((40, 10), read=False) as desk:
        await desk.press("enter")
        assert not desk.shows("Begin")
        while not desk.shows("Begin"):
            await desk.press("enter")
            assert desk.app.screen.NAME == "title"
        await desk.press("enter")
        assert desk.app.screen.NAME == "reading"


async def test_endings_found_are_counted(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("4", "l")
        assert desk.shows("Endings found: 1 of 2.")


async def test_a_book_asked_for_is_open_at_the_start(
    sit: Sit, make_shelf: Callable[..., Shelf]
) -> None:
    shelf = make_shelf()
    opened = Shelf(shelf.books, shelf.saves, open_at=shelf.books[0])
    async with sit(shelf=opened, read=False) as desk:
        assert desk.shows("Content notes: hunger, arrest.")
        await desk.press("escape")
        assert desk.shows("M A R G I N A L I A")


async def test_the_first_page_is_kept_before_it_is_shown(sit: Sit) -> None:
    async with sit() as desk:
        kept = desk.app.shelf.saves.progress("night-post")
        assert kept is not None
        assert kept.number == 1


async def test_a_broken_book_says_what_is_wrong_with_it(
    sit: Sit, saves: Saves, tmp_path: Path
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "story.yaml").write_text("format: 1\nstory: broken\n")
    book = ShelfBook(tmp_path / "broken", "broken", "Broken")
    async with sit(shelf=Shelf((book,), saves), read=False) as desk:
        await desk.press("enter")
        assert desk.shows("“Broken” cannot be opened")
        assert desk.shows("line 1")
        await desk.press("escape")
        assert desk.shows("M A R G I N A L I A")


async def test_an_empty_shelf_says_so(sit: Sit, saves: Saves) -> None:
    async with sit(shelf=Shelf((), saves), read=False) as desk:
        assert desk.shows("There is no book on this shelf.")
        assert not desk.shows("enter open")
        await desk.press("down", "enter")
        assert desk.shows("There is nothing to choose here.")
        await desk.press("1")
        assert desk.shows("There is no book here.")


async def test_the_library_comes_back_to_the_book_that_was_left(
    sit: Sit, make_shelf: Callable[..., Shelf], tmp_path: Path
) -> None:
    shelf = make_shelf()
    first = ShelfBook(tmp_path, "first", "First")
    asked = replace(shelf.books[0], title="Asked for by its folder")
    shelf = replace(shelf, books=(first, *shelf.books), open_at=asked)
    async with sit(shelf=shelf, read=False) as desk:
        await desk.press("enter", "l")
        assert "▌The Night Post" in desk.text
        await desk.press("up", "comma", "escape")
        assert "▌First" in desk.text


async def test_a_book_is_opened_again_for_its_length_only_where_it_was_changed(
    sit: Sit, make_shelf: Callable[..., Shelf], tmp_path: Path
) -> None:
    home = copytree(make_shelf().books[0].folder, tmp_path / "story" / "night-post")
    copytree(make_shelf().books[0].folder.parents[1] / "seeds", tmp_path / "seeds")
    opened: list[Path] = []

    def open_(folder: Path) -> Opened:
        opened.append(folder)
        return open_folder(folder)

    book = replace(make_shelf().books[0], folder=home)
    shelf = replace(make_shelf(), books=(book,), open=open_)
    async with sit(shelf=shelf, read=False) as desk:
        await desk.press("comma", "escape", "question_mark", "escape")
        assert desk.shows("About a minute in all.")
        assert len(opened) == 1
        hall = next((home / "scenes").iterdir())
        hall.write_text(hall.read_text() + "# Mended.\n")
        await desk.press("comma", "escape")
        assert len(opened) == 2


def test_nobody_who_leaves_waits_for_what_is_done_aside() -> None:
    ended = Event()

    async def leave() -> None:
        waiting = asyncio.create_task(aside(ended.wait))
        await asyncio.sleep(0)
        waiting.cancel()

    asyncio.run(leave())
    assert not ended.is_set()
    ended.set()


async def test_a_fault_of_what_is_done_aside_is_told() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await aside(fail)


async def test_help_lists_the_keys_of_the_screen_it_came_from(sit: Sit) -> None:
    async with sit((120, 70)) as desk:
        await desk.press("question_mark")
        for words in (
            "Show or hide the margin.",
            "Go back one choice.",
            "Leave. Your place is kept.",
        ):
            assert desk.shows(words)
        await desk.press("escape")
        assert desk.shows("Asleep at the key")


async def test_a_book_says_how_long_it_is_and_then_how_much_is_read(sit: Sit) -> None:
    async with sit(read=False) as desk:
        assert desk.shows("About a minute in all.")
        assert desk.shows("enter open")
        await desk.press("enter", "enter", "4", "l")
        assert desk.shows("78% read, of about a minute. Endings found: 1 of 2.")


async def test_a_long_book_is_not_read_through_for_its_length(
    sit: Sit, saves: Saves, tmp_path: Path
) -> None:
    scenes = tmp_path / "long" / "scenes"
    scenes.mkdir(parents=True)
    (scenes / "one.yaml").write_bytes(b"#" * MOST)
    (scenes / "two.yaml").write_bytes(b"#")
    opened: list[Path] = []

    def open_(folder: Path) -> Opened:
        opened.append(folder)
        return Opened(None, Library({}))

    book = ShelfBook(tmp_path / "long", "long", "Long")
    async with sit(shelf=Shelf((book,), saves, open_), read=False) as desk:
        assert desk.shows("Long")
        await desk.app.workers.wait_for_complete()
        assert not opened


async def test_a_digit_without_a_book_says_how_many_there_are(sit: Sit) -> None:
    async with sit(read=False) as desk:
        await desk.press("2")
        assert desk.shows("There is one book here.")
        await desk.press("enter")
        assert desk.shows("Begin")
        await desk.press("7")
        assert desk.shows("There is one choice here.")
