"""The library, the title page, and books that cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app.screens.library import MOST
from engine.app.shelf import Opened, Shelf, ShelfBook
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
        await desk.press("enter", "1", "down")
        assert desk.app.is_running


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
