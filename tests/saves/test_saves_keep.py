from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import yard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from work import calls

from engine.play import begin, take, view
from engine.saves import Saves, default_path

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from engine.play import Book, Playthrough

KNOCK = ("knock", "promise", "continue", "continue", "count")


def rows(path: Path, table: str = "step") -> int:
    connection = sqlite3.connect(path)
    try:
        return len(connection.execute(f"SELECT * FROM {table}").fetchall())  # noqa: S608
    finally:
        connection.close()


def test_a_kept_place_is_found_again(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, *KNOCK)
    saves.keep(at)
    found = yard.resume(path, book)
    assert found.playthrough == at
    assert view(found.playthrough) == view(at)
    assert found.playthrough.steps() == at.steps()
    assert found.notices == ()


def test_inside_a_detour_the_way_back_is_kept(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock", "promise", "continue")
    saves.keep(at)
    found = yard.resume(path, book).playthrough
    assert found.detours == ("yard/rails",)
    assert take(found, "continue").moment == "yard/rails"


def test_nothing_is_made_before_a_place_is_kept(path: Path, saves: Saves, book: Book) -> None:
    assert saves.resume(book) is None
    assert saves.progress(book.story.id) is None
    assert saves.places(book.story.id) == ()
    saves.forget(book.story.id)
    assert not path.parent.exists()


def test_a_choice_adds_one_row(path: Path, saves: Saves, book: Book) -> None:
    at = begin(book, 1)
    saves.keep(at)
    for expected, choice in enumerate(KNOCK, 2):
        at = take(at, choice)
        saves.keep(at)
        assert rows(path) == expected


def test_undo_moves_the_place_and_deletes_nothing(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, *KNOCK)
    saves.keep(at)
    assert at.previous is not None
    saves.keep(at.previous)
    assert yard.resume(path, book).playthrough == at.previous
    assert rows(path) == len(KNOCK) + 1


def test_a_known_choice_uses_its_row_again(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock", "papers")
    saves.keep(at)
    assert at.previous is not None
    saves.keep(at.previous)
    saves.keep(take(at.previous, "papers"))
    assert rows(path) == 3
    saves.keep(take(at.previous, "promise"))
    assert rows(path) == 4
    with Saves(path) as later:
        later.keep(yard.play(book, "knock", "papers"))
    assert rows(path) == 4
    assert rows(path, "playthrough") == 1


def test_going_on_after_a_resume_adds_one_row(path: Path, saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, *KNOCK))
    with Saves(path) as later:
        found = later.resume(book)
        assert found is not None
        later.keep(take(found.playthrough, "back"))
        earlier = found.playthrough.previous
        assert earlier is not None
        later.keep(earlier)
    assert rows(path) == len(KNOCK) + 2
    assert yard.resume(path, book).playthrough == earlier


def test_a_new_beginning_leaves_the_old_one_on_file(path: Path, saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, *KNOCK))
    with Saves(path) as later:
        later.keep(begin(book, 8))
    assert yard.resume(path, book).playthrough == begin(book, 8)
    assert rows(path) == len(KNOCK) + 2


def test_slots_are_apart(path: Path, saves: Saves, book: Book) -> None:
    early, late = yard.play(book, "knock"), yard.play(book, *KNOCK)
    saves.keep(early, "before the yard")
    saves.keep(late)
    assert yard.resume(path, book, "before the yard").playthrough == early
    assert yard.resume(path, book).playthrough == late
    assert [place.slot for place in saves.places("the-yard")] == ["auto", "before the yard"]


def test_progress_says_where_and_when(saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, *KNOCK))
    found = saves.progress("the-yard")
    assert found is not None
    assert (found.number, found.title, found.place) == (6, "The yard", "Moscow, the goods yard")
    assert found.when.endswith("+00:00")
    assert found.ending is None
    assert found.endings == frozenset()


def test_an_ending_stays_found(path: Path, saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, "climb", "sleep"))
    found = saves.progress("the-yard")
    assert found is not None
    assert found.ending == "quiet"
    saves.keep(begin(book, 9))
    saves.keep(yard.play(book, "knock", "papers", "sweep", seed=9))
    with Saves(path) as later:
        later.keep(begin(book, 10))
        again = later.progress("the-yard")
    assert again is not None
    assert again.ending is None
    assert again.endings == {"quiet", "moving"}


def test_endings_outlive_a_forgotten_place(saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, "climb", "sleep"))
    saves.forget("the-yard", "auto")
    assert saves.resume(book) is None
    found = saves.progress("the-yard")
    assert found is not None
    assert (found.number, found.endings) == (0, frozenset({"quiet"}))


def test_a_story_can_be_forgotten_whole(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "climb", "sleep")
    saves.keep(at)
    saves.forget("the-yard")
    assert saves.progress("the-yard") is None
    assert [rows(path, t) for t in ("step", "slot", "playthrough", "ending")] == [0, 0, 0, 0]
    saves.keep(at)
    assert yard.resume(path, book).playthrough == at


def test_a_window_goes_on_after_another_forgot_the_story(
    path: Path, saves: Saves, book: Book
) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    with Saves(path) as other:
        other.forget("the-yard")
    saves.keep(take(at, "papers"))
    assert yard.resume(path, book).playthrough == take(at, "papers")


def test_a_seed_of_any_size_is_kept(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "climb", seed=-(2**90))
    saves.keep(at)
    assert yard.resume(path, book).playthrough == at


def test_a_snapshot_is_json_by_names(path: Path, saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, "knock", "promise"))
    connection = sqlite3.connect(path)
    text = connection.execute("SELECT snapshot FROM step ORDER BY id DESC").fetchone()[0]
    connection.close()
    kept = json.loads(text)
    assert kept["story"] == book.story.hash
    assert kept["moment"] == "hut/stove"
    assert kept["detours"] == ["yard/rails"]
    assert kept["variables"]["owed"] == ["promise"]
    assert kept["variables"]["inspected"] is False
    assert kept["scenes"] == {"hut": 1}
    assert (kept["seed"], kept["rolls"], kept["number"], kept["turns"]) == (7, 0, 3, 2)


def test_a_place_may_be_kept_from_another_thread(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    with ThreadPoolExecutor() as threads:
        threads.submit(saves.keep, take(at, "papers")).result()
    assert yard.resume(path, book).playthrough == take(at, "papers")


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARGINALIA_DATA", str(tmp_path / "mine"))
    assert default_path().parent == tmp_path / "mine"
    monkeypatch.delenv("MARGINALIA_DATA")
    assert default_path().parent.name == "marginalia"


def test_a_playthrough_of_ten_thousand_steps_is_kept_as_quickly(
    path: Path, saves: Saves, book: Book
) -> None:
    at = begin(book, 1)
    saves.keep(at)
    early = _cost(saves, take(at, "wait"))
    for _ in range(10_000):
        at = take(at, "wait")
    saves.keep(at)
    late = _cost(saves, take(at, "wait"))
    assert late < early + 100
    assert yard.resume(path, book).playthrough.number > 10_000


def _cost(saves: Saves, at: Playthrough) -> int:
    return calls(lambda: saves.keep(at))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=25), seed=st.integers())
def test_any_way_of_playing_is_found_again(
    tmp_path_factory: pytest.TempPathFactory,
    book: Book,
    moves: list[tuple[int, bool]],
    seed: int,
) -> None:
    path = tmp_path_factory.mktemp("any") / "saves.sqlite3"
    at = begin(book, seed)
    with Saves(path) as saves:
        saves.keep(at)
        for move, again in moves:
            at = _move(at, move)
            saves.keep(at)
            if again:
                found = saves.resume(book)
                assert found is not None
                at = found.playthrough
    found = yard.resume(path, book)
    assert found.playthrough == at
    assert view(found.playthrough) == view(at)
    assert found.playthrough.steps() == at.steps()
    assert found.notices == ()


def _move(at: Playthrough, move: int) -> Playthrough:
    """One of the open choices; one undo in five."""
    offers = [offer.id for offer in view(at).offers if offer.locked is None]
    if move >= 8 or not offers:
        return at.previous or at
    return take(at, offers[move % len(offers)])


def test_every_choice_ever_taken_is_remembered(saves: Saves, book: Book) -> None:
    assert saves.taken(book.story) == frozenset()
    saves.keep(yard.play(book, "knock", "papers"))
    saves.keep(yard.play(book, "climb", seed=9))
    assert saves.taken(book.story) == {
        ("gate/cold", "knock"), ("gate/watchman", "papers"), ("gate/cold", "climb"),
    }  # fmt: skip
