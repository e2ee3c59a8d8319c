"""The reader over a small book, driven without a terminal."""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import folders
import pytest
import textual.widgets._option_list
import textual.widgets._static
from desk import Desk, Writer
from textual.visual import visualize

from engine import play
from engine.app.app import Reader
from engine.app.shelf import Shelf, open_folder, shelve
from engine.author.draft import Draft
from engine.author.start import Start
from engine.saves import NOWHERE, Saves

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from engine.settings import Settings

BOOK = Path(__file__).parent / "books" / "story" / "night-post"


@pytest.fixture(autouse=True, scope="session")
def _rarely_collected() -> Iterator[None]:
    """Each reader leaves a web of widgets: to look through them all is half of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 100, 100)
    yield
    gc.set_threshold(*before)


@pytest.fixture(autouse=True)
def _no_plain_string_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain string in a widget is markup: every test fails where one gets that far."""

    def guarded(widget: object, obj: object, markup: bool = True) -> object:  # noqa: FBT001, FBT002
        assert not isinstance(obj, str) or not obj, f"a plain string reached {widget!r}: {obj!r}"
        return visualize(widget, obj, markup)  # type: ignore[arg-type]

    monkeypatch.setattr(textual.widgets._static, "visualize", guarded)
    monkeypatch.setattr(textual.widgets._option_list, "visualize", guarded)


@pytest.fixture
def saves(tmp_path: Path) -> Iterator[Saves]:
    with Saves(tmp_path / "saves.db") as kept:
        yield kept


shelved = cache(shelve)
opened = cache(open_folder)


@pytest.fixture
def make_shelf(saves: Saves) -> Callable[..., Shelf]:
    def make(**given: object) -> Shelf:
        given.setdefault("open", opened)
        return Shelf((shelved(BOOK),), saves, seed=lambda: 1, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def sit(make_shelf: Callable[..., Shelf]) -> Callable[..., object]:
    """Opens the reader; with `read`, at the first page of the book."""

    @asynccontextmanager
    async def open_reader(
        size: tuple[int, int] = (120, 40),
        *,
        shelf: Shelf | None = None,
        read: bool = True,
        settings: Settings | None = None,
    ) -> AsyncIterator[Desk]:
        at_once = {"open_at": shelved(BOOK), "start": lambda book: play.begin(book, 1)}
        straight = read and shelf is None
        app = Reader(shelf or make_shelf(**(at_once if straight else {})), settings)
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot)
            await desk.settle()
            if read and not straight:
                await desk.press("enter", "enter")
            yield desk

    return open_reader


@pytest.fixture
def write(tmp_path: Path, saves: Saves) -> Callable[..., object]:
    """Opens a small story as its author, who can save it again."""

    @asynccontextmanager
    async def open_draft(
        size: tuple[int, int] = (120, 40),
        *,
        start: Start | None = None,
        folder: Path = tmp_path,
    ) -> AsyncIterator[Writer]:
        home = folders.write(folder, hall=folders.HALL)
        draft = Draft(home, Saves(NOWHERE), start or Start(), watched=True)
        app = Reader(Shelf((), saves, draft=draft))
        async with app.run_test(size=size) as pilot:
            desk = Writer(app, pilot, home, draft)
            await desk.settle()
            yield desk

    return open_draft
