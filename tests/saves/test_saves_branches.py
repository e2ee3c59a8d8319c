"""Going back forgets nothing: forward again, other branches, the map of what was visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yard
from edits import WAYS

from engine.play import begin, take
from engine.saves import Saves
from engine.saves.branches import Stretch, branches, numbered
from engine.saves.map import Map, draw

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book, Playthrough


def back(saves: Saves, at: Playthrough, times: int = 1) -> Playthrough:
    """Go back page by page, as a reader does."""
    for _ in range(times):
        assert at.previous is not None
        at = at.previous
        saves.keep(at)
    return at


def forward(saves: Saves, at: Playthrough) -> Playthrough:
    """Go forward again as far as there is anything."""
    while (after := saves.onward(at)) is not None:
        saves.keep(after)
        at = after
    return at


def test_what_was_undone_can_be_done_again_to_the_end(saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock", "promise", "continue", "continue", "count")
    saves.keep(at)
    assert saves.onward(at) is None
    first = back(saves, at, 5)
    assert first.number == 1
    assert forward(saves, first) == at


def test_forward_again_works_in_another_process(path: Path, saves: Saves, book: Book) -> None:
    at = yard.play(book, "climb", "count", "back")
    saves.keep(at)
    back(saves, at, 3)
    with Saves(path) as later:
        found = later.resume(book)
        assert found is not None
        assert forward(later, found.playthrough) == at


def test_forward_follows_the_branch_last_taken(saves: Saves, book: Book) -> None:
    papers, promise = yard.play(book, "knock", "papers"), yard.play(book, "knock", "promise")
    saves.keep(papers)
    saves.keep(promise)
    fork = back(saves, promise)
    assert saves.onward(fork) == promise
    saves.keep(take(fork, "papers"))
    fork = back(saves, take(fork, "papers"))
    after = saves.onward(fork)
    assert after is not None
    assert after.choice == "papers"


def test_a_leap_to_another_branch_turns_the_way_forward(saves: Saves, book: Book) -> None:
    far = yard.play(book, "knock", "papers", "count")
    saves.keep(far)
    other = yard.play(book, "climb", "count")
    saves.keep(other)
    step = saves.step_of(far)
    assert step is not None
    leapt = saves.at_step(book, step)
    assert leapt is not None
    assert leapt.playthrough == far
    saves.keep(leapt.playthrough)
    start = back(saves, leapt.playthrough, 3)
    assert forward(saves, start) == far


def test_nothing_lies_ahead_of_a_page_that_is_not_kept(saves: Saves, book: Book) -> None:
    assert saves.onward(begin(book, 1)) is None
    saves.keep(begin(book, 1))
    assert saves.onward(begin(book, 1)) is None


def test_forward_again_follows_a_rename(tmp_path: Path, path: Path, saves: Saves) -> None:
    book = yard.read(tmp_path)
    at = yard.play(book, "knock", "papers")
    saves.keep(at)
    back(saves, at)
    edited = yard.read(tmp_path, ("- id: papers\n", "- id: pass\n        renamed_from: papers\n"))
    with Saves(path) as later:
        found = later.resume(edited)
        assert found is not None
        after = later.onward(found.playthrough)
        assert after is not None
        assert (after.choice, after.moment) == ("pass", "yard/rails")


def test_forward_again_restores_what_can_no_longer_be_chosen(
    tmp_path: Path, path: Path, saves: Saves
) -> None:
    book = yard.read(tmp_path)
    at = yard.play(book, "knock", "papers")
    saves.keep(at)
    back(saves, at)
    edited = yard.read(tmp_path, ("id: papers", "id: forms"))
    with Saves(path) as later:
        found = later.resume(edited)
        assert found is not None
        after = later.onward(found.playthrough)
        assert after is not None
        assert (after.choice, after.moment) == (None, "yard/rails")


def lines(saves: Saves, book: Book, at: Playthrough) -> list[str]:
    tree = saves.tried(book.story)
    return [_line(s) for s in branches(book, tree, tree.at(saves.step_of(at)))]


def _line(found: Stretch) -> str:
    said = found.choice.text if found.choice else "-"
    marks = "".join(sign for sign, on in (("<", found.behind), ("*", found.here)) if on)
    end = f" ({found.ending})" if found.ending else ""
    pages = f"{found.pages[0]}-{found.pages[-1]}"
    return f"{' ' * found.depth}{said} {pages} {found.title}{end}{marks}"


def test_the_branches_show_all_that_was_tried(saves: Saves, book: Book) -> None:
    for way in (("climb", "sleep"), ("knock", "papers", "sleep"), ("knock", "promise")):
        saves.keep(yard.play(book, *way))
    at = yard.play(book, "knock", "promise", "continue", "continue", "count", seed=9)
    saves.keep(at)
    assert lines(saves, book, at) == [
        "- 1-1 At the gate<",
        " Climb over. 2-2 The yard",
        " Sleep in a wagon. 3-3 The yard (Quiet)",
        "Knock. 2-2 At the gate<",
        " Show them. 3-3 The yard",
        " Sleep in a wagon. 4-4 The yard (Quiet)",
        "Promise him bread. 3-5 The yard<",
        "Count the wagons. 6-6 The yard<*",
    ]


def test_a_branch_gone_on_with_stands_under_the_others(saves: Saves, book: Book) -> None:
    at = yard.play(book, "knock")
    saves.keep(at)
    saves.keep(yard.play(book, "climb"))
    assert [line.strip() for line in lines(saves, book, at)] == [
        "- 1-1 At the gate<", "Climb over. 2-2 The yard", "Knock. 2-2 At the gate<*",
    ]  # fmt: skip


def test_away_from_the_way_too_what_was_gone_on_with_last_stands_under(
    saves: Saves, book: Book
) -> None:
    promise = yard.play(book, "knock", "promise")
    for at in (promise, yard.play(book, "knock", "papers"), promise):
        saves.keep(at)
    first = back(saves, promise, 2)
    assert [line.strip().partition(" ")[0] for line in lines(saves, book, first)] == [
        "-", "Knock.", "Show", "Promise",
    ]  # fmt: skip


def map_of(saves: Saves, book: Book, at: Playthrough) -> Map:
    progress, tree = saves.progress(book.story.id), saves.tried(book.story)
    found = progress.endings if progress else ()
    return draw(book, tree, tree.at(saves.step_of(at)), found)


def test_the_map_tells_what_was_visited_and_counts_the_roads_not_taken(
    saves: Saves, book: Book
) -> None:
    saves.keep(yard.play(book, "climb", "sleep"))
    at = yard.play(book, "knock", "promise", seed=9)
    saves.keep(at)
    found = map_of(saves, book, at)
    shown = [
        (scene.title, one.words, [road.words and road.words.text for road in one.roads],
         one.untaken, one.here)
        for scene, moments in found.scenes for one in moments
    ]  # fmt: skip
    assert shown == [
        ("At the gate", "The gate is frozen shut.", ["Knock.", "Climb over."], 1, False),
        ("At the gate", "A watchman asks for papers.", ["Promise him bread."], 1, False),
        ("The yard", "Snow lies on the rails.", ["Sleep in a wagon."], 3, False),
        ("The yard", "Snow covers the wagon.", [], 0, False),
        ("The hut", "The stove is out.", [], 0, True),
    ]
    assert (found.visited, found.moments, found.untaken) == (5, 7, 5)
    assert ([ending.title for ending in found.endings], found.of) == (["Quiet"], 2)


def test_the_map_gives_away_no_name_that_was_not_met(saves: Saves, book: Book) -> None:
    at = begin(book, 1)
    saves.keep(at)
    told = repr([
        (scene.title, one.words, one.roads, one.ending)
        for scene, moments in map_of(saves, book, at).scenes for one in moments
    ])  # fmt: skip
    for secret in ("Knock", "Climb", "watchman", "yard", "The hut", "Quiet"):
        assert secret not in told


def test_a_moment_that_is_gone_is_not_on_the_map(tmp_path: Path, path: Path, saves: Saves) -> None:
    book = yard.read(tmp_path)
    saves.keep(yard.play(book, "knock", "papers"))
    edited = yard.read(tmp_path, ("  rails:\n", "  tracks:\n"), ("goto: rails", "goto: tracks"))
    with Saves(path) as later:
        found = later.resume(edited)
        assert found is not None
        shown = map_of(later, edited, found.playthrough)
        assert [scene.id for scene, _ in shown.scenes] == ["gate"]
        gone = branches(edited, later.tried(edited.story), None)
        assert [(stretch.pages, stretch.gone) for stretch in gone] == [
            ((1,), ()), ((2,), ()), ((), (3,)),
        ]  # fmt: skip


def test_of_the_pages_between_two_choices_those_that_are_gone_are_told_apart(
    tmp_path: Path, path: Path, saves: Saves
) -> None:
    book = yard.read(tmp_path)
    saves.keep(yard.play(book, "knock", "promise", "continue", "continue", "count"))
    edited = yard.read(tmp_path, *WAYS["a scene is deleted"])
    with Saves(path) as later:
        tree = later.tried(edited.story)
        found = branches(edited, tree, None)
        assert [(stretch.pages, stretch.gone) for stretch in found] == [
            ((1,), ()), ((2,), ()), ((5,), (3, 4)), ((6,), ()),
        ]  # fmt: skip
        assert (found[2].tried.number, found[2].title) == (5, "The yard")


def test_pages_are_named_by_their_numbers() -> None:
    assert numbered([3], "–") == "Page 3"
    assert numbered([3, 4, 5, 8], " to ") == "Pages 3 to 5, 8"
