"""What the margin and the claim screen promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app.screens.reading import Reading
from engine.app.widgets.prose import Prose
from engine.record.margin import SILENCE
from engine.settings import MARGIN

if TYPE_CHECKING:
    import pytest
    from desk import Desk, Sit
    from textual.geometry import Region


def line_of(desk: Desk, words: str) -> int:
    return next(n for n, line in enumerate(desk.text.splitlines()) if words in line)


async def test_the_prose_is_there_before_the_margin_and_stays_where_it_is(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    before: list[Region] = []
    follow = Reading._follow_choice

    def noting(page: Reading) -> None:
        before.append(page.query_one(Prose).region)
        follow(page)

    monkeypatch.setattr(Reading, "_follow_choice", noting)
    async with sit((120, 40)) as desk:
        assert desk.shows("Engines stood frozen")
        assert before[0].height > 0
        assert before[0] == desk.app.screen.query_one(Prose).region


async def test_the_standing_comes_first(sit: Sit) -> None:
    async with sit() as desk:
        margin = [line.partition("│")[2].strip() for line in desk.text.splitlines()]
        assert next(line for line in margin if line).startswith("This is invented:")


async def test_a_card_says_who_when_where_and_what_kind(sit: Sit) -> None:
    async with sit() as desk:
        for words in (
            "The commissar, by telegraph, June 1918; five months later",
            "Dispatches 4, pp. 118–119 (document)",
        ):
            assert words in desk.margin


async def test_a_numeral_ties_the_prose_to_its_card(sit: Sit) -> None:
    async with sit() as desk:
        assert "since the strike.¹" in desk.text
        assert "¹ Engines stood frozen" in desk.text


async def test_silence_is_a_fixed_sentence(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1")
        assert desk.shows("The record is silent.")
        assert SILENCE.startswith("The record is silent.")


async def test_the_editors_note_is_labelled(sit: Sit) -> None:
    async with sit() as desk:
        assert line_of(desk, "EDITOR’S NOTE") + 1 == line_of(desk, "Nobody knows who sat")


async def test_a_claim_that_was_quoted_to_be_denied_says_so(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "space")
        assert "Quoted only to be denied. ≠ Told otherwise elsewhere." in desk.margin


async def test_a_disputed_claim_says_so_in_words(sit: Sit) -> None:
    async with sit() as desk:
        assert "≠ Told otherwise elsewhere." in desk.text


async def test_the_margin_follows_a_choice_after_a_rest(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("down", "down")
        await desk.rest()
        assert desk.shows("ABOUT THIS CHOICE")
        await desk.press("down")
        await desk.rest()
        assert not desk.shows("ABOUT THIS CHOICE")


async def test_hiding_the_margin_is_remembered(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("m", "1", "u")
        assert not desk.shows("Engines stood frozen")
        assert desk.shows("margin (3)")
        assert desk.app.settings.get(MARGIN) == "hidden"
        await desk.press("m")
        assert desk.shows("Engines stood frozen")


async def test_a_narrow_margin_is_a_drawer_over_the_page(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        assert not desk.shows("Engines stood frozen")
        await desk.press("m")
        assert desk.shows("Engines stood frozen")
        await desk.press("1", "u")
        assert desk.shows("Engines stood frozen")
        await desk.press("escape")
        assert not desk.shows("Engines stood frozen")
        assert desk.shows("Asleep at the key")


async def test_a_claim_opens_and_escape_returns_to_the_same_place(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("space")
        await desk.rest(0.05)
        before, scroll = desk.text, desk.app.screen.leaf.scroll_y
        assert scroll > 0
        await desk.press("m", "down", "enter")
        assert desk.shows("HOW IT REACHED US")
        await desk.press("escape", "escape")
        assert desk.text == before
        assert desk.app.screen.leaf.scroll_y == scroll


async def test_a_claim_shows_its_chain_source_and_verdict(sit: Sit) -> None:
    async with sit((100, 60)) as desk:
        await desk.press("tab", "down", "down", "down", "enter")
        for words in (
            "At the river the detachments broke and ran.",
            "Ada Vane",
            "• Vane 1990, p. 37 speaks • Pages 1931 passes it on, and we hold the page",
            "The Frozen Line, London 1990",
            "Kind: scholarship",
            "Academic; we have only",
            "Sound: broadly",
        ):
            assert desk.shows(words), words


async def test_both_voices_of_a_conflict_are_one_key_away(sit: Sit) -> None:
    async with sit((100, 60)) as desk:
        await desk.press("tab", "down", "down", "down", "enter")
        assert desk.shows("At the river, rout or victory")
        await desk.press("down", "down", "down", "down", "down", "enter")
        assert desk.shows("A telegram of the day speaks of the enemy thrown back")
        assert desk.shows("It reached us only because somebody quoted it to deny it.")
        assert desk.shows("The end of the sentence is missing.")
        await desk.press("escape", "escape")
        assert desk.shows("Asleep at the key")


async def test_space_reads_on_in_a_drawer_and_turns_no_page(sit: Sit) -> None:
    async with sit((40, 15)) as desk:
        await desk.press("m")
        top = desk.text
        await desk.press("space")
        assert desk.text != top
        await desk.press(*["space"] * 9)
        assert desk.app.screen.front.at_end
        assert desk.app.screen.sitting.playthrough.number == 1
        await desk.press("home")
        assert desk.text == top
