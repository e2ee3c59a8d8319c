from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import author_desk as desk
import folders
import pytest

from engine.author.stats.prose import reading, syllables_of
from engine.author.stats.roads import sample
from engine.author.todos import todos
from engine.load import load
from engine.play import make_book

ROOT = Path(__file__).resolve().parents[2]


def figures(home: Path, *words: str) -> dict[str, Any]:
    done = desk.run("stats", home, "--format", "json", *words, cwd=home)
    assert done.status == 0
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_a_small_story_is_counted(tmp_path: Path) -> None:
    found = figures(folders.write(tmp_path))
    assert found["version"] == 1
    assert found["story"] == {"id": "hall", "title": "The Hall"}
    assert found["structure"] == {
        "scenes": 2, "moments": 2, "choices": 2, "endings": 1, "conditional": 1, "varying": 0,
        "hidden": 0, "locked": 1, "once": 0, "fallback": 0, "storylets": 0,
        "detours": 0, "effects": 2,
    }  # fmt: skip
    assert [(s["id"], s["words"], s["moments"]) for s in found["scenes"]] == [
        ("hall", 3, 1), ("yard", 9, 1),
    ]  # fmt: skip
    assert (found["prose"]["words"], found["prose"]["choice_words"]) == (12, 6)
    assert found["record"]["standing"] == {"documented": 0, "altered": 1, "invented": 1}
    assert (found["record"]["cited"], found["record"]["silent"]) == (1, 1)
    assert found["record"]["kinds"] == {"primary": 1}
    assert found["record"]["voices"] == {"Anna": 1}
    assert found["record"]["bearings"]["context"] == 1
    assert found["todo"] == []


def test_roads_are_counted_in_words_read_and_choices_made(tmp_path: Path) -> None:
    [out] = figures(folders.write(tmp_path))["roads"]["endings"]
    assert out["ending"] == "out"
    assert out["share"] == 1
    # It is dark, twice at least: the door is locked until a lamp is lit.
    assert out["shortest"] == {
        "words": 15, "choices": 2, "minutes": 1, "choices_a_thousand_words": 133.33,
    }  # fmt: skip
    assert out["longest"]["words"] > out["shortest"]["words"]


def test_the_same_seed_gives_the_same_figures_and_it_says_that_it_sampled(home: Path) -> None:
    first = desk.run("stats", home, cwd=home).out
    assert first == desk.run("stats", home, cwd=home).out
    assert "from a sample: 400 random readers, seed 0" in first
    assert "230 words a minute" in first
    assert figures(home)["roads"]["sampled"] is True
    assert figures(home, "--seed", "5")["roads"]["seed"] == 5


def test_every_ending_of_a_new_story_is_met(home: Path) -> None:
    roads = figures(home)["roads"]
    assert [road["ending"] for road in roads["endings"]] == ["door-open", "door-shut"]
    assert sum(road["share"] for road in roads["endings"]) == pytest.approx(1)
    assert roads["stopped"] == 0


def test_an_ending_that_nobody_meets_is_told_and_not_guessed(tmp_path: Path) -> None:
    story = folders.STORY.replace("out: {title: Out}", "out: {title: Out}\n      in: {title: In}")
    home = folders.write(tmp_path, story=story)
    never = figures(home)["roads"]["endings"][1]
    assert (never["roads"], never["shortest"], never["typical"]) == (0, None, None)
    assert "nobody came to this ending" in desk.run("stats", home, cwd=home).out


def test_a_story_that_never_ends_is_left(tmp_path: Path) -> None:
    circle = folders.HALL.replace("goto: yard", "goto: dark")
    loaded = load(folders.write(tmp_path, hall=circle))
    assert loaded.story
    found = sample(make_book(loaded.story), readers=2)
    assert found.stopped == 2
    assert found.typical is None


def test_a_story_with_errors_is_counted_without_its_roads(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    assert figures(home)["roads"] is None
    assert "cannot be played" in desk.run("stats", home, cwd=home).out


def test_everything_that_says_todo_is_listed_with_its_line(home: Path) -> None:
    desk.run("new", "source", "harbour-book", cwd=home)
    found = {(Path(todo.file).name, todo.says) for todo in todos(load(home))}
    assert ("story.yaml", "put your name here, and a summary of your own below.") in found
    assert ("harbour-book.yaml", "the title of the work") in found
    out = desk.run("stats", home, cwd=home).out
    assert "To do: 6" in out
    line = next(line for line in out.splitlines() if "put your name" in line)
    file, number, _ = line.strip().split(":", 2)
    assert "TODO:" in Path(file).read_text("utf-8").splitlines()[int(number) - 1]


def test_a_shared_library_is_not_on_the_list_of_one_book(tmp_path: Path) -> None:
    library = folders.STORY.replace("library: seeds", "library: ../seeds")
    home = folders.write(tmp_path, story=library)
    (home / "seeds").rename(tmp_path / "seeds")
    letters = tmp_path / "seeds" / "letters.yaml"
    letters.write_text(letters.read_text("utf-8") + "# TODO: more\n", "utf-8")
    assert todos(load(home)) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("a", 1), ("the", 1), ("table", 2), ("letter", 2), ("stove", 1), ("stopped", 1),
     ("wanted", 2), ("committee", 3), ("boxes", 2), ("names", 1), ("Marfa’s", 2), ("by", 1)],
)  # fmt: skip
def test_syllables_are_guessed_as_spoken(word: str, count: int) -> None:
    assert syllables_of(word) == count


def test_plain_prose_reads_more_easily_than_heavy_prose() -> None:
    plain = reading(["The cat sat. The dog ran off. It was late."])
    heavy = reading(["Institutional considerations necessitated administrative reorganisation."])
    assert plain.ease > 90
    assert heavy.ease < 0
    assert (plain.words, plain.sentences) == (10, 3)
    assert reading([]).ease == 0
    assert reading(["‘Who?’ she says. ‘I… don’t know.’"]).sentences == 4


def test_a_shipped_book_is_counted_with_its_roads() -> None:
    found = figures(ROOT / "story" / "the-network")
    assert all(road["roads"] for road in found["roads"]["endings"])
    assert found["record"]["citations"] > 100


def test_hostile_titles_reach_no_terminal(tmp_path: Path) -> None:
    story = folders.STORY.replace("title: The Hall", 'title: "\\e[2JHall"')
    done = desk.run("stats", folders.write(tmp_path, story=story), cwd=tmp_path)
    assert "\x1b" not in done.out
