"""The shortest ways are the shortest there are, and can be played."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import folders
import pytest
import worlds

from engine.explore.shortest import Goal, Shortest
from engine.explore.walkthrough import confirmed, is_there, looked_for
from engine.explore.watch import watches
from engine.language.compile import compile_condition
from engine.model import walk
from engine.play import begin, make_book, replay, take, view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.play import Book, Playthrough, Step

DICE = folders.HALL.replace(
    "effects: [lamps += 1]", "effects:\n              - lamps += random(-1, 1)"
).replace("lamps >= 2", "lamps >= 3")
"""Two lamps more are needed, and each try is one more, one less or nothing."""
SEALED = folders.HALL.replace("requires: lamps >= 2", "requires: lamps >= 2 and lamps < 2")


def pages_to(book: Book, goal: Goal) -> int | None:
    """How many pages a goal is away, tried every way that any condition can tell apart."""
    layer, seen = [begin(book, 0)], set()
    pages = 0
    while layer:
        if any(is_there(at, goal) for at in layer):
            return pages
        following: dict[object, Playthrough] = {}
        for at in layer:
            seen.add(worlds.key_of(at))
            for lot in worlds.lots_of(at):
                for offer in (offer for offer in view(lot).offers if offer.locked is None):
                    after = take(lot, offer.id)
                    following[worlds.key_of(after)] = after
        layer = [after for name, after in following.items() if name not in seen]
        pages += 1
    return None


@pytest.mark.parametrize("seed", range(20))
def test_no_way_is_shorter(seed: int, tmp_path: Path) -> None:
    story = worlds.story_of(random.Random(seed), tmp_path, rich=seed % 2 == 1)
    truth = worlds.truth_of(story)
    if truth is None:
        return
    book, shortest = make_book(story), Shortest(story)
    goals = [Goal(ending=name) for name in story.endings]
    goals += [Goal(moment=name) for name in sorted(truth.stuck)]
    for goal in goals:
        way = shortest.way(goal)
        pages = pages_to(book, goal)
        assert way.sure
        assert (len(way.steps) if way.steps is not None else None) == pages
        if way.steps is not None:
            at = confirmed(book, way.steps, goal)
            assert at is not None
            assert is_there(at, goal)


@pytest.mark.parametrize("seed", range(20))
def test_a_text_has_a_way_to_it_only_where_play_can_show_it(seed: int, tmp_path: Path) -> None:
    story = worlds.story_of(random.Random(seed), tmp_path, rich=seed % 2 == 1)
    truth = worlds.truth_of(story)
    if truth is None:
        return
    book, shortest = make_book(story), Shortest(story, most=1_000)
    every = [watch for moment in walk.moments(story) for watch in watches(moment)]
    for number, watch in enumerate(every):
        given = truth.answers.get((watch.moment.id, number), set())
        test = compile_condition(watch.tree, book.layout)
        for answer in (True, False):
            way = shortest.way(Goal(watch=watch, answer=answer))
            if way.steps is None:
                # Numbers that only a text looks at may grow for ever: that is no proof.
                assert not (way.sure and answer in given)
                continue
            assert answer in given
            if not _lots(book, way.steps):
                at = replay(book, 0, way.steps)
                assert at.moment == watch.moment.id
                assert bool(test(at.state)) is answer


def _lots(book: Book, steps: Sequence[Step]) -> bool:
    return any(book.story.moment(step.moment).draw for step in steps)


def test_what_can_never_be_reached_is_known_to_be_so(tmp_path: Path) -> None:
    found = folders.loaded(tmp_path, hall=SEALED).story
    assert found is not None
    way = Shortest(found).way(Goal(ending="out"))
    assert (way.steps, way.sure) == (None, True)


def test_a_bound_that_is_met_is_said(tmp_path: Path) -> None:
    found = folders.loaded(tmp_path, hall=SEALED.replace("lamps < 2", "turns() % 2 == 7")).story
    assert found is not None
    way = Shortest(found, most=50).way(Goal(ending="out"))
    assert (way.steps, way.sure) == (None, False)


def test_a_seed_is_found_for_what_hangs_on_chance(tmp_path: Path) -> None:
    book = folders.book(tmp_path, hall=DICE)
    goal = Goal(ending="out")
    way = Shortest(book.story).way(goal)
    assert way.steps is not None
    assert [step.choice for step in way.steps] == ["light", "light", "open"]
    at = confirmed(book, way.steps, goal)
    assert at is not None
    assert at.steps() == way.steps
    assert at.seed > 0  # with seed 0 the dice fall otherwise


def test_readers_find_another_way_where_no_seed_serves(tmp_path: Path) -> None:
    book = folders.book(tmp_path, hall=DICE)
    at = looked_for(book.story, book, Goal(ending="out"))
    assert at is not None
    assert is_there(at, Goal(ending="out"))
