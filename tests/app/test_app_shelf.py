"""What a reader finds again: endings, passages, choices taken before, and how much was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from engine import play
from engine.model.prose import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk import Sit

    from engine.app.shelf import Shelf


async def test_the_gallery_shows_what_was_found_and_keeps_the_rest_back(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("g")
        assert desk.shows(
            "ENDINGS FOUND: 0 OF 2 All two endings are kept back until you find them."
        )
        await desk.press("escape", "4", "g")
        assert desk.shows("Unanswered The form goes into the stove. Found on ")
        assert desk.shows("One more ending is kept back until you find it.")
        assert not desk.shows("Answered")


async def test_the_gallery_tells_how_much_was_read_and_how_long_that_took(sit: Sit) -> None:
    async with sit() as desk:
        desk.app.settings.put("pace", "100")
        await desk.press("1", "g")
        assert desk.shows("You have read 90% of its 228 words: about 2 minutes at 100 words")


async def test_the_title_page_tells_the_length_and_leads_to_the_endings(sit: Sit) -> None:
    async with sit(read=False) as desk:
        await desk.press("enter", "enter", "4", "l", "enter")
        assert desk.shows("About a minute in all; one reading meets a part of it.")
        await desk.press("3")
        assert desk.shows("Unanswered")


async def test_a_choice_taken_before_says_so_in_words(sit: Sit) -> None:
    async with sit((80, 50)) as desk:
        assert not desk.shows("taken before")
        await desk.press("1", "u")
        assert desk.shows("committee between the order and the engine. ✓ taken before")
    async with sit((80, 50)) as desk:
        assert "✓\u00a0taken\u00a0before" in desk.text
        assert desk.text.count("taken\u00a0before") == 1


async def test_words_are_found_in_what_was_read_and_their_page_is_shown(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "space", "f", *"boiler osi")
        await desk.rest()
        assert desk.shows("1 passage.")
        assert desk.shows("Page 2, Asleep at the key")
        await desk.press("down", "enter")
        assert desk.shows("Page 2 of 3 that you have read")
        await desk.press("left")
        assert desk.shows("Forms lie in drifts")
        assert desk.shows("› Tell him that the stations")
        await desk.press("left")
        assert desk.shows("This is the first page.")
        await desk.press("escape", "escape", "escape")
        assert desk.shows("An ending")


async def test_what_was_not_read_is_not_found(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("f", *"chalked", "enter")
        assert desk.shows("No paragraph that you have read has all of these words.")


@pytest.mark.parametrize("lit", [False, True], ids=["page", "phrase"])
async def test_a_passage_is_copied_and_written_where_it_says(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, lit: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    async with sit() as desk:
        await desk.press(*(["c"] if lit else []), "y")
        path = tmp_path / "night-post-passages.txt"
        assert str(path) in desk.text
        written = path.read_text(encoding="utf-8")
        assert desk.app.clipboard == written.rstrip()
        assert written.startswith("Forms lie in drifts along the counter")
        assert ("> NO RECEIPT HAS COME" in written) is not lit
        assert written.endswith(
            "(The Night Post; Asleep at the key; Moscow, central telegraph office; mid-January "
            "1918 (about 15 January 1918 Old Style, 28 January New Style))\n\n"
        )
        await desk.press("y")
        assert path.read_text(encoding="utf-8") == written * 2


async def test_a_passage_that_cannot_be_written_is_copied_all_the_same(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("engine.app.files._folders", lambda: [tmp_path / "gone"])
    async with sit() as desk:
        await desk.press("y")
        assert desk.shows("it could not be written to a file: No such file or directory.")
        assert desk.app.clipboard


async def test_a_hostile_passage_cannot_leave_the_clipboard_sequence(
    sit: Sit, make_shelf: Callable[..., Shelf], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shelf = make_shelf()
    opened = shelf.open(shelf.books[0].folder)
    assert opened.book is not None
    page = play.view(play.begin(opened.book, 1))
    async with sit() as desk:
        bad = replace(page, paragraphs=(Paragraph("a\x1b]52;c;eA==\x07b\u202e"),))
        desk.app.screen._page = bad
        await desk.press("y")
        assert "\x1b" not in desk.app.clipboard
        assert "\x1b" not in (tmp_path / "night-post-passages.txt").read_text(encoding="utf-8")


async def test_a_book_at_its_end_says_so_in_the_library(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("4", "l")
        assert desk.shows("You are at an ending, on page 2: Asleep at the key")
