"""The library of the project: all of it is there, and holds together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.record import catalogue, lookup
from engine.record.bibliography import Bibliography, note_on
from engine.record.figures import figures

if TYPE_CHECKING:
    from engine.model.record import Library

REGISTER = [
    *(f"S2-{number:02}" for number in range(1, 68)),
    *(f"S3-{number:02}" for number in range(1, 22)),
    *(f"S4-{number:03}" for number in range(1, 211)),
]


def test_all_298_claims_of_the_register_are_there_each_once(real: Library) -> None:
    numbers = [claim.number for claim in lookup.claims(real)]
    assert len(REGISTER) == 298
    assert len(set(numbers)) == len(numbers)
    assert set(REGISTER) <= set(numbers)


def test_what_is_beside_the_register_is_a_gloss_on_one_of_its_claims(real: Library) -> None:
    beside = {claim.number for claim in lookup.claims(real)} - set(REGISTER)
    assert len(beside) == 9
    assert {number.removesuffix("b") for number in beside} <= set(REGISTER)


def test_every_conflict_is_between_claims_that_exist(real: Library) -> None:
    assert real.conflicts
    for conflict in real.conflicts:
        assert all(real.claim(name) for name in conflict.claims), conflict.id


def test_every_chain_begins_with_its_voice_and_ends_with_a_text_we_hold(real: Library) -> None:
    for claim in lookup.claims(real):
        assert claim.chain[0] == claim.source, claim.id
        assert not real.sources[claim.chain[-1]].reached_by, claim.id


def test_every_claim_has_a_locator_and_a_note_can_be_made_of_it(real: Library) -> None:
    bibliography = Bibliography(real.sources.values())
    for claim in lookup.claims(real):
        assert claim.locator is not None, claim.id
        assert "ibid" not in note_on(claim, real, bibliography).plain.casefold()


@pytest.mark.parametrize("name", ["S4-126", "s4-126", "stalin-works-4/railway-commissars"])
def test_a_claim_is_found_by_its_number_and_by_its_id(real: Library, name: str) -> None:
    claim = lookup.find(name, real)
    assert claim is not None
    assert claim.number == "S4-126"


def test_the_figures_add_up(real: Library) -> None:
    found = figures(real, [])
    assert found.claims.claims == 307
    assert sum(tally.claims for _, tally in found.sources) == 307
    assert sum(tally.claims for tally in found.kinds.values()) == 307
    assert sum(tally.claims for tally in found.verdicts.values()) == 307
    assert len(found.uncited) == 307


def test_the_catalogue_shows_every_source_and_every_claim(real: Library) -> None:
    shown = catalogue.markdown(real)
    for source in real.sources.values():
        assert f"- Id: {source.id}\n" in shown
    assert all(f"**{number}** " in shown for number in REGISTER)
