"""Every command is found by its name, and does what its key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from engine.app.app import Reader
from engine.app.commands.finding import ALSO, found
from engine.app.commands.table import COMMANDS, commands
from engine.app.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk import Sit

    from engine.app.shelf import Shelf

READING = [command for command in commands("reading") if command.says]


def first(asked: str) -> str:
    """The command that stands first for some words; nothing where there is none."""
    return next((command.id for command in found(asked, READING)), "")


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ("map", "map"), ("MAP", "map"), ("see the map", "map"), ("map see", "map"),
        ("undo", "undo"), ("u", "undo"), ("shift c", "claim-before"), ("?", "help"),
        ("dark", "theme"), ("exit", "quit"), ("bookmark", "saves"), ("bibliography", "transcript"),
        ("clipb", "copy"), ("high contrast", "theme"),
        ("serach", "search"), ("setings", "settings"), ("noteboko", "notebook"),
        ("colurs", "theme"),
    ],
)  # fmt: skip
def test_a_command_is_found_by_what_a_reader_may_call_it(asked: str, command: str) -> None:
    assert first(asked) == command


@pytest.mark.parametrize("asked", ["xyzzy", "map xyzzy", "telegram", "!"])
def test_what_no_command_has_finds_none(asked: str) -> None:
    assert first(asked) == ""


def test_no_words_find_every_command_in_its_order() -> None:
    assert found("  ", READING) == READING


def test_a_name_that_begins_so_comes_before_what_only_says_so() -> None:
    assert [command.id for command in found("endings", READING)] == ["gallery", "map"]


def test_other_names_are_those_of_commands() -> None:
    assert set(ALSO) <= {command.id for command in COMMANDS}


def test_no_two_commands_of_a_page_have_one_name() -> None:
    for screen in {name for command in COMMANDS for name in command.where}:
        names = [command.name for command in commands(screen) if command.says]
        assert len(names) == len(set(names)), screen


async def test_it_does_on_the_page_what_a_key_does(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("1", "ctrl+p", *"undo")
        assert desk.shows("u Go back one choice")
        await desk.press("enter")
        assert desk.app.screen.NAME == "reading"
        assert desk.shows("Forms lie in drifts")


async def test_the_arrows_go_through_what_is_found_and_escape_does_nothing(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("ctrl+p", *"see the", "down", "down", "up")
        page = desk.app.screen
        assert page.options.item == page.options.items[1]
        await desk.press("enter")
        assert desk.app.screen.NAME == "map"
        await desk.press("ctrl+p", "ctrl+p", "escape")
        assert desk.app.screen.NAME == "map"


async def test_it_offers_nothing_that_would_do_nothing(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("m", "ctrl+p", *"one choice")
        assert desk.shows("Nothing that can be done here has these words.")
        await desk.press("enter")
        assert desk.app.screen.NAME == "palette"
        await desk.press("escape", "question_mark", "ctrl+p", *"keys")
        assert desk.shows("Nothing that can be done here has these words.")


async def test_a_click_does_it(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("ctrl+p", *"settings")
        await desk.pilot.click("#choices", offset=(12, 0))
        await desk.settle()
        assert desk.app.screen.NAME == "settings"


async def test_it_shows_the_keys_that_a_reader_has(
    make_shelf: Callable[..., Shelf], tmp_path: Path
) -> None:
    keys = tmp_path / "keys.yaml"
    keys.write_text("palette: f2\nsettings: Z\n", encoding="utf-8")
    app = Reader(make_shelf(), keys=keys)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", *"settings")
        await pilot.pause()
        assert "shift z" in app.screen.options.items[0].shows.plain


async def test_keys_that_come_together_are_done_in_their_order(sit: Sit) -> None:
    async with sit() as desk:
        await desk.press("ctrl+p")
        for key in ("m", "a", "r", "backspace", "backspace", "backspace", "u", "n"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.settle()
        assert desk.app.screen.query_one(LineInput).value == "un"
