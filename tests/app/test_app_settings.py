"""Settings that stay, and what is told of the reader's files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from engine.app import settings
from engine.app.app import Reader
from engine.app.settings import MARGIN, THEME, Forgetful, Kept
from engine.app.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk import Sit

    from engine.saves import Saves


def test_a_choice_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.json"
    Kept(path).put(THEME, "paper")
    kept = Kept(path)
    assert (kept.get(THEME), kept.get(MARGIN), kept.notices()) == ("paper", None, ())


def test_two_windows_do_not_undo_each_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    one, other = Kept(path), Kept(path)
    one.put(THEME, "paper")
    other.put(MARGIN, "hidden")
    assert json.loads(path.read_text()) == {THEME: "paper", MARGIN: "hidden"}


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 70_000, b'{"a": 1}x', b"null"]
)
def test_a_damaged_file_is_kept_aside_and_told(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "settings.json"
    (tmp_path / "settings-damaged-1.json").write_text("older")
    path.write_bytes(damaged)
    kept = Kept(path)
    aside = tmp_path / "settings-damaged-2.json"
    assert kept.get(THEME) is None
    assert kept.notices() == (f"Your settings were damaged; the file is kept as {aside}.",)
    assert kept.notices() == ()
    assert aside.read_bytes() == damaged
    kept.put(THEME, "paper")
    assert Kept(path).get(THEME) == "paper"


def test_what_is_not_ours_in_the_file_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": 5, "margin": "hidden", "later": "kept"}')
    kept = Kept(path)
    assert (kept.get(THEME), kept.get(MARGIN)) == (None, "hidden")
    kept.put(THEME, "ink")
    assert json.loads(path.read_text())["later"] == "kept"


def test_what_cannot_be_written_is_told_once_and_holds_for_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "settings.json")
    kept.notices()
    kept.put(THEME, "paper")
    kept.put(THEME, "ink")
    assert kept.get(THEME) == "ink"
    assert len(kept.notices()) <= 1


def test_a_folder_in_the_files_place_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    kept = Kept(tmp_path / "settings.json")
    kept.put(THEME, "paper")
    assert kept.get(THEME) == "paper"
    assert len(kept.notices()) == 1


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(settings.FOLDER, str(tmp_path))
    assert settings.default_path() == tmp_path / "settings.json"
    monkeypatch.delenv(settings.FOLDER)
    assert settings.default_path().parent.name == "marginalia"


async def test_the_reader_opens_as_it_was_left(
    make_shelf: Callable[..., Shelf], tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    app = Reader(make_shelf(), Kept(path))
    async with app.run_test() as pilot:
        await pilot.press("t")
    assert Reader(make_shelf(), Kept(path)).theme == "paper"


def test_a_theme_that_is_gone_is_no_harm(make_shelf: Callable[..., Shelf]) -> None:
    chosen = Forgetful()
    chosen.put(THEME, "no such colours")
    assert Reader(make_shelf(), chosen).theme == "ink"


@pytest.mark.parametrize("straight", [False, True], ids=["library", "book"])
async def test_damaged_files_are_told_once_at_the_start(
    sit: Sit, saves: Saves, make_shelf: Callable[..., Shelf], *, straight: bool
) -> None:
    saves.path.write_bytes(b"damaged" * 1000)
    shelf = make_shelf()
    if straight:
        shelf = Shelf(shelf.books, saves, shelf.open, shelf.books[0], seed=lambda: 1)
    async with sit((120, 24), shelf=shelf, read=False) as desk:
        told = desk.app.screen.query_one("#status")
        assert "damaged" in told.visual.plain
        assert told.display
        await desk.press("enter")
        assert not desk.shows("damaged")
