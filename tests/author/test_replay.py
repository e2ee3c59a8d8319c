from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import author_desk as desk
import folders
import pytest

from engine.author import words
from engine.author.golden_writer import written
from engine.author.shelf import Books
from engine.play import begin, take

if TYPE_CHECKING:
    from pathlib import Path

ROAD = """\
    story: ..
    steps:
      - expect: {moment: hall/dark, text: It is dark., state: {lamps: 1, door: shut}}
      - expect: {offered: light, locked: open}
      - light
      - expect: {offered: [light, open], state: {lamps: 2}}
      - open
      - expect:
          moment: yard/snow
          text: [There is snow., "the\\n door  stands open"]
          claim: letters/snow
          state: {door: open}
      - expect: {ending: out, words: {least: 5, most: 20}}
    """


@pytest.fixture
def hall(tmp_path: Path) -> Path:
    return folders.write(tmp_path)


def replay(hall: Path, text: str = ROAD, **changed: str) -> desk.Done:
    """Replay a playthrough of the small story, some words of it changed."""
    text = dedent(text)
    for old, new in changed.items():
        text = text.replace(*new.split(" -> ")) if old.startswith("change") else text
    path = hall / "playthroughs" / "road.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return desk.run("replay", path.relative_to(hall), cwd=hall)


def test_a_playthrough_that_is_as_it_was_passes(hall: Path) -> None:
    done = replay(hall)
    assert done == desk.Done(
        0, "passed playthroughs/road.yaml: Out, 2 choices, 15 words\n", "replayed 1: 1 passed\n"
    )


@pytest.mark.parametrize(
    ("change", "expected", "there"),
    [
        ("moment: hall/dark -> moment: hall/drak", "the moment hall/drak", "the moment hall/dark"),
        ("It is dark. -> It is dim.", "the words: It is [-dim.-]", "It is {+dark.+}"),
        ("lamps: 1 -> lamps: 3", "lamps = 3", "lamps = 1"),
        ("lamps: 1 -> lanps: 1", "lanps = 1", 'declares no lanps; did you mean "lamps"?'),
        ("door: open} -> door: shut}", "door = shut", "door = open"),
        ("locked: open -> hidden: open", 'the choice "open" hidden', "it is locked"),
        ("offered: light -> offered: lihgt", 'the choice "lihgt" offered',
         'no such choice; did you mean "light"?'),
        ("letters/snow -> letters/rain", "the claim letters/rain", "cited here: letters/snow"),
        ("ending: out -> ending: in", "the ending in", "the ending out"),
        ("least: 5, most: 20 -> least: 50", "at least 50 words read", "15"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_beside_what_is(
    hall: Path, change: str, expected: str, there: str
) -> None:
    done = replay(hall, change=change)
    assert done.status == 1
    assert f"  expected: {expected}" in done.out
    assert there in done.out.split("     there: ")[1].split("\n")[0]
    assert done.err == "replayed 1: 1 failed\n"


def test_a_failure_says_the_place_the_step_the_moment_and_the_choices(hall: Path) -> None:
    done = replay(hall, change="- light\n -> - lihgt\n")
    assert done.out == dedent("""\
        failed playthroughs/road.yaml:5:5
              step: 3, at hall/dark (page 1)
             wrong: the choice "lihgt" cannot be taken: this moment has no such choice; did you mean "light"?
           choices: light, open (locked: You cannot see the door.)
        """)  # noqa: E501


def test_a_locked_choice_and_one_after_the_end_are_told(hall: Path) -> None:
    done = replay(hall, "story: ..\nsteps: [open]\n")
    assert '"open" cannot be taken: it is locked' in done.out
    done = replay(hall, "story: ..\nsteps: [light, open, open]\n")
    assert '"open" cannot be taken: the story has ended, with out' in done.out


def test_a_number_is_not_a_truth_value(hall: Path) -> None:
    done = replay(hall, "story: ..\nsteps: [{expect: {state: {lamps: true}}}]\n")
    assert "lamps = true" in done.out


def test_pages_without_a_choice_are_turned_and_searched_in_order(hall: Path) -> None:
    turned = folders.HALL.replace("goto: yard\n", "goto: bell\n").rstrip(" ")
    for moment, words_, goto in (("bell", "A bell rings.", "stair"), ("stair", "A stair.", "yard")):
        turned += (
            f"      {moment}:\n        standing: invented\n        text: {words_}\n"
            f"        record: silent\n        goto: {goto}\n"
        )
    folders.write(hall.parent, hall=turned)
    road = """\
        story: ..
        steps:
          - light
          - open
          - expect: {text: A bell rings., moment: hall/bell}
          - expect: {moment: hall/stair}
          - expect: {ending: out}
        """
    assert replay(hall, road).status == 0
    done = replay(hall, road, change="hall/stair -> hall/bell")
    assert done.status == 0  # the page at hand is looked at first
    done = replay(hall, road, change="A bell rings. -> A bell sings.")
    assert "at hall/bell (page 3)" in done.out
    assert "A bell [-sings.-]" in done.out


def test_a_story_that_turns_in_a_circle_is_left(hall: Path) -> None:
    circle = folders.HALL.replace("goto: yard\n", "goto: ring\n").rstrip(" ") + (
        "      ring:\n        standing: invented\n        text: Round.\n"
        "        record: silent\n        goto: ring\n"
    )
    folders.write(hall.parent, hall=circle)
    done = replay(hall, "story: ..\nsteps: [light, open, {expect: {ending: out}}]\n")
    assert done.status == 1
    assert done.out.count("\n") < 10


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("story: ..\nstep: [light]\n", "2:1"),
        ("story: ..\nsteps:\n  - expect: {ending: Out}\n", "3:22"),
        ("story: ..\nsteps:\n  - Light\n", "3:5"),
        ("story: ..\nsteps: [light\n", "2:8"),
        ("story: ..\nsteps:\n  - expect: {words: {most: -1}}\n", "3:28"),
        ("", "1:1"),
    ],
)
def test_a_file_that_cannot_be_read_exits_2_with_line_and_column(
    hall: Path, text: str, place: str
) -> None:
    done = replay(hall, text)
    assert (done.status, done.out) == (2, "unread playthroughs/road.yaml\n")
    assert f"playthroughs/road.yaml:{place}" in done.err


def test_a_book_of_the_shelf_is_named_without_a_path(hall: Path) -> None:
    done = replay(hall, "story: the-network\nsteps:\n  - expect: {moment: fire-barrel/listening}\n")
    assert done.status == 0


def test_a_story_that_is_missing_or_has_errors_exits_2(hall: Path) -> None:
    done = replay(hall, change="story: .. -> story: ../elsewhere")
    assert done.status == 2
    assert "there is no story at" in done.out
    folders.write(hall.parent, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    assert "has an error: `engine check" in replay(hall).out


def test_nothing_to_replay_is_told(hall: Path) -> None:
    assert desk.run("replay", cwd=hall).status == 2
    (hall / "empty").mkdir()
    assert "there is no playthrough in empty" in desk.run("replay", "empty", cwd=hall).err
    assert desk.run("replay", "missing.yaml", cwd=hall).status == 2


def test_a_folder_is_replayed_whole_and_the_worst_decides(hall: Path) -> None:
    replay(hall)
    bad = hall / "playthroughs" / "bad.yaml"
    bad.write_text("story: ..\nsteps: [open]\n", "utf-8")
    done = desk.run("replay", "playthroughs", cwd=hall)
    assert (done.status, done.err) == (1, "replayed 2: 1 passed, 1 failed\n")
    (hall / "playthroughs" / "worse.yaml").write_text("steps", "utf-8")
    assert desk.run("replay", "playthroughs", cwd=hall).status == 2


def test_in_the_folder_of_a_story_its_own_files_are_no_playthroughs(hall: Path) -> None:
    replay(hall)
    done = desk.run("replay", ".", cwd=hall)
    assert (done.status, done.err) == (0, "replayed 1: 1 passed\n")
    assert desk.run("replay", "scenes", cwd=hall).status == 2
    assert desk.run("replay", "scenes/hall.yaml", cwd=hall).out.startswith("unread scenes/hall")


def test_a_recorded_playthrough_passes(hall: Path) -> None:
    done = desk.run("replay", "--record", hall, "--choose", "light, open", cwd=hall)
    assert done.out == dedent("""\
        story: ..
        seed: 0
        steps:
          - expect: {moment: hall/dark}  # The hall
          - light
          - open
          - expect: {moment: yard/snow}  # The yard
          - expect: {ending: out}  # Out
        """)
    assert replay(hall, done.out).status == 0


def test_a_recording_is_written_with_paths_from_where_it_lies(hall: Path) -> None:
    words_ = ("replay", "--record", "hall", "--choose", "light,open", "--seed", "7")
    done = desk.run(*words_, "--to", "deep/er/road.yaml", cwd=hall.parent)
    assert (done.status, done.out) == (0, "deep/er/road.yaml\n")
    text = (hall.parent / "deep" / "er" / "road.yaml").read_text("utf-8")
    assert "story: ../../hall\nseed: 7\n" in text
    assert desk.run("replay", "deep", cwd=hall.parent).status == 0
    assert "is there already" in desk.run(*words_, "--to", "deep/er/road.yaml", cwd=hall.parent).err


def test_a_recording_stops_at_a_choice_that_cannot_be_taken(hall: Path) -> None:
    done = desk.run("replay", "--record", hall, "--choose", "light,opne", cwd=hall)
    assert (done.status, done.out) == (2, "")
    assert 'choice 2, at hall/dark: the choice "opne" cannot be taken' in done.err


def test_a_recording_that_does_not_end_says_where_it_is(hall: Path) -> None:
    book = Books().book(hall)
    text = written(take(begin(book, 3), "light"))
    assert text.endswith("  - light\n  - expect: {moment: hall/dark}  # The hall\n")
    assert replay(hall, text).status == 0


def test_a_folder_with_a_strange_name_is_quoted(tmp_path: Path) -> None:
    strange = folders.write(tmp_path).rename(tmp_path / "a: #b 'c\"")
    done = desk.run("replay", "--record", strange, "--choose", "light,open", "--to", "x.yaml",
                    cwd=tmp_path)  # fmt: skip
    assert done.status == 0
    assert desk.run("replay", "x.yaml", cwd=tmp_path).status == 0


def test_hostile_words_reach_no_terminal(hall: Path) -> None:
    done = replay(hall, 'story: "\\e[2Jx"\nsteps: [light]\n')
    assert "\x1b" not in done.out + done.err
    done = replay(hall, 'story: ..\nsteps: [{expect: {text: "dark\\u202e"}}]\n')
    assert "\u202e" not in done.out + done.err


def test_the_nearest_words_are_shown_with_what_differs() -> None:
    page = "The stove is nearly out. Somebody knocks at the door and waits."
    found = words.difference("Somebody knocks at a door", page)
    assert found.expected == "Somebody knocks at [-a-] door"
    assert found.there == "Somebody knocks at {+the+} door"
    assert words.difference("quite other", page).likeness == 0


ELSEWHERE = """\
    story: ..
    at: hall/dark
    set:
      lamps: 2
      door: shut
    steps:
      - expect: {moment: hall/dark, state: {lamps: 2}, offered: [light, open]}
      - open
      - expect: {ending: out}
    """


def test_a_playthrough_can_begin_anywhere_in_any_state(hall: Path) -> None:
    done = replay(hall, ELSEWHERE)
    assert done.out == "passed playthroughs/road.yaml: Out, 1 choice, 12 words\n"
    assert replay(hall, ELSEWHERE.replace("hall/dark\n", "yard\n", 1)).status == 1


@pytest.mark.parametrize(
    ("old", "new", "place", "wrong"),
    [
        ("hall/dark\n", "hal\n", "2:5", 'hall has no scene "hal"; did you mean "hall"?'),
        (
            "hall/dark\n",
            "hall/drak\n",
            "2:5",
            'the scene hall has no moment "drak"; did you mean "dark"?',
        ),
        ("lamps: 2\n", "lamp: 2\n", "4:3", 'hall declares no "lamp"; did you mean "lamps"?'),
        ("lamps: 2\n", "lamps: two\n", "4:10", "lamps is a whole number from 0 to 3"),
        ("lamps: 2\n", "lamps: 4\n", "4:10", "lamps is a whole number from 0 to 3"),
        ("lamps: 2\n", "lamps: true\n", "4:10", "lamps is a whole number from 0 to 3"),
        ("door: shut", "door: opne", "5:9", 'door is shut or open; did you mean "open"?'),
        ("door: shut", "door: [shut]", "5:9", "door is shut or open"),
    ],
)
def test_a_beginning_that_cannot_be_is_told_at_its_words(
    hall: Path, old: str, new: str, place: str, wrong: str
) -> None:
    done = replay(hall, ELSEWHERE.replace(old, new, 1))
    assert done.status == 1
    assert done.out == f"failed playthroughs/road.yaml:{place}\n     wrong: {wrong}\n"


def test_a_recording_can_begin_anywhere(hall: Path) -> None:
    words = ("--record", ".", "--at", "hall/dark", "--set", "lamps=3", "--choose", "open")
    done = desk.run("replay", *words, "--to", "playthroughs/late.yaml", cwd=hall)
    assert done.status == 0
    assert "at: hall/dark\nset:\n  lamps: 3\n" in (hall / "playthroughs/late.yaml").read_text()
    assert desk.run("replay", "playthroughs", cwd=hall).status == 0
    refused = desk.run("replay", "--record", ".", "--set", "lamps=9", cwd=hall)
    assert (refused.status, refused.err) == (
        2,
        "engine: --set lamps=9: lamps is a whole number from 0 to 3\n",
    )


def test_what_was_renamed_is_followed_and_named(tmp_path: Path) -> None:
    scene = folders.HALL.replace("scene: hall", "scene: lobby\n    renamed_from: hall")
    scene = scene.replace("dark:\n", "gloom:\n        renamed_from: dark\n", 1)
    scene = scene.replace("goto: dark", "goto: gloom")
    scene = scene.replace("- id: light\n", "- id: lamp\n            renamed_from: light\n")
    story = folders.STORY.replace("start: hall", "start: lobby")
    home = folders.write(tmp_path, story=story, lobby=scene)
    (home / "scenes" / "hall.yaml").unlink()
    done = replay(home, ROAD.replace("story: ..\n", "story: ..\n    at: hall/dark\n"))
    assert done.status == 0
    assert done.out.splitlines() == [
        "passed playthroughs/road.yaml: Out, 2 choices, 15 words",
        '   renamed: playthroughs/road.yaml:2:5: "hall/dark" is "lobby/gloom" today',
        '   renamed: playthroughs/road.yaml:4:22: "hall/dark" is "lobby/gloom" today',
        '   renamed: playthroughs/road.yaml:5:23: "light" is "lamp" today',
        '   renamed: playthroughs/road.yaml:6:5: "light" is "lamp" today',
        '   renamed: playthroughs/road.yaml:7:24: "light" is "lamp" today',
    ]
