"""Finding words in prose."""

from __future__ import annotations

import pytest

from engine.play.recall import places

SAID = "Murav’ev’s coat; a café, CAFÉS. The coal (coals) of Kovalenko."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("muRAV'ev", ["Murav’ev"]),
        ("cafe", ["café", "CAFÉ"]),
        ("coal", ["coal", "coal"]),
        ("coal coat", ["coat", "coal", "coal"]),
        ("oal", []),
        ("coal nothing", []),
        ("(coals)", ["(coals)"]),
        ("", []),
    ],
)
def test_every_word_must_begin_a_word(asked: str, found: list[str]) -> None:
    assert [SAID[start:end] for start, end in places(asked, SAID)] == found
