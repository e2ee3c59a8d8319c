from __future__ import annotations

import random
import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import author_desk as desk
import folders
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.author.graph import as_dot, as_mermaid, as_svg, picture
from engine.author.graph.dot import quoted as dot_quoted
from engine.author.graph.labels import lines_of
from engine.author.graph.mermaid import quoted as mermaid_quoted
from engine.author.refusal import CannotError
from engine.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from engine.author.graph import Picture
    from engine.author.graph.picture import Node
    from engine.author.graph.tones import By

HOSTILE = '"]; <script>alert(1)</script> %%{init}%% \\N & #quot; `x` | end -->'
DETOUR = """\
    scene: aside
    title: Aside
    date: {text: then}
    place: Moscow
    moments:
      bell:
        standing: documented
        text: A bell.
        record: silent
        return: true
      lost:
        standing: altered
        text: |
          TODO: write this.
        record: silent
        goto: bell
    """
needs_dot = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")


def drawn(folder: Path, *, by: By = "standing", opened: bool = False, **changed: str) -> Picture:
    loaded = load(folders.write(folder, **changed))
    assert loaded.story
    return picture(loaded, loaded.story, by=by, opened=opened)


def place(picture: Picture, name: str) -> Node:
    return next(node for node in picture.places if node.name == name)


def with_detour(folder: Path, *, opened: bool) -> Picture:
    hall = folders.HALL.replace("goto: dark\n", "goto: dark\n            detour: aside\n")
    return drawn(folder, opened=opened, hall=hall, aside=DETOUR)


def test_a_folded_scene_says_its_title_its_id_and_how_its_moments_stand(tmp_path: Path) -> None:
    dot = as_dot(drawn(tmp_path))
    assert '"The hall\\nhall\\n1 invented\\n[start]"' in dot
    assert '"Out\\nending"' in dot


def test_an_opened_scene_is_a_cluster_of_its_moments(tmp_path: Path) -> None:
    opened = drawn(tmp_path, opened=True)
    assert [cluster.name for cluster in opened.clusters] == ["hall", "yard"]
    assert [node.name for node in opened.places] == ["dark", "snow", "out"]
    assert 'label="The hall (hall)"' in as_dot(opened)
    assert '-->|"light"|' in as_mermaid(opened)


def test_a_choice_that_decides_is_one_choice_on_its_arrow(tmp_path: Path) -> None:
    ways = "goto: [{if: lamps > 2, goto: yard}, yard]"
    found = drawn(tmp_path, opened=True, hall=folders.HALL.replace("goto: yard", ways))
    [arrow] = [edge for edge in found.edges if edge.labels == ("open",)]
    assert arrow.many == 1


@pytest.mark.parametrize("opened", [False, True])
def test_a_detour_is_dashed_in_every_format_and_told_in_the_legend(
    tmp_path: Path, *, opened: bool
) -> None:
    found = with_detour(tmp_path, opened=opened)
    assert [edge.way for edge in found.edges].count("detour") == 1
    assert "style=dashed" in as_dot(found)
    assert "-.->" in as_mermaid(found)
    assert "dashed arrow: a detour" in as_dot(found)
    assert "dashed arrow: a detour" in as_mermaid(found)


def test_what_cannot_be_reached_and_what_is_unfinished_is_marked(tmp_path: Path) -> None:
    opened = with_detour(tmp_path, opened=True)
    assert place(opened, "lost").notes == ("unreachable", "unfinished")
    assert place(opened, "bell").notes == ()
    folded = drawn(tmp_path, aside=DETOUR)
    assert place(folded, "aside").notes == ("unreachable", "unfinished")
    assert "[unreachable, unfinished]" in as_dot(folded)
    assert "#91;unreachable, unfinished#93;" in as_mermaid(folded)


def test_an_ending_that_nothing_leads_to_is_marked(tmp_path: Path) -> None:
    story = folders.STORY.replace("out: {title: Out}", "out: {title: Out}\n      in: {title: In}")
    found = drawn(tmp_path, story=story)
    assert place(found, "in").notes == ("unreachable",)
    assert place(found, "out").notes == ()


def test_a_moment_that_goes_no_further_is_marked(tmp_path: Path) -> None:
    yard = folders.YARD.replace("        ending: out\n", "")
    found = drawn(tmp_path, yard=yard, opened=True)
    assert place(found, "snow").notes == ("goes no further",)


def test_a_place_with_many_ways_in_and_out_is_a_hub(tmp_path: Path) -> None:
    moments = "".join(
        f"      m{n}:\n        standing: invented\n        text: M.\n        record: silent\n"
        "        goto: dark\n"
        for n in range(3)
    )
    choices = "".join(f"          - {{id: to-{n}, text: Go {n}, goto: m{n}}}\n" for n in range(3))
    hall = folders.HALL.rstrip(" ") + choices + moments
    found = drawn(tmp_path, hall=hall, opened=True)
    assert place(found, "dark").notes == ("start", "hub")
    assert place(found, "m0").notes == ()


def test_colours_are_told_by_words_and_borders_too(tmp_path: Path) -> None:
    standing = as_dot(drawn(tmp_path, opened=True))
    assert 'label="snow\\naltered"' in standing
    assert 'style="filled,dashed", fillcolor="#fbe3a4"' in standing
    citation = as_dot(drawn(tmp_path, opened=True, by="citation"))
    assert 'label="dark\\nsilent\\n[start]"' in citation
    assert 'style="filled,dotted"' in citation
    assert 'label="snow\\ncontext"' in citation
    plain = as_mermaid(drawn(tmp_path, by="none"))
    assert "invented" not in plain


def test_a_scene_of_several_tones_is_striped_and_says_how_many(tmp_path: Path) -> None:
    found = with_detour(tmp_path, opened=False)
    assert "1 documented, 1 altered" in as_dot(found)
    assert 'style=striped, fillcolor="#c9e4ca;0.500:#fbe3a4;0.500"' in as_dot(found)


def hostile(folder: Path, *, opened: bool) -> Picture:
    title = "'" + HOSTILE.replace("'", "''") + "'"
    return drawn(
        folder,
        opened=opened,
        hall=folders.HALL.replace("title: The hall", f"title: {title}"),
        story=folders.STORY.replace("{title: Out}", f"{{title: {title}}}").replace(
            "title: The Hall", 'title: "The\\nHall <b>"'
        ),
    )


@pytest.mark.parametrize("opened", [False, True])
def test_no_title_can_be_more_than_words_in_mermaid(tmp_path: Path, *, opened: bool) -> None:
    text = as_mermaid(hostile(tmp_path, opened=opened))
    assert "<script" not in text
    assert "%%" not in text
    assert "`" not in text
    for line in text.splitlines():
        assert line.count('"') % 2 == 0
        assert re.sub(r'"[^"]*"', "", line).isascii()
    assert "The#65533;Hall #60;b#62;" in text


@needs_dot
@pytest.mark.parametrize("opened", [False, True])
def test_no_title_can_be_more_than_words_in_a_drawing(tmp_path: Path, *, opened: bool) -> None:
    svg = as_svg(as_dot(hostile(tmp_path, opened=opened)))
    assert "<script" not in svg
    root = ET.fromstring(svg)  # noqa: S314  (what is tested)
    words = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(HOSTILE[:40] in line for line in words)
    assert "The�Hall <b>" in words


def test_a_hostile_id_reaches_no_terminal(tmp_path: Path) -> None:
    hall = folders.HALL.replace("- id: light", '- id: "a\\e[2J\\nb"')
    found = drawn(tmp_path, hall=hall, opened=True)
    for text in (as_dot(found), as_mermaid(found)):
        assert "\x1b" not in text
        assert "[2J\nb" not in text


@needs_dot
def test_graphviz_reads_what_is_written(tmp_path: Path) -> None:
    desk.run("new", "story", "x", cwd=tmp_path)
    for words in ((), ("--moments",), ("--colour", "citation"), ("--colour", "none")):
        done = desk.run("graph", "x", "--format", "svg", *words, cwd=tmp_path)
        assert done.status == 0
        assert done.out.startswith("<?xml")


def test_where_graphviz_is_missing_one_sentence_says_how_to_get_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    done = desk.run("graph", home, "--format", "svg", cwd=home)
    assert (done.status, done.out) == (2, "")
    assert "apt install graphviz" in done.err
    assert "--format mermaid" in done.err
    assert done.err.count("\n") == 1


def test_a_drawing_that_takes_too_long_or_fails_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/dot")

    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("dot", 5)

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(CannotError, match="longer than 5 seconds"):
        as_svg("digraph {}", 5)
    failed = subprocess.CompletedProcess([], 1, "", "Error: a word\nmore")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(CannotError, match=r"could not draw this: Error: a word$"):
        as_svg("digraph {}")


def test_a_story_with_errors_is_drawn_as_far_as_it_goes(tmp_path: Path) -> None:
    broken = folders.HALL.replace("goto: yard", "goto: nowhere-at-all")
    home = folders.write(tmp_path, hall=broken)
    done = desk.run("graph", home, cwd=tmp_path)
    assert done.status == 0
    assert "The hall" in done.out
    assert desk.run("graph", "nowhere", cwd=tmp_path).status == 2


def test_many_arrows_are_more_than_mermaid_draws_and_that_is_said(tmp_path: Path) -> None:
    choices = "".join(f"          - {{id: c{n}, text: C, goto: m{n}}}\n" for n in range(300))
    moments = "".join(
        f"      m{n}:\n        standing: invented\n        text: M.\n        record: silent\n"
        "        goto: dark\n"
        for n in range(300)
    )
    home = folders.write(tmp_path, hall=folders.HALL.rstrip(" ") + choices + moments)
    done = desk.run("graph", home, "--moments", cwd=tmp_path)
    assert "more arrows than Mermaid draws, 500" in done.err
    assert '|"c7"|' not in done.out  # so many names would hide the picture
    assert desk.run("graph", home, cwd=tmp_path).err == ""


@needs_dot
def test_graphviz_shows_any_words_as_they_are() -> None:
    rolled = random.Random(7)
    alphabet = "\"'\\<>&;#[]{}|%`~lNGLTnr/é…ЖA 1-=>amp"
    words = ["".join(rolled.choices(alphabet, k=rolled.randint(1, 12))) for _ in range(300)]
    labels = [word for word in words if word.strip()]
    nodes = "".join(
        f"n{number} [label={dot_quoted(label)}];\n" for number, label in enumerate(labels)
    )
    root = ET.fromstring(as_svg(f"digraph {{\n{nodes}}}"))  # noqa: S314  (what is tested)
    shown = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    plain = [label.split() for label in labels]
    assert [label.replace("\xa0", " ").split() for label in shown] == plain


@given(st.text())
def test_no_words_leave_a_string_of_mermaid(text: str) -> None:
    inside = mermaid_quoted(text)[1:-1]
    assert not set(inside) & set('"<>&`%[]{}|\\\n')
    assert re.sub(r"#(\d+);", lambda found: chr(int(found[1])), inside) == text


def test_places_are_coloured_by_how_many_readers_come_there(tmp_path: Path) -> None:
    found = drawn(tmp_path, by="coverage", opened=True, aside=DETOUR)
    assert [tone.name for tone, _ in place(found, "dark").tones] == ["often"]
    assert list(lines_of(place(found, "snow"))) == ["snow", "often: 100%"]
    assert list(lines_of(place(found, "out"))) == ["Out", "ending", "often: 100%"]
    lost = place(found, "lost")
    assert list(lines_of(lost)) == ["lost", "unread: 0%", "[unreachable, unfinished]"]
    assert "half or more of 1,000 readers by chance come here" in as_dot(found)
    assert "half or more of 1,000 readers by chance come here" in as_mermaid(found)


def test_a_text_that_nobody_reads_is_counted_at_its_place(tmp_path: Path) -> None:
    yard = folders.YARD.replace("if: door == open", "if: door == shut")
    found = drawn(tmp_path, by="coverage", opened=True, yard=yard)
    assert list(lines_of(place(found, "snow"))) == ["snow", "often: 100%, 1 text unread"]


def test_the_same_readers_colour_it_each_time(tmp_path: Path) -> None:
    one, other = (drawn(tmp_path, by="coverage", opened=True) for _ in range(2))
    assert as_dot(one) == as_dot(other)


def test_what_nobody_can_read_is_not_coloured_by_its_readers(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    done = desk.run("graph", home, "--colour", "coverage", cwd=home)
    assert (done.status, done.out) == (2, "")
    assert "the story has errors, so nobody can read it" in done.err


def test_graphviz_is_hurried_only_where_there_is_much_to_draw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawn(tmp_path, opened=True)
    assert "nslimit" not in as_dot(found)
    monkeypatch.setattr("engine.author.graph.dot.MANY", 1)
    assert "nslimit" in as_dot(found)
