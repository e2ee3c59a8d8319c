"""What the benches rest on: a generated story that can be checked and played to its end."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.check import check
from engine.load import load
from engine.play import begin, make_book, take, view

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))

import report
from chance import Chance
from figures import OURS, Figure, heard, tell
from generated import WRITERS, scenes, write

if TYPE_CHECKING:
    import pytest


def test_chance_is_the_same_in_every_language() -> None:
    chance = Chance(1918)
    assert [chance.below(1000) for _ in range(5)] == [185, 278, 898, 598, 670]


def test_the_generated_story_has_no_finding_and_every_scene_words_of_its_own(
    tmp_path: Path,
) -> None:
    home = write(tmp_path, 120)
    assert check([home]).findings == ()
    assert len({scene.plain for scene in scenes(120)}) == 120
    assert all("s119" in told(120) for told in WRITERS.values())


def test_a_walk_through_the_generated_story_comes_to_its_endings(tmp_path: Path) -> None:
    story = load(write(tmp_path, 100)).story
    assert story is not None
    book, chance, endings = make_book(story), Chance(1918), set()
    at = begin(book, 1)
    for _ in range(600):
        offers = view(at).offers
        if offers:
            at = take(at, chance.one(offers).id)
        else:
            endings.add(at.moment)
            at = begin(book, 1)
    assert len(endings) == 2


def test_a_figure_is_heard_as_it_was_told(capsys: pytest.CaptureFixture[str]) -> None:
    figures = [Figure("walk", OURS, "/s", [3.0, 1.0, 2.0], size=100, more=True)]
    tell(figures, ["--json"])
    assert heard(capsys.readouterr().out) == figures
    assert figures[0].median == 2


def test_a_bench_that_gives_nothing_is_noted_as_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "HERE", tmp_path)
    (tmp_path / "lsp.py").write_text("# --json\nimport nothing_of_that_name\n")
    failed: dict[str, str] = {}
    assert list(report._others(failed)) == []
    assert "nothing_of_that_name" in failed["`bench/lsp.py`"]
