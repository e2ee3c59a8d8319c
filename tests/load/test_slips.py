"""The slips of somebody who has never written YAML: each is told with the way to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = 'this key stands among the items of a list, each of which begins with "- "'
IN = "if it belongs to the item above, move it in, to stand below the other keys of that"
SLIPS = [
    ("        effects: [lamps += 1]", "      effects: [lamps += 1]", "13:7", ITEMS, IN),
    (
        "      - id: open",
        "      -id: open",
        "15:7",
        "a dash needs a space after it to begin an item of a list",
        None,
    ),
    (
        "      - id: open",
        "      — id: open",
        "15:7",
        'an item of a list begins with the short dash "-", and this is "—"',
        None,
    ),
    (
        "    record: silent",
        "   record: silent",
        "9:4",
        "the indentation of this line matches no line above it",
        'it begins further in than "dark:" in line 6, but not as far in as what belongs to that',
    ),
    (
        "effects: [lamps += 1]",
        "effects: lamps += 1",
        "13:18",
        '"effects" must be a list of effects, not text',
        "write it in brackets, as a list is: [lamps += 1]",
    ),
    (
        "goto: dark",
        "goto: dark\n        once: yes",
        "15:15",
        '"once" must be true or false, not text',
        "write true, without quotes",
    ),
    (
        "goto: dark",
        'goto: dark\n        once: "false"',
        "15:15",
        '"once" must be true or false, not text',
        "write false, without quotes",
    ),
    (
        "id: light",
        "id: Light a Lamp",
        "11:13",
        '"Light a Lamp" is not an id of small letters, digits and hyphens, such as rail-offices',
        "write light-a-lamp",
    ),
    (
        "        locked: You cannot see the door.\n",
        "",
        "17:9",
        '"requires" needs "locked" beside it',
        "locked: What the reader is told while it is locked.",
    ),
    (
        "        goto: yard",
        "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0goto: yard",
        "20:1",
        "this line is indented with a space that YAML does not count; use plain spaces",
        None,
    ),
    (
        "    record: silent\n",
        "    record: silent\n    ending: out\n",
        "10:5",
        '"ending" cannot stand here beside "choices"',
        None,
    ),
]


@pytest.mark.parametrize(("old", "new", "place", "message", "hint"), SLIPS)
def test_a_slip_is_told_with_the_way_to_mend_it(  # noqa: PLR0913, PLR0917  (what is told of one)
    tmp_path: Path, old: str, new: str, place: str, message: str, hint: str | None
) -> None:
    hall = "\n".join(line.removeprefix("    ") for line in folders.HALL.split("\n"))
    assert old in hall
    [finding] = folders.loaded(tmp_path, hall=hall.replace(old, new, 1)).findings
    assert f"{finding.span.line}:{finding.span.column}" == place
    assert (finding.message, finding.help) == (message, hint)


def test_no_name_is_proposed_that_would_be_too_long(tmp_path: Path) -> None:
    hall = "\n".join(line.removeprefix("    ") for line in folders.HALL.split("\n"))
    long = hall.replace("id: light", f"id: {'Light a Lamp ' * 8}", 1)
    findings = folders.loaded(tmp_path, hall=long).findings
    assert [finding.help for finding in findings if finding.code.name == "wrong-form"] == [None]


def test_a_list_of_what_is_no_text_is_not_said_to_want_brackets_alone(tmp_path: Path) -> None:
    letters = folders.LETTERS.replace("title: Letters,", "title: Letters, author: Anna Orlova,")
    [finding] = folders.loaded(tmp_path, letters=letters).findings
    assert finding.message.endswith("{family, given} or {literal}, not text")
    assert finding.help is None


def test_a_variable_with_a_value_in_place_of_its_keys_is_told_once(tmp_path: Path) -> None:
    declared = "{type: integer, minimum: 0, maximum: 3, default: 1, label: Lamps, show: gauge}"
    assert declared in folders.STORY
    [finding] = folders.loaded(tmp_path, story=folders.STORY.replace(declared, "1")).findings
    assert finding.message == '"lamps" must be a variable, not the number 1'


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("seedz", "seeds"),
        ("Seeds", "seeds"),
        ("../seeds", "seeds"),
        ("../archvie", "../archive"),
        ("archive", "../archive"),
        ("/srv/seeds", "seeds"),
        ("papers", None),
        ("..", None),
    ],
)
def test_a_misspelt_library_is_told_with_the_folder_that_is_there(
    tmp_path: Path, named: str, meant: str | None
) -> None:
    (tmp_path / "hall" / "archive").mkdir(parents=True)
    head = folders.STORY.replace("library: seeds", f"library: {named}")
    told = {f.span.line: f.help for f in folders.loaded(tmp_path / "hall", story=head).findings}
    assert told.get(6) == (f'did you mean "{meant}"?' if meant else None)


FOREIGN = [
    (
        "story",
        "minimum: 0, maximum: 3",
        "min: 0, max: 3",
        ['did you mean "minimum"?', 'did you mean "maximum"?'],
    ),
    (
        "story",
        "{type: enum, values: [shut, open]}",
        "{type: string, values: [shut, open]}",
        ["text is not kept: give the words that it can be, as {type: enum, values: [a, b]}"],
    ),
    (
        "story",
        "values: [shut, open]",
        "values: 'shut, open'",
        ["write it in brackets, as a list is: [shut, open]"],
    ),
    (
        "story",
        "out: {title: Out}",
        "out: Outside",
        ["write {title: Outside}"],
    ),
    (
        "hall",
        "effects: [lamps += 1]",
        "effects: lamps += 1, door = shut",
        ["write it in brackets, as a list is: [lamps += 1, door = shut]"],
    ),
    (
        "hall",
        "effects: [lamps += 1]",
        "effects: [{door: shut}]",
        ["write door = shut"],
    ),
    (
        "hall",
        "effects: [lamps += 1]",
        "effects: [{if: lamps > 1, then: door = shut}]",
        ["the value is chosen within the effect: order = 1 if fear > 2 else order"],
    ),
    (
        "hall",
        "requires: lamps >= 2",
        "requires: [lamps >= 2, door == shut]",
        ["join them with `and` or with `or`: lamps >= 2 and door == shut"],
    ),
    (
        "hall",
        "requires: lamps >= 2",
        "condition: lamps >= 2",
        ['did you mean "if"?', "requires: Always shown, but locked unless this holds."],
    ),
    (
        "hall",
        "record: silent",
        "record: none",
        ["write silent"],
    ),
    (
        "hall",
        "record: silent",
        "record: []",
        ["where no source speaks, write silent"],
    ),
    (
        "hall",
        "record: silent",
        "record: letters/snow",
        ["write it as an item of a list: [{claim: letters/snow, bearing: context}]"],
    ),
    (
        "hall",
        "record: silent",
        "record: [letters/snow]",
        [
            (
                "write {claim: letters/snow, bearing: context}; a bearing is "
                "supports, contradicts, tension or context"
            )
        ],
    ),
    ("story", "{title: Out}", "3", ["its keys are title and summary"]),
]
"""What others would write, and what is said of it."""


@pytest.mark.parametrize(("file", "old", "new", "hints"), FOREIGN)
def test_what_another_system_would_write_is_told_as_it_is_written_here(
    tmp_path: Path, file: str, old: str, new: str, hints: list[str]
) -> None:
    right = getattr(folders, file.upper())
    assert old in right
    findings = folders.loaded(tmp_path, **{file: right.replace(old, new, 1)}).findings
    assert [finding.help for finding in findings] == hints


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("goto: yard", "goto: yard.yaml", "unknown-scene", 'did you mean "yard"?'),
        ("goto: yard", "goto: scenes/yard.yaml", "unknown-scene", 'did you mean "yard"?'),
        ("goto: yard", "goto: yard / snow", "unknown-scene", 'did you mean "yard/snow"?'),
        (
            "requires: lamps >= 2",
            "requires: visited(hall/dark/light)",
            "unknown-place",
            "it is a choice: write chosen(hall/dark/light)",
        ),
    ],
)
def test_a_place_written_in_another_way_is_told_as_it_is_written_here(
    tmp_path: Path, old: str, new: str, code: str, hint: str
) -> None:
    [finding] = folders.loaded(tmp_path, hall=folders.HALL.replace(old, new, 1)).findings
    assert (finding.code.name, finding.help) == (code, hint)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("values: [shut, open]", "values: shut and open", ["wrong-type"]),
        ("      lamps:", "      - lamps:", ["wrong-type"]),
        ("minimum: 0, maximum: 3", "minimum: 3, maximum: 0", ["bad-default"]),
        ("type: integer", "type: number", ["unexpected-value"]),
        ("type: integer, ", "", ["missing-key"]),
    ],
)
def test_a_slip_of_the_state_is_not_told_again_where_it_is_used(
    tmp_path: Path, old: str, new: str, codes: list[str]
) -> None:
    story = folders.STORY.replace(old, new, 1)
    story = story.replace("      door:", "      - door:") if "- lamps" in new else story
    assert [f.code.name for f in folders.loaded(tmp_path, story=story).findings] == codes


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        ("from: 1918-03-05, to: 1918-03-04", ["backward-period"]),
        ("from: 1918, to: 1917-12", ["backward-period"]),
        ("from: 1918-03-05, to: 1918-03", []),
        ("from: 1918-02-28, to: 1918-02-30", ["no-such-day"]),
    ],
)
def test_a_claim_s_date_ends_after_it_begins(tmp_path: Path, bounds: str, told: list[str]) -> None:
    letters = folders.LETTERS.replace("from: 1918-01, to: 1918-01", bounds)
    assert [f.code.name for f in folders.loaded(tmp_path, letters=letters).findings] == told


def test_keys_that_are_missing_together_are_told_together(tmp_path: Path) -> None:
    story = folders.STORY.replace("{type: enum, values: [shut, open]}", "{type: integer}")
    found = folders.loaded(tmp_path, story=story).findings
    [missing] = [finding for finding in found if finding.code.name == "missing-key"]
    assert missing.message == '"door" needs the keys "minimum", "maximum" and "default"'
