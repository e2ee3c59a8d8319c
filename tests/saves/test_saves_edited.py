"""The author edits the story while a reader's place in it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yard
from edits import NEAREST, WAYS

from engine.play import begin, take, view
from engine.saves import Saves

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book

WAY = ("knock", "promise", "continue", "continue", "count")
HUT_SMOKE = """\
      - if: visited(hut)
        text: Smoke hangs over the hut.
"""
EDITED = "The story has been edited since you were last here."
REBUILT = "The way you came is no longer in it, so this page is as it was kept."


ANEW = (
    "Nothing of your way through it is left, so it begins anew.",
    "Your old playthrough stays on file.",
)


def _gone(what: str, page: int) -> str:
    return f"{what} no longer in it; you are back at page {page}, the nearest that is left."


@pytest.fixture(autouse=True)
def _kept(saves: Saves, book: Book) -> None:
    saves.keep(yard.play(book, *WAY))


def test_a_mended_word_is_not_worth_a_notice(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("Snow lies on", "Snow lay on"))
    found = yard.resume(path, book)
    assert found.playthrough == yard.play(book, *WAY)
    assert found.notices == ()


def test_a_choice_put_before_the_others_changes_nothing(tmp_path: Path, path: Path) -> None:
    new = "- id: shout\n        text: Shout.\n        goto: cold\n      - id: knock\n"
    book = yard.read(tmp_path, ("- id: knock\n", new))
    found = yard.resume(path, book)
    assert found.playthrough == yard.play(book, *WAY)
    assert found.notices == ()


def test_an_effect_that_changed_is_told(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("effects: [order += 1]", "effects: [order -= 1]"))
    found = yard.resume(path, book)
    assert found.playthrough == yard.play(book, *WAY)
    assert found.notices == (EDITED, "“Order” is now 4; it was 6.")


def test_a_choice_that_is_gone_leaves_the_place(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("id: promise", "id: swear"))
    found = yard.resume(path, book)
    at = found.playthrough
    assert (at.moment, at.number) == ("yard/rails", 6)
    assert view(at).gauges[0].value == 6
    assert found.notices == (EDITED, REBUILT)


def test_undo_leads_through_pages_kept_and_pages_played_again(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("id: promise", "id: swear"))
    at = yard.resume(path, book).playthrough
    assert [page.moment for page in at.pages()] == [
        "yard/rails", "yard/rails", "hut/leave", "hut/stove", "gate/watchman", "gate/cold",
    ]  # fmt: skip
    assert [page.choice for page in at.pages()] == [
        "count", "continue", "continue", None, "knock", None,
    ]  # fmt: skip
    assert all(view(page).paragraphs for page in at.pages())


def test_what_is_kept_after_an_edit_needs_no_second_notice(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("id: promise", "id: swear"))
    with Saves(path) as saves:
        found = saves.resume(book)
        assert found is not None
        at = take(found.playthrough, "back")
        saves.keep(at)
    again = yard.resume(path, book)
    assert again.playthrough == at
    assert again.notices == ()
    assert len(list(again.playthrough.pages())) == 7


def test_a_choice_that_is_locked_now_leaves_the_place(tmp_path: Path, path: Path) -> None:
    locked = "text: Promise him bread.\n        requires: order >= 9\n        locked: No."
    book = yard.read(tmp_path, ("text: Promise him bread.", locked))
    found = yard.resume(path, book)
    assert found.playthrough.moment == "yard/rails"
    assert found.notices == (EDITED, REBUILT)


def test_a_choice_that_leads_elsewhere_leaves_the_place(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("detour: hut\n        goto: yard", "goto: yard"))
    found = yard.resume(path, book)
    assert found.playthrough.moment == "yard/rails"
    assert found.notices == (EDITED, REBUILT)


def test_a_moment_that_is_gone_leads_to_the_nearest_before_it(tmp_path: Path, path: Path) -> None:
    edit = ("  rails:\n", "  tracks:\n")
    book = yard.read(tmp_path, edit, ("goto: rails", "goto: tracks"))
    found = yard.resume(path, book)
    assert found.playthrough.moment == "hut/leave"
    assert take(found.playthrough, "continue").moment == "yard/tracks"
    assert found.notices == (
        EDITED,
        _gone("The last 2 pages you read are", 4),
    )


def test_a_scene_that_is_gone_leads_to_the_nearest_before_it(
    tmp_path: Path, path: Path, saves: Saves, book: Book
) -> None:
    saves.keep(yard.play(book, "knock", "promise"))
    edited = yard.read(tmp_path, (yard.HUT, ""), ("detour: hut\n        ", ""), (HUT_SMOKE, ""))
    found = yard.resume(path, edited)
    assert found.playthrough.moment == "gate/watchman"
    assert found.notices == (
        EDITED,
        _gone("The page you were on is", 2),
    )


def test_a_page_without_a_way_on_is_no_place_to_land(
    tmp_path: Path, path: Path, saves: Saves, book: Book
) -> None:
    saves.keep(yard.play(book, "climb"))
    shut = "requires: order >= 9\n        locked: No.\n        "
    edited = yard.read(
        tmp_path,
        ("id: climb", "id: vault"),
        ("text: Count the wagons.\n        ", f"text: Count the wagons.\n        {shut}"),
        ("requires: order >= 4", "requires: order >= 9"),
        ("text: Go back to the gate.\n        ", f"text: Go back.\n        {shut}"),
        ("text: Sleep in a wagon.\n        ", f"text: Sleep.\n        {shut}"),
    )
    assert yard.resume(path, edited).playthrough.moment == "gate/cold"


def test_variables_are_carried_over_as_far_as_they_fit(tmp_path: Path, path: Path) -> None:
    book = yard.read(
        tmp_path,
        ("id: promise", "id: swear"),
        ("maximum: 10, default: 3", "maximum: 5, default: 3"),
        ("values: [promise, vote]", "values: [bread, vote]"),
        ("owed += promise", "owed += bread"),
        ("  grain:     {type: integer, minimum: 0, maximum: 99, default: 0}\n",
         "  rye: {type: integer, minimum: 0, maximum: 9, default: 2, label: Rye}\n"),
        ("grain += random", "rye += random"),
    )  # fmt: skip
    found = yard.resume(path, book)
    layout, state = book.layout, found.playthrough.state
    values = {name: state[place] for name, place in layout.variables.items()}
    assert values == {
        "order": 5, "figures": "unsent", "owed": frozenset(), "inspected": False, "rye": 2,
    }  # fmt: skip
    assert found.notices == (
        EDITED,
        REBUILT,
        "No longer part of the story: “grain”.",
        "New in the story, and as at its start: “Rye”.",
        "“Order” is now 5; it was 6.",
        "“owed” is now nothing; it was promise.",
    )


def test_a_variable_of_another_type_begins_at_its_default(
    tmp_path: Path, path: Path, saves: Saves, book: Book
) -> None:
    saves.keep(yard.play(book, "climb"))
    edited = yard.read(
        tmp_path,
        ("id: climb", "id: vault"),
        ("inspected: {type: boolean, default: false}",
         "inspected: {type: integer, minimum: 0, maximum: 9, default: 4}"),
        ("inspected = true", "inspected = 1"),
    )  # fmt: skip
    found = yard.resume(path, edited)
    assert found.playthrough.state[edited.layout.variables["inspected"]] == 4
    assert "“inspected” is now 4; it was yes." in found.notices


def test_a_visit_that_nobody_counted_is_counted_from_the_steps(tmp_path: Path, path: Path) -> None:
    book = yard.read(
        tmp_path,
        ("id: promise", "id: swear"),
        (
            "visited(hut)",
            "visited(gate/watchman) and visits(yard) == 1 and chosen(gate/cold/knock)",
        ),
    )
    at = yard.resume(path, book).playthrough
    words = [paragraph.text for paragraph in view(at).paragraphs]
    assert words == ["Snow lies on the rails.", "Smoke hangs over the hut."]


def test_where_nothing_survives_the_story_begins_anew(
    tmp_path: Path, path: Path, saves: Saves, book: Book
) -> None:
    saves.keep(yard.play(book, "knock"))
    edited = yard.read(
        tmp_path, ("  cold:\n", "  frost:\n"), ("  watchman:\n", "  guard:\n"),
        ("goto: watchman", "goto: guard"), ("goto: cold", "goto: frost"),
    )  # fmt: skip
    with Saves(path) as later:
        found = later.resume(edited)
        assert found is not None
        assert found.playthrough.moment == "gate/frost"
        assert found.playthrough.seed == 7
        assert found.notices == (
            EDITED,
            *ANEW,
        )
        later.keep(take(found.playthrough, "knock"))
    assert yard.resume(path, edited).playthrough.moment == "gate/guard"


def test_an_edit_that_is_undone_finds_the_old_place(tmp_path: Path, path: Path, book: Book) -> None:
    edited = yard.read(tmp_path, ("id: promise", "id: swear"))
    assert yard.resume(path, edited).notices
    found = yard.resume(path, book)
    assert found.playthrough == yard.play(book, *WAY)
    assert found.notices == ()


def test_other_choices_after_an_edit_are_kept_beside_the_old_ones(
    tmp_path: Path, path: Path, book: Book
) -> None:
    edited = yard.read(tmp_path, ("id: sleep", "id: nap"))
    with Saves(path) as saves:
        found = saves.resume(edited)
        assert found is not None
        ended = take(found.playthrough, "nap")
        saves.keep(ended)
    assert yard.resume(path, edited).playthrough == ended
    back = yard.resume(path, book)
    assert back.playthrough.moment == "yard/quiet"
    assert back.notices == (EDITED, REBUILT)


def test_a_choice_that_was_renamed_is_followed(tmp_path: Path, path: Path) -> None:
    book = yard.read(tmp_path, ("- id: promise\n", "- id: swear\n        renamed_from: promise\n"))
    found = yard.resume(path, book)
    assert found.notices == ()
    assert found.playthrough.steps() == tuple(
        (moment, "swear" if choice == "promise" else choice)
        for moment, choice in yard.play(yard.read(tmp_path), *WAY).steps()
    )
    with Saves(path) as saves:
        assert ("gate/watchman", "swear") in saves.taken(book.story)


def test_a_moment_that_was_renamed_twice_and_moved_is_followed(tmp_path: Path, path: Path) -> None:
    book = yard.read(
        tmp_path,
        ("  rails:\n", "  tracks:\n    renamed_from: [rails, lines]\n"),
        ("goto: rails", "goto: tracks"),
        ("  leave:\n", "  lock:\n    renamed_from: leave\n"),
        ("goto: leave", "goto: lock"),
    )
    found = yard.resume(path, book)
    assert found.notices == ()
    assert [page.moment for page in found.playthrough.pages()] == [
        "yard/tracks", "yard/tracks", "hut/lock", "hut/stove", "gate/watchman", "gate/cold",
    ]  # fmt: skip
    with Saves(path) as saves:
        assert ("yard/tracks", "count") in saves.taken(book.story)


def test_a_scene_that_was_renamed_with_a_moment_in_it_is_followed(
    tmp_path: Path, path: Path
) -> None:
    book = yard.read(
        tmp_path,
        ("scene: hut\n", "scene: shed\nrenamed_from: hut\n"),
        ("  leave:\n", "  lock:\n    renamed_from: leave\n"),
        ("goto: leave", "goto: lock"),
        ("detour: hut", "detour: shed"),
        ("visited(hut)", "visited(shed)"),
        names={"scenes/hut.yaml": "scenes/shed.yaml"},
    )
    found = yard.resume(path, book)
    assert found.notices == ()
    assert [page.moment for page in found.playthrough.pages()][2:4] == ["shed/lock", "shed/stove"]
    assert "Smoke hangs over the hut." in [p.text for p in view(found.playthrough).paragraphs]


def test_what_was_counted_follows_a_rename_where_the_way_is_lost(
    tmp_path: Path, path: Path
) -> None:
    book = yard.read(
        tmp_path,
        ("id: knock", "id: bang"),
        ("  rails:\n", "  tracks:\n    renamed_from: rails\n"),
        ("goto: rails", "goto: tracks"),
        ("- id: count\n", "- id: tally\n        renamed_from: count\n"),
        ("scene: hut\n", "scene: shed\nrenamed_from: hut\n"),
        ("detour: hut", "detour: shed"),
        ("visited(hut)", "visited(shed)"),
        names={"scenes/hut.yaml": "scenes/shed.yaml"},
    )
    found = yard.resume(path, book)
    assert found.notices == (EDITED, REBUILT)
    page = view(found.playthrough)
    assert page.moment.id == "yard/tracks"
    assert "tally" not in [offer.id for offer in page.offers]
    assert "Smoke hangs over the hut." in [p.text for p in page.paragraphs]


@pytest.mark.parametrize("way", WAYS)
def test_no_edit_loses_the_playthrough(tmp_path: Path, path: Path, book: Book, way: str) -> None:
    number = NEAREST.get(way, 6)
    edited = yard.read(tmp_path, *WAYS[way])
    assert edited.story.hash != book.story.hash
    with Saves(path) as saves:
        found = saves.resume(edited)
        assert found is not None
        at = found.playthrough
        assert at.number == number
        assert (number == 6) == (at.moment in {"yard/rails", "yard/tracks"})
        assert at.previous is not None
        assert view(at).paragraphs
        offer = next(offer for offer in view(at).offers if offer.locked is None)
        on = take(at, offer.id)
        saves.keep(on)
        saves.keep(at)
        assert saves.onward(at) == on
    # The author takes it back: the place that was kept before is found as it was.
    with Saves(path) as saves:
        steps = [page.step for page in saves.tried(book.story).pages]
        whole = yard.play(book, *WAY)
        assert whole in [
            again.playthrough for step in steps if (again := saves.at_step(book, step))
        ]


ASIDES = """\
shared:
  asides:
    - id: clock
      text: Ask the time.
      once: true
      goto: here
moments:
  cold:
"""
INCLUDED = "    choices:\n      - include: asides\n      - id: knock\n"


def test_a_shared_choice_stays_taken_when_it_and_its_scene_are_renamed(
    tmp_path: Path, path: Path
) -> None:
    shared = (
        ("moments:\n  cold:\n", ASIDES),
        ("    choices:\n      - id: knock\n", INCLUDED),
    )
    book = yard.read(tmp_path, *shared)
    with Saves(path) as saves:
        saves.keep(yard.play(book, "clock", "knock"))
    edited = yard.read(
        tmp_path, *shared,
        ("scene: gate\n", "scene: port\nrenamed_from: gate\n"), ("start: gate", "start: port"),
        ("goto: gate\n", "goto: port\n"),
        ("- id: clock\n", "- id: hour\n      renamed_from: clock\n"),
        names={"scenes/gate.yaml": "scenes/port.yaml"},
    )  # fmt: skip
    with Saves(path) as saves:
        tree = saves.tried(edited.story)
    (asked,) = (page for page in tree.pages if page.choice == "hour")
    page = tree.view(asked, begin(edited, 0))
    assert page is not None
    assert [offer.id for offer in view(page).offers] == ["knock", "climb", "wait"]
