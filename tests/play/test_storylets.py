"""Storylets: what is drawn, and that it is the same however often it is looked at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import folders
import pytest

from engine.play import CONTINUE, NotOfferedError, begin, replay, take, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book, Playthrough

HALL = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15}
    place: Moscow
    moments:
      dark:
        standing: invented
        text: It is evening.
        record: silent
        draw: {deck: evenings, count: 1, back: here}
        choices:
          - {id: leave, text: Leave., effects: [lamps += 1, door = open], goto: yard}
    """

STORYLET = """\
    scene: NAME
    title: NAME
    date: {text: now}
    place: Moscow
    storylet: {deck: evenings, offer: "To NAME."MORE}
    moments:
      only: {standing: invented, text: NAME., record: silent, return: true}
    """


def storylet(name: str, more: str = "") -> str:
    return STORYLET.replace("NAME", name).replace("MORE", more and f", {more}")


def book(folder: Path, hall: str = HALL, **storylets: str) -> Book:
    made = {name: storylet(name, more) for name, more in storylets.items()}
    return folders.book(folder, hall=hall, **made)


def drawn(at: Playthrough) -> list[str]:
    return [offer.id for offer in view(at).offers if offer.id != "leave"]


def test_a_storylet_is_a_choice_that_comes_back(tmp_path: Path) -> None:
    start = begin(book(tmp_path, stove=""), 1)
    assert [(o.id, o.text.text) for o in view(start).offers] == [
        ("leave", "Leave."),
        ("stove", "To stove."),
    ]
    at = take(start, "stove")
    assert (at.moment, at.detours) == ("stove/only", ("hall/dark",))
    assert take(at, CONTINUE).moment == "hall/dark"


def test_without_back_it_goes_on_by_itself(tmp_path: Path) -> None:
    made = storylet("stove").replace("return: true", "goto: yard")
    hall = HALL.replace(", back: here", "")
    at = take(begin(folders.book(tmp_path, hall=hall, stove=made), 1), "stove")
    assert at.detours == ()
    assert take(at, CONTINUE).moment == "yard/snow"


def test_only_what_its_condition_allows_is_drawn(tmp_path: Path) -> None:
    start = begin(book(tmp_path, stove="if: lamps > 1", walk="once: true"), 1)
    assert drawn(start) == ["walk"]
    again = take(take(start, "walk"), CONTINUE)
    assert drawn(again) == []
    with pytest.raises(NotOfferedError):
        take(again, "walk")


def test_a_higher_priority_goes_before_any_lot(tmp_path: Path) -> None:
    made = book(tmp_path, stove="", walk="priority: 1, weight: 1", cards="weight: 100")
    assert {tuple(drawn(begin(made, seed))) for seed in range(20)} == {("walk",)}
    two = book(tmp_path / "two", HALL.replace("count: 1", "count: 2"), stove="", walk="priority: 1")
    assert {tuple(drawn(begin(two, seed))) for seed in range(20)} == {("walk", "stove")}


def test_without_a_count_all_are_offered_the_highest_priority_first(tmp_path: Path) -> None:
    made = book(tmp_path, HALL.replace("count: 1, ", ""), stove="", walk="priority: 1", cards="")
    assert drawn(begin(made, 1)) == ["walk", "cards", "stove"]


def test_a_weight_counts_in_the_lot(tmp_path: Path) -> None:
    made = book(tmp_path, stove="weight: 3", walk="")
    counted = Counter(drawn(begin(made, seed))[0] for seed in range(1_000))
    assert 700 < counted["stove"] < 800


def test_looking_changes_nothing_and_playing_again_draws_the_same(tmp_path: Path) -> None:
    made = book(tmp_path, stove="", walk="", cards="")
    for seed in range(8):
        at = begin(made, seed)
        met = []
        for _ in range(6):
            met += drawn(at)
            assert drawn(at) == met[-1:]
            at = take(take(at, met[-1]), CONTINUE)
        assert replay(made, seed, at.steps()) == at
        assert at.previous
        assert at.previous.previous
        assert drawn(at.previous.previous) == met[-1:]
    met = {tuple(drawn(begin(made, seed))) for seed in range(20)}
    assert met == {("stove",), ("walk",), ("cards",)}


def test_the_draw_is_the_same_on_every_machine(tmp_path: Path) -> None:
    made = book(tmp_path, stove="weight: 3", walk="", cards="")
    names = [drawn(begin(made, seed))[0] for seed in range(10)]
    assert " ".join(names) == "stove stove stove cards stove stove walk stove cards stove"


def test_a_new_storylet_changes_only_what_it_displaces(tmp_path: Path) -> None:
    old = book(tmp_path / "old", stove="", walk="")
    new = book(tmp_path / "new", stove="", walk="", cards="")
    for seed in range(50):
        assert drawn(begin(new, seed)) in (["cards"], drawn(begin(old, seed)))


def test_a_fallback_is_there_when_nothing_can_be_drawn(tmp_path: Path) -> None:
    hall = HALL.replace("text: Leave.,", "text: Leave., fallback: true,")
    at = begin(book(tmp_path, hall, stove="once: true"), 1)
    assert [offer.id for offer in view(at).offers] == ["stove"]
    at = take(take(at, "stove"), CONTINUE)
    assert [offer.id for offer in view(at).offers] == ["leave"]


def test_the_next_visit_draws_anew(tmp_path: Path) -> None:
    made = book(tmp_path, stove="", walk="", cards="")
    at, met = begin(made, 3), []
    for _ in range(30):
        met += drawn(at)
        at = take(take(at, met[-1]), CONTINUE)
    assert set(met) == {"stove", "walk", "cards"}
