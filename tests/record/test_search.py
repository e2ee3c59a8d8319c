from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.record.search import fold, make_index, search

if TYPE_CHECKING:
    import archive

    from engine.model.record import Library


def found(asked: str, library: Library) -> list[str]:
    return [claim.number for claim in search(asked, make_index(library))]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("snow", ["S1-003", "S1-002"]),
        ("SNOWED", ["S1-002"]),
        ("boris lamp", ["S1-004"]),
        ("borís", ["S1-003", "S1-004"]),
        ("muravev", ["S1-001"]),
        ("Murav’ev", ["S1-001"]),
        ("muravyov froze", ["S1-001"]),
        ("against anna snow", ["S1-003"]),
        ("bills", ["S1-001", "S1-002"]),
        ("s1 004", ["S1-004"]),
        ("snow lamp", []),
        ("now", []),
        ("", []),
        ("!?", []),
    ],
)
def test_every_word_must_occur_and_what_is_said_counts_most(
    small: archive.Archive, asked: str, numbers: list[str]
) -> None:
    assert found(asked, small.library) == numbers


def test_the_same_words_find_the_same_claims_in_the_same_order(real: Library) -> None:
    assert found("Murav’ev mutin", real) == found("MURAVEV  mutin", real)
    assert found("muravev mutin", real)[0] == "S4-100"
    assert len(found("trotsky", real)) > 50


def test_folding_leaves_letters_of_every_script() -> None:
    assert fold("Ёлка") == "елка"
    assert fold("Straße") == "strasse"
