"""Random readers read what play shows, and the same for the same seed, however many hands."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import folders
import pytest
import worlds

from engine.explore.machine import make_machine
from engine.explore.readers import Readers, steps_of
from engine.explore.rounds import BLOCK, ROUND, Block, LostError, _deal, _Hand, blocks, read
from engine.explore.search import NOBODY
from engine.explore.smaller import Failed, play, smaller
from engine.explore.trail import Reader, one_of
from engine.play import make_book, replay
from engine.play.dice import Dice

if TYPE_CHECKING:
    from engine.model.story import Story

ROOT = Path(__file__).resolve().parents[2]
STUCK = folders.HALL.replace("requires: lamps >= 2", "requires: lamps == 2").replace(
    "text: Light a lamp.", "text: Light a lamp.\n            if: lamps < 3"
)
"""Whoever lights a lamp too many is left in the hall."""


def story(folder: Path, **changed: str) -> Story:
    found = folders.loaded(folder, **changed).story
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(12))
def test_a_reader_comes_where_play_comes(seed: int, tmp_path: Path) -> None:
    found = worlds.story_of(random.Random(seed), tmp_path, rich=seed % 2 == 1)
    machine, book = make_machine(found, whole=True), make_book(found)
    reader = Reader(machine)
    for number in range(10):
        pick = reader.least_taken if number % 2 else one_of
        trail = reader.play(Dice(number), Dice(number), 50, pick, number)
        at = replay(book, number, steps_of(machine.spots, trail.where, trail.by))
        assert at.moment == machine.spots[trail.where[-1]].moment.id
        assert at.state == trail.states[-1][:-1]


def test_random_numbers_fall_for_a_reader_as_they_fall_in_play(tmp_path: Path) -> None:
    # The second number overwrites the first, which is drawn all the same.
    dice = "effects:\n              - lamps = random(0, 3)\n              - lamps = random(0, 3)"
    book = folders.book(tmp_path, hall=folders.HALL.replace("effects: [lamps += 1]", dice))
    machine = make_machine(book.story, whole=True)
    for seed in range(20):
        trail = Reader(machine).play(Dice(7), Dice(seed), 30, one_of)
        at = replay(book, seed, steps_of(machine.spots, trail.where, trail.by))
        assert at.state == trail.states[-1][:-1]


def test_the_same_seed_gives_the_same_readers_and_another_seed_others(tmp_path: Path) -> None:
    found = story(tmp_path)
    assert read(Readers(found, 5), 300) == read(Readers(found, 5), 300)
    assert read(Readers(found, 5), 300) != read(Readers(found, 6), 300)


def test_two_processes_count_what_one_counts(tmp_path: Path) -> None:
    found = story(tmp_path)
    readers = BLOCK * ROUND + BLOCK + 1
    ticks: list[int] = []
    assert read(Readers(found, 5), readers, jobs=2, tick=ticks.append) == read(
        Readers(found, 5), readers
    )
    assert ticks[-1] == readers


def test_a_process_that_dies_is_told_and_not_waited_for(tmp_path: Path) -> None:
    hand = _Hand(story(tmp_path), 5)
    hand._process.kill()
    hand._process.join()
    with pytest.raises(LostError):
        list(_deal([hand], [Block(0, 1)], ()))
    hand.end()


def test_every_reader_plays_in_one_block() -> None:
    rounds = list(blocks(BLOCK * ROUND * 2 + 3))
    assert [len(blocks) for blocks in rounds] == [ROUND, ROUND, 1]
    numbers = [
        n for r in rounds for block in r for n in range(block.first, block.first + block.count)
    ]
    assert numbers == list(range(BLOCK * ROUND * 2 + 3))


def test_the_curious_meet_what_chance_alone_seldom_does(tmp_path: Path) -> None:
    # So often in a row the second choice, or back to the beginning.
    moments = "".join(
        f"""
      m{n}:
        standing: invented
        text: On.
        record: silent
        choices:
          - {{id: back, text: Back., goto: m0}}
          - {{id: on, text: On., goto: m{n + 1}}}
"""
        for n in range(24)
    )
    last = """
      m24:
        standing: invented
        text: There.
        record: silent
        goto: yard
"""
    head = folders.HALL.partition("  dark:")[0]
    found = story(tmp_path, hall=f"{head}\n{moments}{last}")
    tally = read(Readers(found, 0), 100)
    assert all(tally.taken)
    assert tally.ended["out"].by_chance == 0


def test_the_state_at_an_ending_is_counted_for_readers_by_chance(tmp_path: Path) -> None:
    found = story(tmp_path)
    tally = read(Readers(found, 0), 200)
    out = tally.ended["out"]
    lamps, door = out.values
    assert sum(lamps.values()) == out.by_chance == tally.by_chance == 100
    assert set(lamps) == {2, 3}
    assert set(door) == {"open"}
    assert tally.visits == [100, 100]


def test_a_story_that_breaks_off_is_told_with_a_way_that_play_can_go(tmp_path: Path) -> None:
    found = story(tmp_path, hall=STUCK)
    tally = read(Readers(found, 0), 200)
    [(stop, stopped)] = tally.stopped.items()
    assert (stop.moment, stop.error) == (0, "")
    run = stopped.shortest
    assert run is not None
    assert sum(option != NOBODY for option in run.by) == 2
    assert stopped.readers + tally.ended["out"].readers == 200


def test_a_failing_playthrough_is_made_as_small_as_it_can_be(tmp_path: Path) -> None:
    # A lamp can be blown out again, so a way into the dead end may go back and forth.
    back = "          - id: open"
    blow = (
        "          - id: blow\n            text: Blow one out.\n            if: lamps == 2\n"
        "            effects: [lamps -= 1]\n            goto: dark\n"
    )
    book = make_book(story(tmp_path, hall=STUCK.replace(back, f"{blow}{back}")))
    long = play(book, 0, ["light", "blow"] * 10 + ["light", "light"])
    assert long == Failed("hall/dark", "", ("light", "blow") * 10 + ("light", "light"), 23)
    assert smaller(book, 0, long).choices == ("light", "light")
    assert play(book, 0, ["light"]) is None


def test_an_error_in_a_page_is_found_and_made_small(tmp_path: Path) -> None:
    found = story(tmp_path)

    class Broken:
        def told(self, _: object, __: object) -> tuple[()]:
            raise ValueError("no snow")

    readers = Readers(found, 0)
    readers._book.beats["yard/snow"].texts = (Broken(),)
    tally = readers.read(0, 1, readers.nothing().taken)
    [(stop, stopped)] = tally.stopped.items()
    assert stop.error == "ValueError: no snow"
    assert stopped.shortest is not None
    failed = play(readers._book, stopped.shortest.seed, ["light", "light", "open"])
    assert failed is not None
    small = smaller(readers._book, stopped.shortest.seed, failed)
    assert small == Failed("yard/snow", "ValueError: no snow", ("light", "open"), 3)
