"""What the tests of an author's commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import author_desk as desk
import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A new story."""
    assert desk.run("new", "story", "salt-harbour", cwd=tmp_path).status == 0
    return tmp_path / "salt-harbour"
