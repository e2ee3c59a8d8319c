"""What the last screen of an ending is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import archive

from engine.model.record import Kind
from engine.model.story import Standing
from engine.record.reckoning import reckon

if TYPE_CHECKING:
    import pytest


def test_every_choice_stands_beside_the_claims_that_ground_it(small: archive.Archive) -> None:
    at = archive.played(small.book, *archive.TO_THE_END)
    light, opened = reckon(at, small.library).deeds
    assert (light.page, light.read.moment, light.words) == (1, "hall/dark", "Light a lamp.")
    assert [card.claim.id for card in light.cards] == ["pamphlet/no-oil"]
    assert light.led_to is Standing.INVENTED
    assert [card.claim.id for card in opened.cards] == ["pamphlet/no-snow"]
    assert opened.led_to is Standing.DOCUMENTED


def test_what_was_invented_and_where_the_record_is_silent_is_named(small: archive.Archive) -> None:
    found = reckon(archive.played(small.book, *archive.TO_THE_END), small.library)
    assert [read.moment for read in found.invented] == ["hall/dark"]
    assert found.silences == ()
    assert found.silent == 0
    assert found.moments[Standing.DOCUMENTED] == 1
    assert [work.id for work in found.sources] == ["letters", "pamphlet"]


def test_voices_weigh_by_kind_and_not_by_how_often_they_speak(small: archive.Archive) -> None:
    found = reckon(archive.played(small.book, *archive.TO_THE_END), small.library)
    assert [(voice.kind, voice.name, voice.claims) for voice in found.voices] == [
        (Kind.PRIMARY, "document", 2),
        (Kind.POLEMIC, "polemic", 2),
    ]
    assert [[s.leaning for s in voice.sources] for voice in found.voices][1] == ["An enemy."]


def test_a_choice_not_taken_says_nothing(small: archive.Archive) -> None:
    found = reckon(archive.played(small.book), small.library)
    assert found.deeds == ()
    assert [voice.kind for voice in found.voices] == [Kind.PRIMARY]


def test_every_page_is_viewed_once(small: archive.Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.record import reckoning  # noqa: PLC0415

    at = archive.played(small.book, "light", "light", "light", "open", "continue")
    viewed = []
    whole = reckoning.view
    monkeypatch.setattr(reckoning, "view", lambda page: viewed.append(page) or whole(page))
    assert len(reckoning.reckon(at, small.library).deeds) == 4
    assert len(viewed) == at.number
