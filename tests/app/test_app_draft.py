"""An author's reading: the page follows what is saved, and an error never closes it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from engine.author.start import Start

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from desk import Sit, Write, Writer

    from engine.saves import Saves

LONG = "\n\n".join(f"          Line {n} of the dark." for n in range(60))


@pytest.fixture
def start() -> Start:
    return Start()


@pytest.fixture
async def writer(write: Write, start: Start) -> AsyncIterator[Writer]:
    async with write(start=start) as desk:
        yield desk


async def test_a_save_changes_the_page_and_keeps_the_place(writer: Writer) -> None:
    await writer.press("1")
    await writer.save("It is dark.", "It is pitch dark.")
    assert writer.shows("It is pitch dark.")
    assert writer.shows("Lamps ▪▪▫ 2 of 3")
    assert writer.shows("Read again: hall.yaml; no finding.")


async def test_the_reader_stays_where_they_were_on_the_page(writer: Writer) -> None:
    await writer.save("text: It is dark.", f"text: |\n{LONG}\n")
    await writer.press("space")
    await writer.press("down")
    leaf = writer.app.screen.query_one("#leaf")
    choices = writer.app.screen.query_one("#choices")
    before = leaf.scroll_offset.y
    assert before > 0
    chosen = choices.item
    await writer.save("Line 50 of", "Line fifty of")
    assert leaf.scroll_offset.y == before
    assert (choices.item and choices.item.id) == (chosen and chosen.id)


async def test_an_error_lies_over_the_page_until_it_is_mended(writer: Writer) -> None:
    await writer.press("1")
    await writer.save("goto: yard", "goto: yarrd")
    assert writer.shows('error E0203: no scene, and no moment of this scene, is named "yarrd"')
    assert writer.shows("line 20")
    assert writer.shows("goto: yarrd")
    assert writer.shows("It is dark.")
    await writer.press("1")
    assert writer.shows("Lamps ▪▪▪ 3 of 3")
    await writer.save("goto: yarrd", "goto: yard")
    assert not writer.shows("E0203")
    assert writer.shows("Lamps ▪▪▪ 3 of 3")


async def test_the_findings_can_be_put_away_and_all_findings_asked_for(writer: Writer) -> None:
    await writer.press("x")
    assert writer.shows("Nothing is wrong with the story.")
    await writer.save("scene: hall", "scene: hal")
    await writer.press("escape")
    assert not writer.shows("rename the file")
    await writer.press("x")
    assert writer.shows("1 error")
    assert writer.shows("rename the file")


async def test_no_page_of_an_edition_is_held_that_another_has_replaced(writer: Writer) -> None:
    await writer.press("1", "1")
    await writer.save("It is dark.", "It is pitch dark.")
    held = {page.book for page, _ in writer.draft.saves._rows.values()}
    assert held == {writer.draft.edition.book}
    await writer.press("u", "U")
    assert writer.shows("Lamps ▪▪▪ 3 of 3")


async def test_the_list_of_findings_follows_what_is_saved(writer: Writer) -> None:
    await writer.save("scene: hall", "scene: hal")
    await writer.press("x")
    await writer.save("goto: yard", "goto: yarrd")
    assert writer.shows("2 errors")
    assert writer.shows("yarrd")
    await writer.save("goto: yarrd", "goto: yard")
    assert writer.shows("1 error")
    await writer.save("scene: hal", "scene: hall")
    assert writer.shows("It is dark.")


async def test_a_story_that_vanishes_does_not_close_the_reader(writer: Writer) -> None:
    away = writer.home.with_name("away")
    writer.home.rename(away)
    await writer.see()
    assert writer.shows("the folder hall does not exist")
    await writer.press("1", "2")
    assert writer.shows("There is snow.")
    away.rename(writer.home)
    await writer.see()
    assert not writer.shows("does not exist")
    assert writer.shows("There is snow.")


async def test_the_inspector_follows_the_page(writer: Writer) -> None:
    await writer.press("i")
    assert writer.shows("open locked")
    assert writer.shows("requires lamps >= 2")
    assert writer.shows("false: lamps is 1")
    await writer.press("1")
    assert writer.shows("lamps 2 (was 1)")
    assert writer.shows("hall/dark 2")
    await writer.save("lamps >= 2", "lamps >= 3")
    assert writer.shows("requires lamps >= 3")
    await writer.press("m")
    assert not writer.shows("VISITS")
    assert "This is invented" in writer.margin
    await writer.press("i", "i")
    assert not writer.shows("VISITS")


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_on_a_small_screen_it_lies_over_the_page(
    writer: Writer, size: tuple[int, int]
) -> None:
    await writer.resize(*size)
    await writer.press("i")
    assert writer.shows("CHOICES")
    await writer.press("end")
    await writer.rest()
    assert writer.shows("VISITS")
    await writer.press("escape")
    assert not writer.shows("VISITS")
    await writer.press("1")
    assert writer.draft.edition.book is not None


async def test_nothing_is_kept_of_a_draft(writer: Writer, saves: Saves) -> None:
    await writer.press("1", "2")
    assert writer.shows("An ending")
    await writer.press("n")
    await writer.press("p")
    assert writer.shows("There is snow.")
    assert saves.progress("hall") is None
    assert not saves.path.exists()


@pytest.mark.parametrize("start", [Start("yard/snow", ("door=open",))])
async def test_it_begins_and_begins_again_where_it_was_asked_to(writer: Writer) -> None:
    assert writer.shows("Behind you the door stands open.")
    await writer.save("There is snow.", "There is ice.", "yard")
    assert writer.shows("There is ice.")
    await writer.press("a")
    assert writer.shows("Behind you the door stands open.")
    await writer.press("W")
    assert writer.shows("Written to")
    text = (writer.home / "playthroughs" / "out.yaml").read_text()
    assert "at: yard/snow\nset:\n  door: open\nsteps:\n" in text


async def test_a_key_writes_the_playthrough_down(writer: Writer) -> None:
    await writer.press("1", "2", "W")
    file = writer.home / "playthroughs" / "out.yaml"
    assert writer.shows("Written to")
    assert "  - light\n  - open\n" in file.read_text()


async def test_where_the_terminal_cannot_be_lent_it_is_said(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c pass")
    await writer.press("e")
    assert writer.shows("This terminal cannot be lent to an editor.")


async def test_the_help_page_tells_an_author_their_own_keys(writer: Writer) -> None:
    await writer.press("question_mark")
    assert writer.shows("Open this moment, or what is wrong, in your editor.")
    await writer.press("end")
    await writer.rest()
    assert writer.shows("Leave. No place is kept of a draft.")


async def test_a_reader_has_none_of_them(sit: Sit) -> None:
    async with sit() as desk:
        before = desk.text
        await desk.press("i", "e", "x", "W", "a")
        assert desk.text == before
