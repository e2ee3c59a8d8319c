"""From a phrase in the prose to its claim and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.app import text, walk
from engine.model.prose import Paragraph, Run
from engine.settings import MARGIN

if TYPE_CHECKING:
    from desk import Desk, Sit

NARROW = [(80, 24), (40, 15)]


def picked(desk: Desk) -> str:
    """The mark that is lit in the prose."""
    lines = desk.app.screen._compositor.render_strips()
    styled = ((segment.text, segment.style) for strip in lines for segment in strip)
    return "".join(said for said, style in styled if style and style.reverse and style.bold)


def underlined(desk: Desk) -> str:
    lines = desk.app.screen._compositor.render_strips()
    styled = ((segment.text, segment.style) for strip in lines for segment in strip)
    return " ".join(said.strip() for said, style in styled if style and style.underline)


def card(desk: Desk) -> str:
    """The card that is highlighted."""
    item = desk.app.screen.query_one("#cards").item
    return item.shows.plain if item else ""


async def test_a_key_goes_from_phrase_to_phrase_and_lights_its_card(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("c")
        assert picked(desk) == "¹"
        assert underlined(desk).endswith("swept between them since the strike.")
        assert card(desk).startswith("¹ Engines stood frozen")
        await desk.press("c")
        assert picked(desk) == "²"
        assert underlined(desk) == "It is a fair question."
        assert card(desk).startswith("² Men came back")
        await desk.press("c")
        assert picked(desk) == "¹"
        await desk.press("C")
        assert picked(desk) == "²"


@pytest.mark.parametrize("size", [(120, 40), *NARROW])
async def test_escape_comes_back_to_the_same_moment_and_line(
    sit: Sit, size: tuple[int, int]
) -> None:
    async with sit(size) as desk:
        await desk.press("space")
        before, scroll = desk.text, desk.app.screen.leaf.scroll_y
        await desk.press("c", "c", "enter")
        assert desk.shows("Men came back to the works")
        assert desk.shows("WHO SAYS SO")
        await desk.press("escape", "escape")
        assert desk.text == before
        assert desk.app.screen.leaf.scroll_y == scroll
        assert picked(desk) == ""


@pytest.mark.parametrize("size", NARROW)
async def test_a_drawer_quotes_the_phrase_that_it_covers(sit: Sit, size: tuple[int, int]) -> None:
    async with sit(size) as desk:
        await desk.press("c")
        assert "nobody has swept between them since the strike.”" in card(desk)
        assert desk.shows("since the strike.”")
        await desk.press("c")
        assert "“It is a fair question.”" in card(desk)


async def test_a_phrase_below_the_window_is_brought_into_sight(sit: Sit) -> None:
    async with sit((120, 12)) as desk:
        assert "fair question.²" not in desk.text
        await desk.press("c", "c")
        assert "fair question.²" in desk.text
        await desk.press("escape")
        assert desk.app.screen.leaf.scroll_y == 0


async def test_a_hidden_margin_comes_for_the_walk_and_goes_again(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("m", "c")
        assert card(desk).startswith("¹")
        assert desk.shows("Engines stood frozen")
        await desk.press("escape")
        assert not desk.shows("Engines stood frozen")
        assert desk.app.settings.get(MARGIN) == "hidden"


async def test_without_a_mark_the_key_goes_to_the_first_claim(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("4", "c")
        assert "At the river" in card(desk)
        await desk.press("enter")
        assert desk.shows("WHO SAYS SO")


async def test_where_nobody_speaks_the_key_says_so(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "c")
        assert desk.shows("there is no claim to go to")


async def test_a_page_turned_forgets_the_phrase(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("c", "1", "u")
        assert picked(desk) == ""
        assert desk.app.screen.leaf.scroll_y == 0


async def test_resizing_keeps_the_phrase(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("c", "c")
        await desk.resize(80, 24)
        assert card(desk).startswith("²")
        await desk.resize(120, 40)
        assert picked(desk) == "²"
        await desk.press("enter")
        assert desk.shows("WHO SAYS SO")


@pytest.mark.parametrize("size", [(120, 40), *NARROW])
async def test_from_a_phrase_to_the_voice_against_it_and_back(
    sit: Sit, size: tuple[int, int]
) -> None:
    """The whole way, with the keyboard alone: phrase, claim, chain, source, other voice, page."""
    async with sit(size) as desk:
        await desk.press("space")
        before = desk.text
        await desk.press("c", "C", "c", "down", "down")
        while "At the river" not in card(desk):
            await desk.press("down")
        await desk.press("enter")
        assert desk.shows("At the river the detachments broke and ran.")
        options = desk.app.screen.query_one("#choices")
        while options.item is None or options.item.id != "source:pamphlet":
            await desk.press("down")
        assert desk.shows("Pages 1931 passes it on, and we hold the page")
        await desk.press("enter")
        assert desk.shows("Pages 1931")
        assert desk.shows("THE WORK")
        await desk.press("escape")
        while options.item.id != "claim:study/repulse":
            await desk.press("down")
        assert "A telegram of the day" in desk.text
        await desk.press("enter")
        assert desk.app.screen._known.claim.id == "study/repulse"
        await desk.press("escape", "escape", "escape")
        assert desk.text == before


def test_a_phrase_ends_at_its_mark_and_begins_with_its_sentence() -> None:
    said = Paragraph.of((Run("One. Two of “three.” Four"), Run("", mark="m"), Run(" five.")))
    assert text.phrase(said, "m") == "Four"
    assert text.phrase(said, "other") == ""
    lone = Paragraph.of((Run("No stop before"), Run("", mark="m")))
    assert text.phrase(lone, "m") == "No stop before"


def test_a_mark_after_the_stop_belongs_to_the_sentence_before() -> None:
    said = Paragraph.of((Run("First one. The strike."), Run("", mark="m"), Run(" Then.")))
    assert text.phrase(said, "m") == "The strike."


def test_a_long_phrase_is_quoted_by_its_end() -> None:
    said = Paragraph.of((Run("word " * 40 + "end."), Run("", mark="m")))
    quoted = walk.quoted([said], "m")
    assert len(quoted) <= walk.MOST + 1
    assert quoted.startswith("…word")
    assert quoted.endswith("word end.")
