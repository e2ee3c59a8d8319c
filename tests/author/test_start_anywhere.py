"""`--at` and `--set`: a playthrough begins where its author asks, or says why it cannot."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import author_desk as desk
import folders
import pytest

from engine.author.refusal import CannotError
from engine.author.start import Start
from engine.load import load
from engine.play import CONTINUE, begin, make_book, take, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.play import Book

STATE = folders.STORY.replace(
    "    people:",
    "      owed: {type: set, values: [promise, vote, due-date]}\n"
    "      seen: {type: boolean}\n"
    "    people:",
)
HALL = folders.HALL.replace(
    "text: It is dark.",
    "text: '{owed}, {seen}: it is dark.'\n        enter: [lamps += 1]",
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return folders.book(tmp_path, story=STATE, hall=HALL)


def test_nothing_asked_for_is_the_beginning_of_the_story(book: Book) -> None:
    assert Start().begin(book) == begin(book, 0)
    assert Start(seed=5).begin(book) == begin(book, 5)


@pytest.mark.parametrize("at", ["yard", "yard/snow"])
def test_a_scene_is_its_first_moment(book: Book, at: str) -> None:
    assert Start(at).begin(book).moment == "yard/snow"


def test_a_detour_comes_back_to_where_it_is_first_led_to_from(tmp_path: Path) -> None:
    hall = folders.HALL.replace("goto: dark", "goto: dark\n            detour: cellar")
    home = folders.write(tmp_path, hall=hall)
    cellar = folders.YARD.replace("scene: yard", "scene: cellar").replace("ending: out", "goto: up")
    up = "  up:\n    standing: invented\n    text: Up.\n    record: silent\n    return: true\n"
    (home / "scenes" / "cellar.yaml").write_text(dedent(cellar) + up, "utf-8")
    story = load(home).story
    assert story is not None
    at = Start("cellar/up").begin(make_book(story))
    assert take(at, CONTINUE).moment == "hall/dark"
    assert Start("hall").begin(make_book(story)).detours == ()


def test_the_state_is_set_and_the_moment_comes_to_it(book: Book) -> None:
    settings = ("lamps=2", "door = open", "owed=[vote, due-date]", "seen=true")
    at = Start("hall/dark", settings).begin(book)
    held = {name: at.state[place] for name, place in book.layout.variables.items()}
    owed = frozenset({"vote", "due-date"})
    assert held == {"lamps": 3, "door": "open", "owed": owed, "seen": True}
    assert [paragraph.text for paragraph in view(at).paragraphs] == [
        "vote and due date, yes: it is dark."
    ]


def test_a_set_can_be_given_without_brackets_and_empty(book: Book) -> None:
    place = book.layout.variables["owed"]
    assert Start("", ("owed=vote,promise",)).begin(book).state[place] == {"vote", "promise"}
    assert Start("", ("owed=vote", "owed=")).begin(book).state[place] == frozenset()


@pytest.mark.parametrize(
    ("at", "setting", "why"),
    [
        ("hal", "", '--at hal: hall has no scene "hal"; did you mean "hall"?'),
        ("nowhere", "", '--at nowhere: hall has no scene "nowhere": there is hall and yard'),
        ("hall/darkk", "", 'the scene hall has no moment "darkk"; did you mean "dark"?'),
        ("hall/x", "", 'the scene hall has no moment "x": there is dark'),
        ("hall/", "", 'the scene hall has no moment ""'),
        ("hall/dark/light", "", 'the scene hall has no moment "dark/light"'),
        ("", "lamp=1", '--set lamp=1: hall declares no "lamp"; did you mean "lamps"?'),
        ("", "lamps", "--set lamps: write NAME=VALUE"),
        ("", "lamps=4", "lamps is a whole number from 0 to 3"),
        ("", "lamps=-1", "lamps is a whole number from 0 to 3"),
        ("", "lamps=²", "lamps is a whole number from 0 to 3"),
        ("", "lamps=" + "9" * 5000, "lamps is a whole number from 0 to 3"),
        ("", "lamps=true", "lamps is a whole number from 0 to 3"),
        ("", "door=opened", 'door is shut or open; did you mean "open"?'),
        ("", "seen=yes", "seen is true or false"),
        ("", "owed=[vote, promis]", 'not of "promis"; did you mean "promise"?'),
    ],
)
def test_what_cannot_be_is_told_with_what_can(book: Book, at: str, setting: str, why: str) -> None:
    with pytest.raises(CannotError) as refused:
        Start(at, (setting,) if setting else ()).begin(book)
    assert why in str(refused.value)


@pytest.mark.parametrize("words", [("--at", "hal"), ("--set", "lamps=9")])
def test_the_command_says_it_in_one_sentence_and_exits_2(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    home = folders.write(tmp_path)
    done = desk.run("play", home, "--plain", *words, cwd=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_story_with_errors_is_refused_before_it_is_asked_where(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    done = desk.run("play", home, "--plain", "--at", "nowhere", cwd=tmp_path)
    assert done.status == 1
    assert 'is named "yrad"' in done.err


@pytest.mark.parametrize("words", [("--at", "hall"), ("--set", "lamps=1"), ("--watch",)])
def test_without_a_story_it_asks_for_one(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = desk.run("play", "--plain", *words, cwd=tmp_path)
    assert done.status == 2
    assert "say which STORY" in done.err
