"""Allowing: at the line, at the head of the file, in story.yaml; and only what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.check import check

if TYPE_CHECKING:
    from pathlib import Path

LENINGRAD = folders.HALL.replace("place: Moscow", "place: Leningrad")


def found(folder: Path, **changed: str) -> list[str]:
    return [
        f"{f.code.name}: {f.message}" for f in check([folders.write(folder, **changed)]).findings
    ]


def names(folder: Path, **changed: str) -> list[str]:
    return [finding.split(":")[0] for finding in found(folder, **changed)]


def test_a_comment_on_its_line_allows_a_finding(tmp_path: Path) -> None:
    hall = LENINGRAD.replace("scene: hall", "scene: hall # allow: later-name")
    assert names(tmp_path, hall=hall) == []


def test_a_comment_on_another_line_allows_nothing(tmp_path: Path) -> None:
    hall = LENINGRAD.replace("title: The hall", "title: The hall # allow: later-name")
    assert sorted(names(tmp_path, hall=hall)) == ["later-name", "unused-allow"]


def test_a_comment_at_the_head_of_a_file_allows_in_the_whole_file(tmp_path: Path) -> None:
    hall = LENINGRAD.replace(
        "    scene: hall", "    # A remark.\n    # allow: W0521\n    scene: hall", 1
    )
    assert names(tmp_path, hall=hall) == []


def test_several_names_stand_behind_one_allow(tmp_path: Path) -> None:
    hall = LENINGRAD.replace("scene: hall", "scene: hall # allow: later-name, stuck")
    assert names(tmp_path, hall=hall) == []


@pytest.mark.parametrize(
    "text",
    [
        "'It is dark. # allow: later-name'",
        '"It is dark. # allow: later-name"',
        "|\n          It is dark.\n          # allow: later-name",
        ">\n          # allow: later-name\n          It is dark.",
    ],
)
def test_words_of_a_text_are_no_comment(tmp_path: Path, text: str) -> None:
    hall = LENINGRAD.replace("text: It is dark.", f"text: {text}")
    assert names(tmp_path, hall=hall) == ["later-name"]


def test_a_comment_behind_the_sign_of_a_block_allows_in_the_block(tmp_path: Path) -> None:
    block = "text: | # allow: mark-without-citation\n          It is dark.[^night]"
    hall = folders.HALL.replace("text: It is dark.", block)
    assert names(tmp_path, hall=hall) == []


def test_a_story_allows_for_all_its_files(tmp_path: Path) -> None:
    allow = "    check: {allow: [later-name, unused-state]}\n"
    bell = "      bell: {type: boolean}\n"
    story = folders.STORY.replace("    people:", f"{bell}{allow}    people:")
    assert names(tmp_path, story=story, hall=LENINGRAD) == []


def test_an_allowance_without_a_finding_is_told(tmp_path: Path) -> None:
    hall = folders.HALL.replace("scene: hall", "scene: hall # allow: later-name")
    assert found(tmp_path, hall=hall) == [
        'unused-allow: "later-name" is allowed, but there is none here'
    ]


def test_a_misspelt_allowance_is_told_with_what_was_meant(tmp_path: Path) -> None:
    hall = folders.HALL.replace("scene: hall", "scene: hall # allow: latter-name")
    assert found(tmp_path, hall=hall) == [
        'unused-allow: no finding is called "latter-name"; did you mean "later-name"?'
    ]


def test_an_error_with_which_there_is_nothing_to_play_cannot_be_allowed(tmp_path: Path) -> None:
    hall = folders.HALL.replace("goto: yard", "goto: yrad # allow: unknown-scene")
    assert sorted(names(tmp_path, hall=hall)) == ["unknown-scene", "unused-allow"]


def test_what_only_a_proof_finds_is_not_called_unused_without_one(tmp_path: Path) -> None:
    hall = folders.HALL.replace("scene: hall", "scene: hall # allow: stuck")
    assert names(tmp_path, hall=hall) == []


def test_a_file_that_cannot_be_read_is_told_as_before(tmp_path: Path) -> None:
    hall = "# allow: unclosed-quote\nscene: 'hall\n"
    assert names(tmp_path, hall=hall) == ["unclosed-quote"]


def test_an_allowance_is_not_called_unused_beside_an_error(tmp_path: Path) -> None:
    story = folders.STORY.replace(
        "door: {", "bell: {type: boolean}  # allow: unused-state\n      door: {"
    )
    assert check([folders.write(tmp_path, story=story)]).findings == ()
    wrong = story.replace("default: 1", "default: 9")
    found = check([folders.write(tmp_path, story=wrong)]).findings
    assert [finding.code.name for finding in found] == ["bad-default"]
