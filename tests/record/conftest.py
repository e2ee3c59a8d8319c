from __future__ import annotations

from typing import TYPE_CHECKING

import archive
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from engine.model.record import Library


@pytest.fixture
def small(tmp_path: Path) -> archive.Archive:
    """The small book with sources that quarrel."""
    return archive.read(tmp_path)


@pytest.fixture(scope="session")
def real() -> Library:
    """The library of the project."""
    return archive.real()
