"""The smaller parts: what a tree observes, what was cut, what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from language_world import WORLD

from engine.language.check import read_condition, read_effect, read_prose
from engine.language.compile import compile_condition
from engine.language.cut import cut_items
from engine.language.layout import Layout
from engine.language.observed import Observed, observed

if TYPE_CHECKING:
    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose


def condition(text: str) -> Meaning:
    tree = read_condition(text, WORLD).tree
    assert tree is not None
    return tree


def effect(text: str) -> Change:
    tree = read_effect(text, WORLD).tree
    assert tree is not None
    return tree


def prose(text: str) -> Prose[Meaning]:
    tree = read_prose(text, WORLD).tree
    assert tree is not None
    return tree


def test_a_condition_observes_what_it_reads() -> None:
    text = "order > 3 and visited(wires) and visits(engines) > 1 and chosen(bargain) or turns() > 3"
    assert observed(condition(text)) == Observed(
        variables=frozenset({"order"}),
        scenes=frozenset({"engines"}),
        moments=frozenset({"rail-offices/wires"}),
        choices=frozenset({"rail-offices/drifts/bargain"}),
        turns=True,
    )


def test_an_effect_writes_its_target_and_reads_only_its_value() -> None:
    assert observed(effect("order += fear")) == Observed(
        variables=frozenset({"fear"}), written=frozenset({"order"})
    )
    assert observed(effect("order += 1")) == Observed(written=frozenset({"order"}))


def test_prose_observes_what_it_prints() -> None:
    found = observed(prose("It is {order}.\n\n> {'cold' if fear > 3 else 'warm'}"))
    assert found == Observed(variables=frozenset({"order", "fear"}))


def test_observations_join() -> None:
    one, other = condition("order > 3"), effect("fear += 1")
    assert observed(one) | observed(other) == observed(one, other)


def test_a_layout_without_a_place_is_refused_before_play() -> None:
    with pytest.raises(KeyError):
        compile_condition(condition("visited(engines)"), Layout({"order": 1}))


@pytest.mark.parametrize(
    ("texts", "cut"),
    [
        (["order += random(1", "6)"], {0, 1}),
        (["fear += 1", "order += random(1", "6)", "fear -= 1"], {1, 2}),
        (["order += random(1", "6)", "fear += random(1", "6)"], {0, 1, 2, 3}),
        (["order = (1", "2", "3)"], {0, 1, 2}),
        (["order += (1", "fear += 1"], set()),
        (["order += (1", "fear += random(1", "6)"], {1, 2}),
        (["order += 1)", "fear += (1"], set()),
        (["order += random(1, 6)"], set()),
        (["figures = '('", "figures = ')'"], set()),
        ([], set()),
    ],
)
def test_effects_that_a_comma_cut_are_recognised(texts: list[str], cut: set[int]) -> None:
    assert cut_items(texts) == cut
