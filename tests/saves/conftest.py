from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yard

from engine.saves import Saves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.play import Book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return yard.read(tmp_path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "saves.sqlite3"


@pytest.fixture
def saves(path: Path) -> Iterator[Saves]:
    with Saves(path) as opened:
        yield opened
