from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

import author_desk as desk
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.author import create, new
from engine.author.refusal import CannotError
from engine.check import check
from engine.load import load

MODELINE = re.compile(r"\A# yaml-language-server: \$schema=(\S+)\n")


def check_of(home: Path) -> list[str]:
    return [f"{f.code.code} {f.message}" for f in check([home]).findings]


def test_a_new_story_has_no_finding_at_all(home: Path) -> None:
    done = desk.run("check", "--strict", home, cwd=home)
    assert (done.status, done.out) == (0, "")


def test_a_new_story_is_played_to_both_of_its_endings(home: Path) -> None:
    for choices, ending in (("read,open", "door-open"), ("leave,wait", "door-shut")):
        done = desk.run("replay", "--record", home, "--choose", choices, cwd=home)
        assert f"expect: {{ending: {ending}}}" in done.out


def test_a_new_story_tells_its_files_and_what_to_do_next(tmp_path: Path) -> None:
    done = desk.run("new", "story", "salt-harbour", cwd=tmp_path)
    assert done.out.splitlines()[:2] == [
        "salt-harbour/story.yaml",
        "salt-harbour/scenes/the-letter.yaml",
    ]
    assert all((tmp_path / line).is_file() for line in done.out.splitlines())
    assert "`engine play salt-harbour`" in done.err


def test_a_new_story_goes_into_the_folder_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "books").mkdir()
    desk.run("new", "story", "salt-harbour", "--in", "books", cwd=tmp_path)
    assert check_of(tmp_path / "books" / "salt-harbour") == []
    assert desk.run("new", "story", "x", "--in", "nowhere", cwd=tmp_path).status == 2


@pytest.mark.parametrize("kind", ["story", "scene", "source"])
def test_every_new_file_names_a_schema_that_is_there(home: Path, kind: str) -> None:
    if kind != "story":
        desk.run("new", kind, "harbour-book", cwd=home)
    for path in home.rglob("*.yaml"):
        named = MODELINE.match(path.read_text("utf-8"))
        assert named
        assert json.loads((path.parent / named[1]).read_text("utf-8"))["title"]


def test_the_settings_of_the_editor_name_schemas_that_are_there(home: Path) -> None:
    settings = json.loads((home / ".vscode" / "settings.json").read_text("utf-8"))
    for schema, globs in settings["yaml.schemas"].items():
        assert schema.startswith("./")
        assert (home / schema).is_file()
        assert globs


def test_stories_of_one_desk_share_the_schemas_that_lie_above(home: Path) -> None:
    shared = home.parent / ".marginalia"
    (home / ".marginalia").rename(shared)
    desk.run("new", "story", "second-book", cwd=home.parent)
    second = home.parent / "second-book"
    assert not (second / ".marginalia").exists()
    named = MODELINE.match((second / "scenes" / "the-letter.yaml").read_text("utf-8"))
    assert named
    assert (second / "scenes" / named[1]).resolve().parent == shared / "schemas"


def test_a_scene_in_a_story_without_schemas_brings_them(home: Path) -> None:
    create.rmtree(home / ".marginalia")
    desk.run("new", "scene", "quay", cwd=home)
    assert (home / ".marginalia" / "schemas" / "scene.schema.json").is_file()


def test_a_new_scene_is_clean_once_the_line_that_is_told_is_added(home: Path) -> None:
    done = desk.run("new", "scene", "quay", cwd=home)
    assert done.out == "scenes/quay.yaml\n"
    assert check_of(home) == ['E0401 nothing leads to the scene "quay"']
    where = re.search(r"above line (\d+) of (\S+):\n(.*)\n", done.err)
    assert where
    path = home / where[2]
    lines = path.read_text("utf-8").split("\n")
    lines.insert(int(where[1]) - 1, where[3])
    path.write_text("\n".join(lines), "utf-8")
    assert check_of(home) == []


def test_a_scene_is_not_put_among_choices_that_are_shared(home: Path) -> None:
    scene = home / "scenes" / "the-letter.yaml"
    shared = "\nshared:\n  asides:\n    - {id: look, text: Look., once: true, goto: here}\nmoments:"
    text = scene.read_text("utf-8").replace("\nmoments:", shared, 1)
    scene.write_text(text.replace("choices:\n", "choices:\n      - include: asides\n", 1), "utf-8")
    told = desk.run("new", "scene", "quay", cwd=home).err
    where = re.search(r"above line (\d+) of", told)
    assert where
    line = scene.read_text("utf-8").split("\n")[int(where[1]) - 1]
    assert line.startswith("      - id: read")


def test_a_scene_is_told_how_to_be_reached_where_no_moment_has_choices(home: Path) -> None:
    scene = home / "scenes" / "the-letter.yaml"
    text = scene.read_text("utf-8")
    scene.write_text(text[: text.index("    choices:")] + "    ending: door-open\n", "utf-8")
    assert "goto: quay" in desk.run("new", "scene", "quay", cwd=home).err


def test_a_new_source_can_be_cited_at_once(home: Path) -> None:
    assert desk.run("new", "source", "harbour-book", cwd=home).out == "sources/harbour-book.yaml\n"
    assert check_of(home) == []
    scene = home / "scenes" / "the-letter.yaml"
    cited = "record:\n      - {claim: harbour-book/first-claim, bearing: context}"
    scene.write_text(scene.read_text("utf-8").replace("record: silent", cited), "utf-8")
    assert check_of(home) == []


def test_a_story_without_a_library_is_told_the_line_that_names_one(home: Path) -> None:
    story = home / "story.yaml"
    story.write_text(re.sub(r"library:.*\n", "", story.read_text("utf-8")), "utf-8")
    done = desk.run("new", "source", "harbour-book", cwd=home)
    assert done.err.endswith("library: sources\n")
    story.write_text(story.read_text("utf-8") + "library: sources\n", "utf-8")
    assert check_of(home) == []


def test_a_source_never_leaves_the_desk(home: Path) -> None:
    story = home / "story.yaml"
    for library in ("../../../elsewhere", "/etc"):
        story.write_text(re.sub(r"library:.*", f"library: {library}", story.read_text()), "utf-8")
        assert desk.run("new", "source", "harbour-book", cwd=home).status == 2


@pytest.mark.parametrize("kind", ["story", "scene", "source"])
def test_nothing_is_ever_overwritten(home: Path, kind: str) -> None:
    where = home.parent if kind == "story" else home
    name = {"story": "salt-harbour", "scene": "the-letter", "source": "own"}[kind]
    (home / "sources" / "own.yaml").write_text("mine", "utf-8")
    before = desk.tree(home.parent)
    done = desk.run("new", kind, name, cwd=where)
    assert (done.status, done.out) == (2, "")
    assert "is there already" in done.err
    assert desk.tree(home.parent) == before


def test_a_link_that_leads_nowhere_is_not_written_through(home: Path) -> None:
    target = home / "scenes" / "quay.yaml"
    target.symlink_to(home.parent / "elsewhere.yaml")
    assert desk.run("new", "scene", "quay", cwd=home).status == 2
    assert not (home.parent / "elsewhere.yaml").exists()


@pytest.mark.parametrize("kind", ["story", "scene"])
def test_a_full_disk_leaves_nothing_half_written(
    home: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.tree(home.parent)
    write, left = Path.write_text, [3 if kind == "story" else 0]

    def full(path: Path, *words: str, **more: str) -> int:
        left[0] -= 1
        if left[0] < 0:
            write(path, "half", "utf-8")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, *words, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        desk.run("new", kind, "second", cwd=home.parent if kind == "story" else home)
    assert desk.tree(home.parent) == before
    assert not list(home.parent.rglob(".new-*"))


def test_a_file_that_comes_in_between_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = home / "scenes" / "quay.yaml"
    link = os.link

    def late(made: Path, there: Path) -> None:
        target.write_text("theirs", "utf-8")
        link(made, there)

    monkeypatch.setattr(os, "link", late)
    assert desk.run("new", "scene", "quay", cwd=home).status == 2
    assert target.read_text("utf-8") == "theirs"


@pytest.mark.parametrize(
    "name",
    ["Quay", "quay side", "quay_side", "-quay", "quay-", "q--y", "1918", "", "..", "a/b",
     "quay.yaml", "кит", "quay\n", "true", "null", "a" * 81],
)  # fmt: skip
def test_a_name_that_is_no_id_is_refused_in_one_sentence(home: Path, name: str) -> None:
    for kind in ("story", "scene", "source"):
        with pytest.raises(CannotError) as refused:
            {"story": new.new_story, "scene": new.new_scene, "source": new.new_source}[kind](
                name, home
            )
        assert "cannot be the id of a" in str(refused.value)


def test_a_title_is_answered_with_the_id_that_it_would_have(home: Path) -> None:
    with pytest.raises(CannotError, match="with a letter, such as the-winter-letter"):
        new.new_story("The Winter Letter", home)


@given(st.from_regex(new.KEBAB, fullmatch=True).filter(lambda name: len(name) <= 40))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_id_makes_a_story_without_a_finding(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    if name in new.NOT_TEXT:
        return
    into = tmp_path_factory.mktemp("desk")
    new.new_story(name, into)
    loaded = load(into / name)
    assert loaded.findings == ()
    assert loaded.story
    assert loaded.story.id == name


def test_the_story_at_hand_is_found_from_its_folder_from_scenes_and_from_above(home: Path) -> None:
    for number, where in enumerate((home, home / "scenes", home.parent)):
        assert desk.run("new", "scene", f"quay-{number}", cwd=where).status == 0
    assert len(list((home / "scenes").glob("quay-*.yaml"))) == 3


def test_where_no_story_is_meant_one_sentence_says_so(home: Path, tmp_path: Path) -> None:
    desk.run("new", "story", "second", cwd=tmp_path)
    assert "more than one story" in desk.run("new", "scene", "quay", cwd=tmp_path).err
    (tmp_path / "empty").mkdir()
    assert "no story here" in desk.run("new", "scene", "quay", cwd=tmp_path / "empty").err
    assert desk.run("new", "scene", "quay", "--in", tmp_path, cwd=home).status == 2


def test_a_storylet_is_drawn_once_a_moment_has_the_line_that_is_told(home: Path) -> None:
    done = desk.run("new", "scene", "stove", "--deck", "evenings", cwd=home)
    assert done.out == "scenes/stove.yaml\n"
    line = next(line for line in done.err.splitlines() if "draw:" in line)
    scene = home / "scenes" / "the-letter.yaml"
    head, silent, rest = scene.read_text("utf-8").partition("    record: silent")
    scene.write_text(f"{head}{line}\n{silent}{rest}", "utf-8")
    assert check_of(home) == []
    done = desk.run("new", "scene", "cards", "--deck", "evenings", cwd=home)
    assert done.err == "It is offered wherever a moment draws from the deck evenings.\n"
    assert check_of(home) == []
    assert desk.run("new", "source", "reed", "--deck", "evenings", cwd=home).status == 2


def test_a_storylet_of_a_deck_that_is_drawn_without_a_way_back_goes_on_by_itself(
    home: Path,
) -> None:
    scene = home / "scenes" / "the-letter.yaml"
    draw = "    draw: {deck: evenings}\n    record: silent"
    scene.write_text(scene.read_text("utf-8").replace("    record: silent", draw, 1), "utf-8")
    desk.run("new", "scene", "stove", "--deck", "evenings", cwd=home)
    assert check_of(home) == []


def test_the_scene_that_a_story_begins_with_needs_nothing_to_lead_to_it(home: Path) -> None:
    (home / "scenes" / "the-letter.yaml").unlink()
    head = home / "story.yaml"
    head.write_text(head.read_text("utf-8").replace("start: the-letter", "start: quay"), "utf-8")
    done = desk.run("new", "scene", "quay", cwd=home)
    assert done.err == "The story begins with it: read it with `engine play .`.\n"


def test_nothing_is_said_of_the_library_of_a_story_that_cannot_be_read(home: Path) -> None:
    head = home / "story.yaml"
    head.write_text(head.read_text("utf-8").replace("title: ", "title: one: "), "utf-8")
    done = desk.run("new", "source", "reed", cwd=home)
    assert done.status == 2
    assert "`engine check .` says why" in done.err
