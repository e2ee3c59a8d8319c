"""What the proof says is what play does: tried on stories drawn at random, played every way."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
import worlds

from engine.explore import Bound, prove
from engine.explore.watch import watches
from engine.model import walk
from engine.play import make_book, replay, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.explore import Proof
    from engine.model.story import Story

SEEDS = range(30)


def worlds_of(seed: int, folder: Path) -> tuple[Story, Proof, worlds.Truth] | None:
    story = worlds.story_of(random.Random(seed), folder)
    assert story is not None
    truth = worlds.truth_of(story)
    return (story, prove(story), truth) if truth else None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_proof_meets_all_that_play_meets_and_nothing_else(seed: int, tmp_path: Path) -> None:
    made = worlds_of(seed, tmp_path)
    if made is None:
        return
    story, proof, truth = made
    assert proof.finished
    assert proof.reached == truth.reached
    assert proof.endings == truth.endings
    assert set(proof.stuck) == truth.stuck
    options = [(f"{s.moment.id}/{o.choice.id}", o) for s, o in proof.options()]
    assert {name for name, o in options if o.shown} == truth.shown
    assert {name for name, o in options if o.road.taken} == truth.taken
    assert bool(proof.loops) == truth.doomed
    every = [w for m in walk.moments(story) for w in watches(m)]
    constant = {id(c.watch.tree): c.answer for c in proof.constant}
    for (_, number), answers in truth.answers.items():
        answer = constant.get(id(every[number].tree))
        assert (set() if answer is None else {answer}) == (answers if len(answers) == 1 else set())
    assert not proof.undecided


@pytest.mark.parametrize("seed", SEEDS)
def test_every_way_that_is_told_can_be_played(seed: int, tmp_path: Path) -> None:
    made = worlds_of(seed, tmp_path)
    if made is None:
        return
    story, proof, _ = made
    book = make_book(story)
    for moment in proof.reached:
        assert replay(book, 0, proof.path(proof.first(moment))).moment == moment
    for moment, state in proof.stuck.items():
        page = view(replay(book, 0, proof.path(state)))
        assert page.moment.id == moment
        assert all(offer.locked is not None for offer in page.offers)


@pytest.mark.parametrize("seed", SEEDS)
def test_merging_states_that_nothing_tells_apart_never_makes_more_of_them(
    seed: int, tmp_path: Path
) -> None:
    made = worlds_of(seed, tmp_path)
    if made is not None:
        _, proof, truth = made
        assert len(truth.reached) <= proof.states <= worlds.MOST


@pytest.mark.parametrize("seed", SEEDS)
def test_a_proof_in_parts_claims_nothing_that_play_contradicts(seed: int, tmp_path: Path) -> None:
    story = worlds.story_of(random.Random(seed), tmp_path)
    assert story is not None
    truth = worlds.truth_of(story)
    if truth is None:
        return
    proof = prove(story, Bound(0, 0))
    assert proof.parts is not None
    options = [(f"{s.moment.id}/{o.choice.id}", o) for s, o in proof.options()]
    assert proof.reached <= truth.reached
    assert {name for name, o in options if o.road.taken} <= truth.taken
    assert not {name for name, o in options if proof.is_closed(o)} & truth.taken
    assert set(proof.stuck) <= truth.stuck
    assert not proof.parts.safe & truth.stuck
    every = [w for m in walk.moments(story) for w in watches(m)]
    answers = {id(every[n].tree): given for (_, n), given in truth.answers.items()}
    for constant in proof.constant:
        assert answers.get(id(constant.watch.tree), {constant.answer}) == {constant.answer}
    if proof.finished:
        assert proof.reached == truth.reached
        assert {name for name, o in options if o.road.taken} == truth.taken
        assert set(proof.stuck) == truth.stuck
        assert proof.stuck or not truth.doomed


def test_many_stories_are_proved_in_parts(tmp_path: Path) -> None:
    proofs = []
    for seed in SEEDS[:12]:
        story = worlds.story_of(random.Random(seed), tmp_path / str(seed))
        assert story is not None
        proofs.append(prove(story, Bound(0, 0)))
    assert sum(proof.finished for proof in proofs) >= len(proofs) // 3
