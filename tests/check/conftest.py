from __future__ import annotations

import pytest

from engine.explore import Bound


@pytest.fixture
def soon_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that gives up on a story with endless states after a few thousand."""
    monkeypatch.setattr("engine.check.proving.QUICK", Bound(states=2_000, choices=4_000))
    monkeypatch.setattr("engine.explore.proof.TOGETHER", 4_000)
