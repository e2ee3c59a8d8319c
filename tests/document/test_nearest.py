from __future__ import annotations

import pytest

from engine.document.nearest import nearest


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("finland-staton", ["finland-station", "smolny"], "finland-station"),
        ("finlandStation", ["finland-station", "smolny"], "finland-station"),
        ("trust_lenin", ["trust.lenin", "trust.stalin"], "trust.lenin"),
        ("fear", ["tear", "gear"], None),
        ("wire", ["wires", "wired"], None),
        ("a", ["b"], None),
        ("order", [], None),
        ("engines", ["wires", "offices"], None),
        ("stors", ["stores", "storehouse"], "stores"),
        ("drak", ["dark", "door"], "dark"),
        ("drak", ["dark", "drake"], None),
        ("felt", ["left", "right"], None),
        ("ab", ["a-b", "a.b"], None),
    ],
)
def test_a_word_is_suggested_only_when_it_is_sure(
    word: str, candidates: list[str], meant: str | None
) -> None:
    assert nearest(word, candidates) == meant
