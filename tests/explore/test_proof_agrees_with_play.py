"""What the proof says is what play does: tried on stories drawn at random, played every way."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pytest
import worlds

from engine.explore import Bound, prove
from engine.explore.watch import watches
from engine.model import walk
from engine.play import NotOfferedError, make_book, replay, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.document.span import Span
    from engine.explore import Proof
    from engine.explore.machine import Road
    from engine.explore.watch import Watch
    from engine.model.story import Story
    from engine.play import Book, Playthrough, Step

SEEDS = range(40)
RICH = 20
"""From this seed on, the stories are drawn from the whole of the format."""


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    rng = random.Random(request.param)
    while True:
        folder = tmp_path_factory.mktemp("world")
        story = worlds.story_of(rng, folder, rich=request.param >= RICH)
        if truth := worlds.truth_of(story):
            return World(story, prove(story), truth)


class World(NamedTuple):
    story: Story
    proof: Proof
    truth: worlds.Truth


def test_the_proof_meets_all_that_play_meets_and_nothing_else(world: World) -> None:
    story, proof, truth = world
    assert proof.finished
    assert proof.reached == truth.reached
    assert proof.endings == truth.endings
    assert set(proof.stuck) == truth.stuck
    options = [(f"{s.moment.id}/{o.choice.id}", o) for s, o in proof.options()]
    assert {name for name, o in options if o.shown} == truth.shown
    assert {name for name, o in options if o.road.taken} == truth.taken
    assert bool(proof.loops) == truth.doomed
    every = [w for m in walk.moments(story) for w in watches(m)]
    constant = {_place(c.watch): c.answer for c in proof.constant}
    for place, answers in _answers(every, truth).items():
        answer = constant.get(place)
        assert (set() if answer is None else {answer}) == (answers if len(answers) == 1 else set())
    assert not proof.undecided
    assert {_named(road) for _, road in proof.dead_ways()} == _ways(story, truth) - truth.ways
    assert _lost(proof) <= truth.begun.keys() - truth.back


def test_every_way_that_is_told_can_be_played(world: World) -> None:
    story, proof, _ = world
    book = make_book(story)
    for moment in proof.reached:
        assert _played(book, proof.path(proof.first(moment))).moment == moment
    for moment, state in proof.stuck.items():
        page = view(_played(book, proof.path(state)))
        assert page.moment.id == moment
        assert all(offer.locked is not None for offer in page.offers)


def test_merging_states_that_nothing_tells_apart_never_makes_more_of_them(world: World) -> None:
    _, proof, truth = world
    assert len(truth.reached) <= proof.states <= truth.states


def test_a_proof_in_parts_claims_nothing_that_play_contradicts(world: World) -> None:
    story, _, truth = world
    proof = prove(story, Bound(0, 0))
    assert proof.parts is not None
    options = [(f"{s.moment.id}/{o.choice.id}", o) for s, o in proof.options()]
    assert proof.reached <= truth.reached
    assert {name for name, o in options if o.road.taken} <= truth.taken
    assert not {name for name, o in options if proof.is_closed(o)} & truth.taken
    assert set(proof.stuck) <= truth.stuck
    assert not proof.parts.safe & truth.stuck
    every = [w for m in walk.moments(story) for w in watches(m)]
    answers = _answers(every, truth)
    assert not {_named(road) for _, road in proof.dead_ways()} & truth.ways
    for constant in proof.constant:
        assert answers.get(_place(constant.watch), {constant.answer}) == {constant.answer}
    if proof.finished:
        assert proof.reached == truth.reached
        assert {name for name, o in options if o.road.taken} == truth.taken
        assert set(proof.stuck) == truth.stuck
        assert proof.stuck or not truth.doomed
        assert _lost(proof) <= truth.begun.keys() - truth.back


def test_what_is_soon_proved_is_the_whole_truth(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, proof, truth = world
    monkeypatch.setattr("engine.explore.proof.FIRST", Bound(2, 2))
    found = prove(story, soon=True)
    assert found.finished
    assert found.reached == truth.reached
    assert found.endings == truth.endings
    assert set(found.stuck) == truth.stuck
    options = {f"{s.moment.id}/{o.choice.id}" for s, o in found.options() if o.road.taken}
    assert options == truth.taken
    if found.parts is None:
        assert [found.path(found.first(m)) for m in sorted(truth.reached)] == [
            proof.path(proof.first(m)) for m in sorted(truth.reached)
        ]


def test_many_stories_are_proved_in_parts(tmp_path: Path) -> None:
    proofs = []
    for seed in SEEDS[:12]:
        story = worlds.story_of(random.Random(seed), tmp_path / str(seed))
        proofs.append(prove(story, Bound(0, 0)))
    assert sum(proof.finished for proof in proofs) >= len(proofs) // 3


def _played(book: Book, steps: tuple[Step, ...]) -> Playthrough:
    """The steps played, with the first seed whose lots allow for them."""
    for seed in range(2_000):
        with suppress(NotOfferedError):
            return replay(book, seed, steps)
    raise NotOfferedError(steps)


def _place(watch: Watch) -> tuple[Span, int]:
    return watch.code.place.span, watch.tree.start


def _answers(every: list[Watch], truth: worlds.Truth) -> dict[tuple[Span, int], set[bool]]:
    """The answers of each condition; one of a shared choice is the same at each moment."""
    found: dict[tuple[Span, int], set[bool]] = {}
    for (_, number), given in truth.answers.items():
        found.setdefault(_place(every[number]), set()).update(given)
    return found


def _lost(proof: Proof) -> set[tuple[str, Span]]:
    return {(lost.source, lost.target.span) for lost in proof.lost}


def _named(road: Road) -> Span:
    """A way of a list, by where its place is named."""
    assert road.way.target
    return road.way.target.span


def _ways(story: Story, truth: worlds.Truth) -> set[Span]:
    """The ways of every list that some reader comes to."""
    moments = [story.moment(name) for name in truth.reached]
    taken = [c for m in moments for c in m.choices if f"{m.id}/{c.id}" in truth.taken]
    every = [one.targets for one in (*moments, *taken)]
    return {target.span for targets in every if len(targets) > 1 for target in targets}
