"""Names for numbers and expressions, declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.check import check
from engine.check.proving import QUICK
from engine.play import begin, take, view

if TYPE_CHECKING:
    from pathlib import Path

    from engine.document.finding import Finding


def story(*definitions: str) -> str:
    """The small story, with definitions."""
    lines = "".join(f"      {line}\n" for line in definitions)
    return folders.STORY.rstrip() + f"\n    define:\n{lines}"


def findings(folder: Path, *definitions: str, hall: str = folders.HALL) -> list[Finding]:
    return list(folders.loaded(folder, story=story(*definitions), hall=hall).findings)


def test_a_definition_means_the_same_wherever_it_is_used(tmp_path: Path) -> None:
    hall = folders.HALL.replace("lamps >= 2", "bright").replace("lamps += 1", "lamps += step")
    hall = hall.replace("It is dark.", "'Lamps: {lamps} of {enough}.'")
    home = story(
        "bright: lamps >= enough and not open", "enough: 2", "step: 1", "open: door == open"
    )
    at = begin(folders.book(tmp_path, story=home, hall=hall), 1)
    assert view(at).paragraphs[0].text == "Lamps: 1 of 2."
    assert view(at).offers[1].locked
    assert view(take(at, "light")).offers[1].locked is None


@pytest.mark.parametrize(
    ("definitions", "code", "said"),
    [
        (["dark: lamps == nobody"], "unknown-name", 'no variable named "nobody"'),
        (["a: b", "b: a"], "circular-definition", "a is defined by itself, through b"),
        (["a: a + 1"], "circular-definition", "a is defined by itself"),
        (["x: 1", "a: b + x", "b: c", "c: a"], "circular-definition", "a is defined by itself"),
        (["lamps: 3"], "taken-name", "the state has lamps already"),
        (["dice: random(1, 6)"], "random-outside-effect", "chance belongs in effects"),
        (["dark: lamps = 0"], "single-equals", "write == to compare"),
        (["dark: chosen(light)"], "unknown-choice", "no choice of this scene"),
        (["dark: [lamps]"], "wrong-type", "must be a number, true or false, or an expression"),
        (["dark:"], "wrong-type", "not empty"),
        (["Dark: 1"], "wrong-form", '"Dark" is not a name'),
        (["n: 99999999999"], "out-of-range", "digits"),
    ],
)
def test_what_is_wrong_with_a_definition_is_told_once_where_it_is_declared(
    tmp_path: Path, definitions: list[str], code: str, said: str
) -> None:
    [found] = findings(tmp_path, *definitions)
    assert found.code.name == code
    assert said in found.message
    assert found.span.path.endswith("story.yaml")


@pytest.mark.parametrize("written", ["lamps == nobody", "dark", "[lamps]", "random(1, 6)", ""])
def test_a_definition_that_cannot_be_read_is_not_told_again_where_it_is_used(
    tmp_path: Path, written: str
) -> None:
    hall = folders.HALL.replace("lamps >= 2", "dark and lamps >= 2")
    [found] = findings(tmp_path, f"dark: {written}", hall=hall)
    assert found.span.path.endswith("story.yaml")


def test_a_mistake_at_a_use_shows_the_declaration_as_well(tmp_path: Path) -> None:
    hall = folders.HALL.replace("lamps >= 2", "dark >= 2")
    [finding] = findings(tmp_path, "dark: lamps == 0", hall=hall)
    assert (finding.code.name, finding.span.line) == ("type-mismatch", 17)
    [related] = finding.related
    assert (related.message, related.span.line) == ("dark is defined here", 15)


def test_a_misspelt_definition_is_guessed_and_one_that_is_changed_is_refused(
    tmp_path: Path,
) -> None:
    hall = folders.HALL.replace("lamps >= 2", "brght").replace("lamps += 1", "enough += 1")
    told = findings(tmp_path, "enough: 2", "bright: lamps >= enough", hall=hall)
    assert [(f.code.name, f.help) for f in told] == [
        ("changed-definition", None),
        ("unknown-name", 'did you mean "bright"?'),
    ]


def test_definitions_of_definitions_cannot_grow_without_bound(tmp_path: Path) -> None:
    wide = [f"a{n}: a{n + 1} + a{n + 1}" for n in range(30)]
    told = findings(tmp_path, *wide, "a30: lamps")
    assert [(f.code.name) for f in told] == ["too-long"]
    deep = [f"b{n}: b{n + 1} + 1" for n in range(2_000)]
    told = findings(tmp_path / "deep", *deep, "b2000: lamps")
    assert [(f.code.name) for f in told] == ["too-deep"]


def test_what_nothing_uses_is_told(tmp_path: Path) -> None:
    hall = folders.HALL.replace("lamps >= 2", "lamps >= enough")
    home = folders.write(tmp_path, story=story("enough: 2", "bright: enough + 1"), hall=hall)
    told = check([home], QUICK).findings
    assert [(f.code.name, f.message) for f in told] == [
        ("unused-definition", "nothing uses bright")
    ]


def test_the_proof_shows_the_definition_behind_a_choice_that_is_never_open(tmp_path: Path) -> None:
    hall = folders.HALL.replace("lamps >= 2", "bright").replace("lamps += 1", "lamps -= 1")
    home = folders.write(tmp_path, story=story("bright: lamps >= 2"), hall=hall)
    told = check([home], QUICK).findings
    never = next(f for f in told if f.code.name == "never-open-choice")
    assert never.related[0].message == "bright is defined here"
