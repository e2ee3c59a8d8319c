from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.play import CONTINUE, NotOfferedError, begin, replay, take, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book, Playthrough

LOOP = """\
    scene: hall
    title: The hall
    date: {text: now}
    place: Moscow
    moments:
      dark:
        standing: invented
        text:
          - vary: [first, second, third]
            how: HOW
        record: silent
        choices:
          - {id: again, text: Again., goto: dark}
          - {id: leave, text: Leave., goto: yard}
    """


def offered(playthrough: Playthrough) -> dict[str, str | None]:
    return {offer.id: offer.locked for offer in view(playthrough).offers}


def words(playthrough: Playthrough) -> list[str]:
    return [paragraph.text for paragraph in view(playthrough).paragraphs]


def test_a_book_begins_at_its_first_moment(tmp_path: Path) -> None:
    page = view(begin(folders.book(tmp_path), 1))
    assert (page.moment.id, page.opens, page.number) == ("hall/dark", True, 1)
    assert [(g.label, g.value, g.maximum) for g in page.gauges] == [("Lamps", 1, 3)]


def test_a_locked_choice_is_shown_and_says_why_and_cannot_be_taken(tmp_path: Path) -> None:
    start = begin(folders.book(tmp_path), 1)
    assert offered(start) == {"light": None, "open": "You cannot see the door."}
    with pytest.raises(NotOfferedError, match="cannot see"):
        take(start, "open")


def test_taking_a_choice_changes_the_state_and_leaves_the_one_before_untouched(
    tmp_path: Path,
) -> None:
    start = begin(folders.book(tmp_path), 1)
    lit = take(start, "light")
    assert offered(lit)["open"] is None
    assert offered(start)["open"] is not None
    assert lit.previous is start


def test_an_integer_stops_at_its_edge(tmp_path: Path) -> None:
    at = begin(folders.book(tmp_path), 1)
    for _ in range(9):
        at = take(at, "light")
    assert view(at).gauges[0].value == 3


def test_an_ending_ends(tmp_path: Path) -> None:
    at = take(take(begin(folders.book(tmp_path), 1), "light"), "open")
    page = view(at)
    assert page.ending is not None
    assert page.ending.title == "Out"
    assert page.offers == ()
    assert words(at) == ["There is snow.", "Behind you the door stands open."]
    with pytest.raises(NotOfferedError):
        take(at, CONTINUE)


def test_a_once_only_choice_is_gone_when_it_has_been_taken(tmp_path: Path) -> None:
    once = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            once: true")
    at = take(begin(folders.book(tmp_path, hall=once), 1), "light")
    assert "light" not in offered(at)
    with pytest.raises(NotOfferedError):
        take(at, "light")


def test_a_hidden_choice_is_not_there(tmp_path: Path) -> None:
    hidden = folders.HALL.replace("requires: lamps >= 2", "if: lamps >= 2").replace(
        "            locked: You cannot see the door.\n", ""
    )
    at = begin(folders.book(tmp_path, hall=hidden), 1)
    assert list(offered(at)) == ["light"]
    assert list(offered(take(at, "light"))) == ["light", "open"]


def test_a_fallback_is_there_only_when_nothing_else_can_be_taken(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            once: true")
    hall = hall.replace("requires: lamps >= 2", "requires: lamps >= 3").rstrip() + (
        "\n          - {id: sleep, text: Sleep., fallback: true, goto: yard}\n"
    )
    at = begin(folders.book(tmp_path, hall=hall), 1)
    assert list(offered(at)) == ["light", "open"]
    at = take(at, "light")
    assert offered(at) == {"open": "You cannot see the door.", "sleep": None}
    assert view(take(at, "sleep")).ending is not None


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("stop", ["first", "second", "third", "third", "third"]),
        ("cycle", ["first", "second", "third", "first", "second"]),
        ("once", ["first", "second", "third", None, None]),
    ],
)
def test_varying_text_follows_the_visits(tmp_path: Path, how: str, said: list[str]) -> None:
    at = begin(folders.book(tmp_path, hall=LOOP.replace("HOW", how)), 1)
    met = []
    for _ in said:
        met.append((words(at) or [None])[0])
        at = take(at, "again")
    assert met == said


def test_shuffled_text_takes_each_once_a_round_and_is_the_same_for_the_same_seed(
    tmp_path: Path,
) -> None:
    book = folders.book(tmp_path, hall=LOOP.replace("HOW", "shuffle"))

    def told(seed: int) -> list[str]:
        at, met = begin(book, seed), []
        for _ in range(9):
            met += words(at)
            at = take(at, "again")
        return met

    for seed in range(6):
        met = told(seed)
        assert met == told(seed)
        assert [sorted(met[n : n + 3]) for n in (0, 3, 6)] == [["first", "second", "third"]] * 3
    assert len({tuple(told(seed)) for seed in range(20)}) > 1


def test_a_detour_comes_back(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Up.\n            detour: attic")
    attic = """\
        scene: attic
        title: The attic
        date: {text: now}
        place: Moscow
        moments:
          boxes: {standing: invented, text: Boxes., record: silent, goto: dust}
          dust: {standing: invented, text: Dust., record: silent, return: true}
        """
    at = take(begin(folders.book(tmp_path, hall=hall, attic=attic), 1), "light")
    assert (at.moment, at.detours) == ("attic/boxes", ("hall/dark",))
    at = take(at, CONTINUE)
    assert offered(at) == {CONTINUE: None}
    at = take(at, CONTINUE)
    assert (at.moment, at.detours) == ("hall/dark", ())


def test_random_numbers_are_the_same_on_every_machine_and_lie_in_their_range(
    tmp_path: Path,
) -> None:
    hall = folders.HALL.replace(
        "effects: [lamps += 1]", "effects:\n              - lamps = random(0, 3)"
    )
    book = folders.book(tmp_path, hall=hall)

    def lamps(seed: int) -> list[int]:
        at, met = begin(book, seed), []
        for _ in range(12):
            at = take(at, "light")
            met.append(view(at).gauges[0].value)
        return met

    assert lamps(7) == [3, 1, 0, 3, 1, 0, 2, 0, 2, 0, 0, 1]
    assert {n for seed in range(9) for n in lamps(seed)} == {0, 1, 2, 3}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["light", "open"]), max_size=12), st.integers())
def test_the_same_seed_and_choices_give_the_same_story(
    tmp_path: Path, choices: list[str], seed: int
) -> None:
    book = _book(tmp_path)
    at = begin(book, seed)
    for choice in choices:
        if offered(at).get(choice, "") is None:
            at = take(at, choice)
    again = replay(book, seed, at.steps())
    assert again == at
    assert view(again) == view(at)
    for earlier in at.pages():
        assert earlier.number == len(earlier.steps()) + 1


_BOOKS: dict[str, Book] = {}


def _book(folder: Path) -> Book:
    if "hall" not in _BOOKS:
        _BOOKS["hall"] = folders.book(folder)
    return _BOOKS["hall"]


def test_a_choice_is_told_apart_by_what_it_reveals(tmp_path: Path) -> None:
    hall = folders.HALL.replace(
        "            goto: yard",
        "            goto: yard\n            record:\n"
        "              - {claim: letters/snow, bearing: context, shown: after}",
    )
    lit = take(begin(folders.book(tmp_path, hall=hall), 1), "light")
    assert view(lit).offers[1].citations == ()
    assert [c.claim for c in view(take(lit, "open")).revealed] == ["letters/snow"]


def test_a_choice_is_shown_without_all_that_it_leads_to(tmp_path: Path) -> None:
    """A beat holds options, these hold ways, and these lead to beats, round and round."""
    book = folders.book(tmp_path, hall=LOOP.replace("HOW", "stop"))
    again = take(begin(book, 1), "again")
    assert "hall/dark" in repr(again.beat)
    assert len(repr(again.beat)) < 5_000
