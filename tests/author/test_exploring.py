"""`engine explore`: what it tells of a book holds, and what it writes can be replayed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import author_desk as desk
import folders
import jsonschema
import pytest
import test_tutorial as tutorial

from engine.author.explore import as_json, as_text, explore
from engine.author.golden_writer import written
from engine.author.replaying import PASSED, outcome
from engine.author.shares import interval, percent
from engine.author.shelf import Books
from engine.explore import Bound
from engine.explore.shortest import Goal, Shortest
from engine.explore.walkthrough import confirmed, looked_for
from engine.load import find_stories
from engine.load.shape import published

ROOT = Path(__file__).resolve().parents[2]
DICE = folders.HALL.replace(
    "effects: [lamps += 1]", "effects:\n              - lamps += random(-1, 1)"
).replace("lamps >= 2", "lamps >= 3")
STUCK = folders.HALL.replace("requires: lamps >= 2", "requires: lamps == 2").replace(
    "text: Light a lamp.", "text: Light a lamp.\n            if: lamps < 3"
)
SEALED = folders.HALL.replace("requires: lamps >= 2", "requires: lamps >= 2 and lamps < 2")
FEW = 50_000
ENDLESS = folders.HALL.replace("requires: lamps >= 2", "requires: turns() % 2 == 7")
DRAWING = """\
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
          - id: leave
            text: Leave.
            requires: visited(cellar)
            locked: Not yet.
            effects: [lamps += 1, door = open]
            goto: yard
    """
STORYLET = """\
    scene: NAME
    title: NAME
    date: {text: now}
    place: Moscow
    storylet: {deck: evenings, offer: "To NAME."}
    moments:
      only: {standing: invented, text: NAME., record: silent, return: true}
    """


def explored(home: Path, *words: object) -> dict[str, Any]:
    done = desk.run("explore", home, "--format", "json", *words, cwd=home)
    found: dict[str, Any] = json.loads(done.out)
    jsonschema.validate(found, json.loads(published("exploration")))
    assert done.err == ""
    return found


def test_every_ending_is_told_with_its_shortest_way(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    done = desk.run("explore", home, cwd=home)
    assert done.status == 0
    assert "Every state that a reader can bring about was tried: 3." in done.out
    assert "Endings: 1 of 1 reached" in done.out
    assert "the shortest way: 2 choices, 3 pages, seed 0\n        light, open" in done.out
    assert "Dead ends: none\n" in done.out
    assert done.err == ""
    found = explored(home)
    assert found["complete"]
    assert found["endings"][0]["walkthrough"] == {
        "seed": 0, "shortest": True, "pages": 3,
        "steps": [
            {"moment": "hall/dark", "choice": "light"}, {"moment": "hall/dark", "choice": "open"},
        ],
    }  # fmt: skip


@pytest.mark.parametrize("home", find_stories(ROOT / "story"), ids=lambda home: home.name)
def test_every_ending_of_a_book_has_a_walkthrough_that_replay_passes(
    home: Path, tmp_path: Path
) -> None:
    books = Books()
    book = books.book(home)
    shortest = Shortest(book.story, FEW)
    for name, ending in book.story.endings.items():
        goal = Goal(ending=name)
        way = shortest.way(goal)
        # The shortest may be more than a few states away; readers find another.
        found = confirmed(book, way.steps, goal) if way.steps is not None else None
        at = found or looked_for(book.story, book, goal)
        assert at is not None
        file = tmp_path / f"{name}.yaml"
        file.write_text(written(at, file), "utf-8")
        replayed = outcome(file, books)
        assert replayed.status == PASSED
        assert ending.title in replayed.lines[0]


def test_walkthroughs_are_written_and_replay_passes_them(home: Path) -> None:
    to = home / "walkthroughs"
    done = desk.run("explore", home, "--to", to, cwd=home)
    assert f"written to {to / 'door-open.yaml'}" in done.out
    assert sorted(path.name for path in to.iterdir()) == ["door-open.yaml", "door-shut.yaml"]
    assert desk.run("replay", to, cwd=home).err == "replayed 2: 2 passed\n"
    before = desk.tree(to)
    assert desk.run("explore", home, "--to", to, cwd=home).status == 0
    assert desk.tree(to) == before


def test_a_file_that_says_something_else_is_never_written_over(home: Path) -> None:
    to = home / "walkthroughs"
    to.mkdir()
    (to / "door-shut.yaml").write_text("mine")
    done = desk.run("explore", home, "--to", to, cwd=home)
    assert done.status == 2
    assert "door-shut.yaml is there already and says something else" in done.err
    assert desk.tree(to) == {"door-shut.yaml": "mine"}


def test_a_walkthrough_has_the_seed_with_which_chance_allows_for_it(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=DICE)
    to = tmp_path / "walkthroughs"
    walkthrough = explored(home, "--to", to)["endings"][0]["walkthrough"]
    assert walkthrough["seed"] > 0
    assert walkthrough["shortest"]
    assert desk.run("replay", to, cwd=home).status == 0


def test_a_walkthrough_has_the_seed_with_which_a_deck_is_drawn_so(tmp_path: Path) -> None:
    decks = {name: STORYLET.replace("NAME", name) for name in ("stove", "stairs", "cellar")}
    home = folders.write(tmp_path, hall=DRAWING, **decks)
    to = tmp_path / "walkthroughs"
    ending = explored(home, "--to", to)["endings"][0]
    steps = [step["choice"] for step in ending["walkthrough"]["steps"]]
    assert steps == ["cellar", "continue", "leave"]
    assert ending["walkthrough"]["shortest"]
    assert desk.run("replay", to, cwd=home).status == 0
    assert explored(home, "--random", 200)["coverage"]["choices"]["missed"] == []


def test_a_dead_end_is_told_with_the_shortest_way_there(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=STUCK)
    done = desk.run("explore", home, cwd=home)
    assert done.status == 1
    assert "hall/dark: nothing is left to do here" in done.out
    assert "the shortest way here: 3 pages, seed 0\n        light, light" in done.out


def test_a_part_that_is_never_left_is_told(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=SEALED)
    done = desk.run("explore", home, cwd=home)
    assert done.status == 1
    assert "from here no ending can be reached; it goes round in hall/dark" in done.out
    assert "Choices that nobody can take: 1" in done.out
    assert "hall/dark/open (shown, but locked whenever it is)" in done.out
    assert "no reader can reach it" in done.out
    found = explored(home)
    assert found["endings"][0]["reached"] is False
    assert [missed["name"] for missed in found["never_taken"]] == ["hall/dark/open"]
    assert [missed["name"] for missed in found["coverage"]["claims"]["missed"]] == ["letters/snow"]


def test_what_was_not_finished_is_never_called_all(tmp_path: Path) -> None:
    found = folders.loaded(tmp_path, hall=ENDLESS).story
    assert found is not None
    told: list[tuple[str, int, int]] = []
    explored = explore(found, Bound(50, 100), lambda *words: told.append(words))
    text, report = as_text(explored), json.loads(as_json(explored))
    assert "what follows need not be all there is" in " ".join(text.split())
    assert "Every" not in text
    assert "not reached, as far as this went" in text
    assert "Dead ends: none met" in text
    assert not report["complete"]
    assert report["endings"][0]["reached"] is None
    assert ("walkthroughs", 0, 1) in told


def test_random_readers_tell_shares_states_and_coverage(home: Path) -> None:
    done = desk.run("explore", home, "--random", "200", "--seed", "3", "--state", cwd=home)
    assert done.status == 0
    assert "200 random readers, seed 3" in done.out
    assert "nerve: 1 to 2, typically 1" in done.out
    assert "the shortest way met: 2 choices" in done.out
    found = explored(home, "--random", 200, "--seed", 3)
    assert not found["complete"]
    by_chance = [ending["readers"]["by_chance"] for ending in found["endings"]]
    assert sum(by_chance) == found["readers"]["by_chance"] == 100
    for ending in found["endings"]:
        low, high = ending["readers"]["interval"]
        assert low < ending["readers"]["share"] < high
        counted = ending["readers"]["state"]["nerve"]
        assert sum(one["readers"] for one in counted) == ending["readers"]["by_chance"]
    assert found["coverage"]["moments"] == {"met": 4, "of": 4, "missed": []}
    assert next(iter(found["visits"].values())) == 100  # everybody comes to the first


def test_two_jobs_print_what_one_prints(home: Path) -> None:
    words = ("explore", home, "--random", 700, "--seed", 3, "--state", "--format", "json")
    assert desk.run(*words, "--jobs", 2, cwd=home) == desk.run(*words, cwd=home)


def test_walkthroughs_of_random_readers_can_be_replayed(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=DICE)
    to = tmp_path / "walkthroughs"
    assert desk.run("explore", home, "--random", 50, "--to", to, cwd=home).status == 0
    assert desk.run("replay", to, cwd=home).status == 0


def test_readers_who_get_stuck_are_told_with_a_small_way_there(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=STUCK)
    done = desk.run("explore", home, "--random", 100, cwd=home)
    assert done.status == 1
    assert "a way here of which no choice can be left out: 3 pages" in done.out
    [dead] = explored(home, "--random", 100)["dead_ends"]
    assert dead["kind"] == "stuck"
    words = ("--choose", ",".join(dead["choices"]), "--seed", dead["seed"])
    assert "moment: hall/dark" in desk.run("replay", "--record", home, *words, cwd=home).out


def test_a_story_with_errors_is_refused_with_its_frames(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    done = desk.run("explore", home, cwd=home)
    assert done.status == 2
    assert done.out == ""
    assert "goto: yrad" in done.err
    assert "^^^^" in done.err
    assert done.err.endswith(f"engine: the story at {home} has an error and cannot be explored\n")


def test_an_empty_story_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text("format: 1\n")
    done = desk.run("explore", tmp_path, cwd=tmp_path)
    assert done.status == 2
    assert "cannot be explored" in done.err


@pytest.mark.parametrize(
    "words", [("--seed", 1), ("--jobs", 2), ("--state",), ("--states", 5, "--random", 5)]
)
def test_an_option_that_would_do_nothing_is_refused(home: Path, words: tuple[object, ...]) -> None:
    done = desk.run("explore", home, *words, cwd=home)
    assert (done.status, done.out) == (2, "")
    assert "--random N" in done.err


def test_a_hostile_name_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    hostile = tmp_path / "\x1b[2J\u202e"
    home = folders.write(hostile, hall=SEALED)
    for words in ((), ("--random", 20), ("--to", hostile / "walk")):
        done = desk.run("explore", home, *words, cwd=home)
        assert "\x1b" not in done.out + done.err
        assert "\u202e" not in done.out + done.err
        assert "�[2J" in done.out + done.err


def test_ctrl_c_leaves_no_process_and_no_file(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    to = tmp_path / "walkthroughs"
    command = [sys.executable, "-m", "engine", "explore", str(home), "--to", str(to)]
    running = subprocess.Popen(
        [*command, "--random", "100000000", "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
        env={**os.environ, "MARGINALIA_CACHE": str(tmp_path / "cache")},
    )  # fmt: skip
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    while children.exists() and len(children.read_text().split()) < 2 and running.poll() is None:
        time.sleep(0.05)
    time.sleep(0.2)
    # As a terminal does: to the command and to all that it has started.
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err.strip()) == (130, "", "")
    assert not to.exists()
    assert is_gone(running.pid)


def is_gone(group: int) -> bool:
    """Whether no process of a group is left, a moment later."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name == "nt", reason="the page is for a POSIX shell")
def test_the_page_on_exploring_works_word_for_word(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "exploring.md").read_text("utf-8")
    blocks = tutorial.blocks(page)
    assert len(blocks) == page.count("\n```") // 2
    reader = tutorial.Reader(tmp_path)
    for block in blocks:
        reader.do(block)


def test_a_share_of_few_readers_is_told_with_care() -> None:
    low, high = interval(0, 100)
    assert (low, round(high, 3)) == (0, 0.037)
    assert interval(50, 100)[0] == pytest.approx(0.404, abs=0.001)
    assert interval(0, 0) == (0, 1)


def test_a_hundred_percent_is_all_and_nothing_else() -> None:
    shares = [percent(part, 1000) for part in (0, 1, 500, 999, 1000)]
    assert shares == ["0%", "1%", "50%", "99%", "100%"]
    assert percent(0, 0) == ""


VARIED = folders.HALL.replace(
    "        text: It is dark.\n",
    """\
        text:
          - It is dark.
          - {vary: [A clock., Another., A third.], how: stop}
          - {vary: [Wind., Rain., Snow.], how: shuffle}
""",
).replace("goto: dark", "goto: dark\n            once: true")


def test_a_text_that_varies_and_that_nobody_comes_back_to_is_named(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=VARIED)
    done = desk.run("explore", ".", cwd=home)
    assert "  varying texts shown              5 of 6         83%" in done.out
    assert "scenes/hall.yaml:10:37: hall/dark\n" in done.out
    assert "not found out" not in done.out
    for words in (("--random", 50), ()):
        found = explored(home, *words)["coverage"]["varying"]
        assert (found["met"], found["of"]) == (5, 6)
        assert [missed["place"]["line"] for missed in found["missed"]] == [10]
