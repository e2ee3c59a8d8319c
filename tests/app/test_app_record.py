"""The pages of the record: claims, sources, search, dates, notebook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.app import files
from engine.app.screens.timeline import entries
from engine.app.sitting import Sitting
from engine.app.widgets.options import STEP
from engine.record import lookup, timeline
from engine.saves import SaveError, Saves

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from desk import Desk, Sit

    from engine.app.shelf import Shelf


def screen(desk: Desk) -> str:
    return desk.app.screen.NAME


async def open_claim(desk: Desk, name: str) -> None:
    page = desk.app.screen
    page.open_claim(page.sitting.library.claim(name))
    await desk.settle()


async def test_enter_highlights_the_first_that_can_be_opened_and_then_opens_it(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("n", "enter")
        assert screen(desk) == "notebook"
        assert desk.app.screen.options.highlighted == desk.app.screen.options.first
        await desk.press("enter")
        assert screen(desk) == "claim"


async def test_enter_highlights_nothing_that_was_read_past(sit: Sit) -> None:
    async with sit((40, 15)) as desk:
        await desk.press("n", "end", "enter")
        options = desk.app.screen.options
        assert options.highlighted == max(n for n, i in enumerate(options.items) if i.enabled)


async def test_enter_opens_nothing_that_was_scrolled_out_of_sight(sit: Sit) -> None:
    async with sit((40, 15)) as desk:
        await desk.press("n", "down", "end", "enter")
        assert screen(desk) == "notebook"
        await desk.press("enter")
        assert screen(desk) == "claim"


async def test_the_arrows_go_on_from_what_is_in_sight(sit: Sit) -> None:
    async with sit((40, 15)) as desk:
        await desk.press("n", "down", "end", "up")
        page = desk.app.screen
        assert page.options.highlighted == page.options._last
        await desk.press("home")
        before = page.leaf.scroll_offset.y
        await desk.press("down")
        assert page.leaf.scroll_offset.y <= before + STEP


async def test_both_voices_stand_side_by_side_where_there_is_room(sit: Sit) -> None:
    async with sit((120, 80)) as desk:
        await open_claim(desk, "study/rout")
        line = next(one for one in desk.text.splitlines() if "A telegram of the day" in one)
        assert "At the river the detachments broke and\u00a0ran." in line


async def test_both_voices_stand_one_under_the_other_where_there_is_none(sit: Sit) -> None:
    async with sit((60, 90)) as desk:
        await open_claim(desk, "study/rout")
        assert desk.shows(
            "At the river the detachments broke and ran. Ada Vane, February 1918 "
            "Vane 1990, p. 37 (scholarship, by way of a polemic) "
            "beside it: › A telegram of the day"
        )


async def test_a_claim_says_what_of_its_attribution_is_sure(sit: Sit) -> None:
    async with sit((120, 80)) as desk:
        await open_claim(desk, "telegram/loaves")
        for words in (
            "≠ The general literature tells it otherwise: see below.",
            "Date: 12 January 1918 Old Style, 25 January New Style",
            "That it is this voice is our reading",
            "speaks • Vane 1990 passes it on • Pages 1931 passes it on, and we hold the page",
            "P. A. Orlov (ed.), [Telegram on the night's bread], vol. 2, January 1918, p. 12",
            "DENIED BY › Men came back to the works",
        ):
            assert desk.shows(words), words
        await desk.press("slash", *"loaves")
        await desk.rest()
        assert desk.shows(
            "The clerk on duty, as inferred, 12 January 1918 Old Style, 25 January New Style "
            "Bread telegram, p. 12 (document, by way of a polemic) "
            "The editor finds a misprint here. Quoted only to be denied. "
            "≠ The general literature tells it otherwise."
        )


async def test_a_claim_names_only_the_moments_that_were_read(sit: Sit) -> None:
    async with sit((120, 80)) as desk:
        await open_claim(desk, "study/rout")
        assert desk.shows("CITED AT Page 1: Asleep at the key and one more that you have not read")
        await desk.press("p")
        await open_claim(desk, "study/repulse")
        assert desk.shows("CITED AT 1 moment that you have not read")
        await desk.press("p", "4")
        await open_claim(desk, "study/rout")
        assert desk.shows("CITED AT Page 1: Asleep at the key Page 2: Asleep at the key")
        assert not desk.shows("not read")


async def test_opening_a_claim_is_noted(sit: Sit, saves: Saves) -> None:
    async with sit() as desk:
        await desk.press("c", "enter")
        assert saves.opened("night-post") == ("dispatches/engines",)


async def test_what_cannot_be_noted_is_told_and_stops_nothing(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise SaveError("It could not be noted: the disk is full.")

    monkeypatch.setattr(Saves, "note_opened", full)
    async with sit() as desk:
        await desk.press("c", "enter")
        assert desk.shows("Engines stood frozen")
        assert desk.shows("the disk is full.")
        await desk.press("p", "n")
        assert desk.shows("1 opened")


async def test_a_source_has_its_card_its_line_and_its_claims(sit: Sit) -> None:
    async with sit((100, 50)) as desk:
        await open_claim(desk, "study/rout")
        await desk.press("down", "enter")
        assert screen(desk) == "source"
        for words in (
            "Vane, Ada, The Frozen Line (London, 1990).",
            "Kind: scholarship",
            "We hold it only through Pages 1931.",
            "WHAT IT SAYS: 2 CLAIMS",
            "At the river the detachments broke and ran.",
            "A telegram of the day",
        ):
            assert desk.shows(words), words
        await desk.press("down", "down", "enter")
        assert desk.app.screen._known.claim.id == "study/repulse"
        await desk.press("escape")
        assert screen(desk) == "source"
        await desk.press("escape", "escape")
        assert screen(desk) == "reading"


async def test_a_source_names_the_voices_that_it_alone_brings(sit: Sit) -> None:
    async with sit((100, 50)) as desk:
        page = desk.app.screen
        page.open_source(page.sitting.library.sources["pamphlet"])
        await desk.settle()
        assert desk.shows("VOICES THAT REACH US THROUGH IT › Vane 1990: 2 claims")


async def test_p_comes_straight_back_to_the_page(sit: Sit) -> None:
    async with sit() as desk:
        before = desk.text
        await desk.press("n", "down", "enter", "down", "enter", "p")
        assert desk.text == before


# Search


async def test_a_search_shows_results_while_one_types(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("slash", *"river")
        await desk.rest()
        assert desk.shows("2 claims, the likeliest first.")
        assert desk.shows("At the river the detachments broke and ran.")
        await desk.press("down", "enter")
        assert screen(desk) == "claim"
        await desk.press("escape", "slash", *" rout")
        await desk.rest()
        assert desk.shows("river rout")


async def test_letters_are_words_while_one_searches(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("slash", *"qtl?")
        await desk.rest()
        assert desk.shows("qtl?")
        assert desk.shows("No claim in this library has all of these words.")
        assert "quit" not in desk.text.splitlines()[-1]
        await desk.press("escape")
        assert screen(desk) == "reading"


async def test_what_is_found_alone_is_opened_with_enter(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("slash", *"sidings", "enter")
        assert screen(desk) == "claim"


async def test_nothing_is_looked_for_before_the_reader_pauses(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(
        "engine.app.screens.search.search", lambda asked, _: looked.append(asked) or ()
    )
    monkeypatch.setattr("engine.app.screens.query.IDLE", 3600)
    async with sit() as desk:
        await desk.press("slash", *"riv")
        assert looked == []
        await desk.press("enter")
        assert looked == ["riv"]


async def test_what_is_pasted_can_do_nothing(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("slash")
        desk.app.screen.query_one(
            "LineInput"
        ).value = "a\x1b]52;c;aGk=\x07\u202eb\n[@click=app.quit]c"
        await desk.rest()
        assert "\x1b" not in desk.app.screen.query_one("LineInput").value
        assert desk.shows("[@click=app.quit]c")


# Dates


async def test_the_dates_tell_both_calendars_and_gaps(sit: Sit) -> None:
    async with sit((100, 50)) as desk:
        await desk.press("d")
        for words in (
            "15 January 1918 Old Style, 28 January New Style",
            "You read: Asleep at the key, page 1.",
            "one month later",
            "At the river the detachments broke and ran.",
            "four months later",
            "Without a date",
            "Men came back to the works",
        ):
            assert desk.shows(words), words
        await desk.press("down", "enter")
        assert screen(desk) == "claim"


def test_three_hundred_entries_are_no_trouble(make_shelf: Callable[..., Shelf]) -> None:
    shelf = make_shelf()
    opened = shelf.open(shelf.books[0].folder)
    claims = list(lookup.claims(opened.library))
    of_one = timeline._claim(claims[0], "", ())
    many = [replace(of_one, label=f"{number}") for number in range(300)]
    sitting = Sitting(_begun(opened), opened.library, shelf.saves)
    assert len(list(entries(many, (), sitting))) == 300 * 3


def _begun(opened: object) -> object:
    from engine import play  # noqa: PLC0415

    return play.begin(opened.book, 1)


# Notebook


async def test_the_notebook_has_what_was_met_and_opened(sit: Sit) -> None:
    async with sit((100, 50)) as desk:
        await desk.press("n")
        assert desk.shows("3 claims met, 0 opened.")
        assert desk.shows("Met on page 1, Asleep at the key.")
        await desk.press("down", "enter")
        assert screen(desk) == "claim"
        await desk.press("escape")
        assert desk.shows("3 claims met, 1 opened.")
        assert desk.shows("Asleep at the key. Opened.")


async def test_the_notebook_can_be_filtered(sit: Sit) -> None:
    async with sit((100, 50)) as desk:
        await desk.press("n", "f")
        for words in ("Everything (3)", "What you opened (0)", "Pages 1931 (2)", "Ada Vane (1)"):
            assert desk.shows(words), words
        await desk.press("end", *["down"] * 9, "enter")
        assert desk.shows("Shown: Ada Vane, 1 claim.")
        assert desk.shows("broke and ran")
        assert not desk.shows("Engines stood frozen")
        await desk.press("f", "down", "enter")
        assert desk.shows("Nothing here now")
        await desk.press("f", "escape")
        assert desk.shows("Nothing here now")
        await desk.press("f", "enter")
        assert desk.shows("Engines stood frozen")


async def test_the_notebook_is_written_and_never_over_another(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = tmp_path / "night-post-notebook.md"
    async with sit((200, 50)) as desk:
        await desk.press("n", "e", "enter")
        assert desk.shows(f"Written to {first}")
        before = first.read_text()
        assert "Engines stood frozen" in before
        await desk.press("e", "enter")
        assert desk.shows(f"Written to {tmp_path / 'night-post-notebook-2.md'}")
        assert first.read_text() == before
        await desk.press("e", "down", "enter", "e", "down", "down", "enter")
    assert (tmp_path / "night-post-sources.json").read_text().startswith("[")
    assert (tmp_path / "night-post-sources.bib").read_text().startswith("@")


async def test_a_notebook_goes_to_the_documents_where_the_folder_is_shut(
    sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    monkeypatch.setattr(files, "_folders", lambda: iter((tmp_path / "gone", documents)))
    async with sit((200, 50)) as desk:
        await desk.press("n", "e", "enter")
        assert desk.shows(f"Written to {documents / 'night-post-notebook.md'}")
        monkeypatch.setattr(files, "_folders", lambda: iter((tmp_path / "gone",)))
        await desk.press("e", "enter")
        assert desk.shows("The notebook could not be written: No such file or directory.")


async def test_an_empty_notebook_says_so_and_writes_nothing(sit: Sit) -> None:
    async with sit() as desk:
        sitting = desk.app.screen.sitting
        sitting.library = replace(sitting.library, sources={}, conflicts=())
        await desk.press("n", "f")
        assert desk.shows("You have met no claim of the record yet.")
        assert desk.shows("There is nothing to choose from yet.")
        await desk.press("e")
        assert desk.shows("There is nothing to write.")


# The last page


async def test_an_ending_offers_what_was_done_beside_the_record(sit: Sit) -> None:
    async with sit((120, 60)) as desk:
        await desk.press("4")
        assert desk.shows("1 See what you did beside the record")
        await desk.press("enter")
        for words in (
            "Beside the record An ending: Unanswered",
            "To your choice no source here speaks: Put the form into the stove. (page 1)",
            "You read 2 moments: 1 invented, 0 altered, 1 documented.",
            "WHAT IS INVENTED Asleep at the key: 1 moment",
            "Document: 1 claim › Dispatches 4 An edited and official text",
            "Polemic: 1 claim",
        ):
            assert desk.shows(words), words
        await desk.press("escape")
        assert desk.shows("An ending")


async def test_a_grounded_choice_has_its_claim_at_its_side(sit: Sit) -> None:
    async with sit((120, 60)) as desk:
        await desk.press("3", "space", "space", "r")
        line = next(one for one in desk.text.splitlines() if "Sit down beside him" in one)
        assert "› Men came back to the works" in line
        assert desk.shows("What brought men back.")
        assert desk.shows("WHERE THE RECORD IS SILENT Asleep at the key: 1 moment")
        await desk.press("down", "enter")
        assert screen(desk) == "claim"


async def test_the_last_page_opens_only_at_an_ending(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("r")
        assert screen(desk) == "reading"
        assert desk.shows("set beside the record at an ending")


async def test_the_record_stands_under_the_page(sit: Sit) -> None:
    async with sit((120, 40)) as desk:
        await desk.press("m")
        page = desk.text.splitlines()
        await desk.press("n")
        lead = len(page[1]) - len(page[1].lstrip())
        note = desk.text.splitlines()[1]
        assert len(note) - len(note.lstrip()) == lead
