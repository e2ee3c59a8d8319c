"""Turns since a scene or a moment was visited, or a choice taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders

from engine.explore import prove
from engine.play import CONTINUE, begin, take, view
from engine.saves.restore import Trail, restore
from engine.saves.snapshot import read, snapshot, write

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Playthrough

HALL = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15}
    place: Moscow
    moments:
      dark:
        standing: invented
        text:
          - Dark.
          - {if: turns_since(attic) <= 1, text: Dust.}
          - {if: turns_since(attic) > 2, text: Long.}
          - {if: turns_since(light) == 0, text: Lit.}
        record: silent
        choices:
          - {id: light, text: Light., effects: [lamps += 1], goto: here}
          - {id: up, text: Up., detour: attic, goto: here}
          - {id: out, text: Out., if: turns_since(light) < 3, effects: [door = open], goto: yard}
    """

ATTIC = """\
    scene: attic
    title: The attic
    date: {text: now}
    place: Moscow
    moments:
      boxes: {standing: invented, text: Boxes., record: silent, goto: dust}
      dust: {standing: invented, text: Dust., record: silent, return: true}
    """


def said(at: Playthrough) -> list[str]:
    return [paragraph.text for paragraph in view(at).paragraphs][1:]


def start(folder: Path, hall: str = HALL) -> Playthrough:
    return begin(folders.book(folder, hall=hall, attic=ATTIC), 1)


def visit(at: Playthrough) -> Playthrough:
    return take(take(take(at, "up"), CONTINUE), CONTINUE)


def test_what_never_was_is_longer_ago_than_anything(tmp_path: Path) -> None:
    at = start(tmp_path)
    assert said(at) == ["Long."]
    assert "out" not in [offer.id for offer in view(at).offers]


def test_turns_are_choices_and_pages_that_are_turned_are_none(tmp_path: Path) -> None:
    at = visit(start(tmp_path))
    assert said(at) == ["Dust."]
    assert said(take(at, "light")) == ["Dust.", "Lit."]
    assert said(take(take(at, "light"), "light")) == ["Lit."]
    at = take(take(take(at, "light"), "light"), "light")
    assert said(at) == ["Long.", "Lit."]
    assert said(visit(at)) == ["Dust."]


def test_it_is_counted_only_as_far_as_it_is_compared(tmp_path: Path) -> None:
    at = start(tmp_path)
    places = at.book.layout.since
    assert set(places) == {"attic", "hall/dark/light"}
    for _ in range(20):
        at = take(at, "light")
    assert [at.state[places[what]] for what in ("attic", "hall/dark/light")] == [3, 0]
    for _ in range(20):
        at = visit(at)
    assert at.state[places["hall/dark/light"]] == 4


def test_the_proof_keeps_it_finite(tmp_path: Path) -> None:
    proof = prove(start(tmp_path).book.story)
    assert proof.finished
    assert proof.states < 60
    assert proof.endings == {"out"}


def test_a_save_keeps_it(tmp_path: Path) -> None:
    at = take(visit(start(tmp_path)), "light")
    kept = read(write(snapshot(at)))
    assert kept == snapshot(at)
    assert kept.since == {"attic": 1, "hall/dark/light": 0}
    blank = start(tmp_path)
    assert restore(blank, kept, Trail(), (None, None)).state == at.state


def test_a_story_that_asks_later_is_told_by_the_steps(tmp_path: Path) -> None:
    old = HALL.replace("turns_since(attic) <= 1", "visited(attic)")
    old = old.replace("turns_since(attic) > 2", "not visited(attic)")
    at = take(visit(start(tmp_path / "old", old)), "light")
    blank, trail = start(tmp_path / "new"), Trail()
    for page in reversed([*at.pages()]):
        trail.add(page.choice, page.moment)
    kept = snapshot(at)
    assert "attic" not in kept.since
    found = restore(blank, kept, trail, (None, None))
    assert found.state[found.book.layout.since["attic"]] == 1
