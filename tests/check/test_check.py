from __future__ import annotations

import json
import os
from textwrap import dedent
from typing import TYPE_CHECKING

import folders
import pytest

from engine.check import check
from engine.check.report import json as json_report
from engine.check.report import text as text_report
from engine.document.finding import Code, Finding
from engine.document.span import Span

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, **changed: str) -> list[tuple[str, str, int, int]]:
    report = check([folders.write(folder, **changed)])
    return [
        (f.code.name, f.span.path.rpartition("/")[2], f.span.line, f.span.column)
        for f in report.findings
    ]


def messages(folder: Path, **changed: str) -> list[str]:
    return [f.message for f in check([folders.write(folder, **changed)]).findings]


def test_a_good_story_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_five_faults_are_five_findings_in_one_pass_each_at_its_place(tmp_path: Path) -> None:
    hall = (
        folders.HALL.replace("goto: dark", "goto: drak")
        .replace("lamps >= 2", "lamsp >= 2")
        .replace("    place: Moscow", "    place: Moscow\n    place: Petrograd")
    )
    yard = folders.YARD.replace("letters/snow", "letters/snwo")
    cellar = folders.YARD.replace("scene: yard", "scene: cellar")
    assert found(tmp_path, hall=hall, yard=yard, cellar=cellar) == [
        ("unreachable-scene", "cellar.yaml", 1, 8),
        ("duplicate-key", "hall.yaml", 5, 1),
        ("unknown-scene", "hall.yaml", 15, 15),
        ("unknown-name", "hall.yaml", 18, 19),
        ("unknown-claim", "yard.yaml", 13, 17),
    ]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "told"),
    [
        ("hall", "os: 1918-01-15", "os: 1918-13-28", ("wrong-form", 3)),
        ("hall", "os: 1918-01-15", "os: 1918-01-" + "9" * 5000, ("wrong-form", 3)),
        ("hall", "goto: dark", "gotto: dark", ("unexpected-key", 14)),
        ("hall", "goto: dark", "goto: elsewhere", ("unknown-scene", 14)),
        ("hall", "door = open", "door += opne", ("type-mismatch", 19)),
        ("hall", "requires: lamps >= 2", "requires: !visited(yard)", ("tag", 17)),
        ("hall", "requires: lamps >= 2", "requires: turns_since(yard)", ("uncompared-turns", 17)),
        ("yard", "bearing: context", "bearing: contxt, mark: snow", ("unexpected-value", 13)),
        ("story", "minimum: 0, maximum: 3", "minimum: 3, maximum: 0", ("bad-default", 8)),
        ("hall", "goto: yard", "goto: Yard", ("unknown-scene", 20)),
        ("hall", "goto: yard", "goto: -> yard!", ("unknown-scene", 20)),
        ("yard", "place: Moscow", "place: Moscow\n    storylet: {deck: d}", ("missing-key", 5)),
        ("letters", "from: 1918-01,", "os: 1918-01-\u00b2,", ("wrong-form", 12)),
        ("letters", "speaker: Anna", "spaeker: Anna", ("unexpected-key", 9)),
    ],
)
def test_one_slip_is_one_finding(
    tmp_path: Path, file: str, right: str, wrong: str, told: tuple[str, int]
) -> None:
    text = getattr(folders, file.upper())
    assert right in text
    slipped = found(tmp_path, **{file: text.replace(right, wrong, 1)})
    assert [(name, line) for name, _, line, _ in slipped] == [told]


@pytest.mark.parametrize(
    ("wrong", "help_"),
    [
        ("snow", 'did you mean "yard/snow"?'),
        ("yard.snow", 'did you mean "yard/snow"?'),
        ("out", "it is an ending: a moment ends in it with `ending: out`"),
        ("END", "the story ends at a moment with `ending: id`, in place of the goto"),
        ("gloom", 'it is called "dark" today'),
        ("hall/gloom", 'it is called "hall/dark" today'),
        ("nowhere", None),
    ],
)
def test_a_goto_that_leads_nowhere_is_told_what_it_must_have_meant(
    tmp_path: Path, wrong: str, help_: str | None
) -> None:
    hall = folders.HALL.replace("goto: yard", f"goto: {wrong}")
    hall = hall.replace("      dark:\n", "      dark:\n        renamed_from: gloom\n")
    found = check([folders.write(tmp_path, hall=hall)]).findings
    unknown = {"unknown-scene", "unknown-moment"}
    assert [f.help for f in found if f.code.name in unknown] == [help_]


def test_shared_choices_without_a_name_are_told_once(tmp_path: Path) -> None:
    shared = "    shared:\n      - {id: ask, text: Ask., goto: here}\n    moments:"
    hall = folders.HALL.replace("    moments:", shared)
    hall = hall.replace("choices:\n", "choices:\n          - include: asks\n")
    assert found(tmp_path, hall=hall) == [("wrong-type", "hall.yaml", 5, 1)]


def test_a_comma_that_is_missing_in_braces_is_thought_of(tmp_path: Path) -> None:
    hall = folders.HALL.replace("date: {os: 1918-01-15}", "date: {os: 1918-01-15 text: then}")
    [finding] = check([folders.write(tmp_path, hall=hall)]).findings
    assert finding.help == 'if "text" is a key, a comma is missing before it'


def test_a_story_that_names_no_library_is_told_once(tmp_path: Path) -> None:
    story = folders.STORY.replace("    library: seeds\n", "")
    yard = folders.YARD.replace(
        "record:\n", "record:\n          - {claim: a/b, bearing: context}\n"
    )
    [finding] = check([folders.write(tmp_path, story=story, yard=yard)]).findings
    assert finding.code.name == "unknown-claim"
    assert finding.help == "name their folder in story.yaml, as in library: sources"


def test_a_file_whose_name_is_no_id_is_to_be_renamed(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    (home / "scenes" / "yard.yaml").rename(home / "scenes" / "The yard.yaml")
    helps = [f.help for f in check([home]).findings if f.code.name == "misplaced-id"]
    assert helps == ["rename the file"]


def test_a_misspelt_scene_does_not_make_other_scenes_unreachable(tmp_path: Path) -> None:
    hall = folders.HALL.replace("goto: yard", "goto: yrad")
    assert found(tmp_path, hall=hall) == [("unknown-scene", "hall.yaml", 20, 15)]


def test_a_scene_that_cannot_be_read_does_not_make_other_scenes_wrong(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    names = {name for name, *_ in found(tmp_path / "one", yard="scene: 'yard\n")}
    assert names == {"unclosed-quote"}


def test_a_scene_that_only_leads_to_itself_is_told(tmp_path: Path) -> None:
    hall = """\
        scene: hall
        title: The hall
        date: {text: now}
        place: Moscow
        moments:
          dark: {standing: invented, text: Dark., record: silent, goto: dark}
        """
    assert '"dark" only leads to itself' in messages(tmp_path, hall=hall)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("standing: invented", "standing: inventd", "unexpected-value"),
        ("        text: It is dark.\n", "", "missing-key"),
        ("text: It is dark.", "txt: It is dark.", "unexpected-key"),
        ("text: It is dark.", "text: 1917", "wrong-type"),
        ("text: It is dark.", 'text: ""', "empty-value"),
        ("record: silent", "record: quiet", "unexpected-value"),
        ("        record: silent\n", "", "missing-key"),
        ("id: light", "id: Light", "wrong-form"),
        ("id: light", 'id: "light\\n"', "wrong-form"),
        ("id: light", "id: continue", "wrong-form"),
        ("id: light", "id: open", "duplicate-choice"),
        ("scene: hall", "scene: hull", "misplaced-id"),
        ("os: 1918-01-15", "os: 1918-02-30", "no-such-day"),
        ("os: 1918-01-15", "os: 1918-02-05", "reform-gap"),
        ("os: 1918-01-15", "os: 1918-1-15", "wrong-form"),
        ("os: 1918-01-15", "os: 1918-01-15, ns: 1918-01-28", "excluded-key"),
        ("place: Moscow", "place: Moscow\n    people: [ana]", "unknown-person"),
        ("            locked: You cannot see the door.\n", "", "missing-key"),
        ("effects: [lamps += 1]", "effects: [lamps = true]", "type-mismatch"),
        ("effects: [lamps += 1]", "effects: [lamps += random(1, 2)]", "cut-by-comma"),
        ("lamps >= 2", "lamps = 2", "single-equals"),
        ("lamps >= 2", "door == ajar", "unknown-value"),
        ("lamps >= 2", "visited(attic)", "unknown-place"),
        ("text: It is dark.", "text: It is {darkness}.", "unknown-name"),
        ("text: It is dark.", "text: It is dark.[^night]", "mark-without-citation"),
        ("        choices:", "        goto: yard\n        choices:", "excluded-key"),
        (
            "record: silent",
            "record: [{claim: letters/snow, bearing: context, shown: after}]",
            "excluded-key",
        ),
    ],
)
def test_each_slip_of_a_scene_is_one_finding(tmp_path: Path, old: str, new: str, name: str) -> None:
    assert old in folders.HALL
    names = [f[0] for f in found(tmp_path, hall=folders.HALL.replace(old, new, 1))]
    assert names == [name]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("start: hall", "start: hal", "unknown-scene"),
        ("start: hall", "start: hall/drak", "unknown-moment"),
        ("default: 1", "default: 9", "bad-default"),
        ("default: 1", "default: -1", "bad-default"),
        ("values: [shut, open]", "values: [shut, open, shut]", "duplicate-value"),
        ("type: enum", "type: enumeration", "unexpected-value"),
        ("type: enum", "type: enum, minimum: 1", "excluded-key"),
        ("format: 1", "format: 2", "unexpected-value"),
        ("library: seeds", "library: /etc", "library-outside"),
        ("library: seeds", "library: ../../../../etc", "library-outside"),
        ("out: {title: Out}", "out: {title: Out}\n      lost: {title: Lost}", "unused-ending"),
        ("title: The Hall", "title: The Hall\n    adapts: letters", "unknown-adapted"),
    ],
)
def test_each_slip_of_a_story_is_one_finding(tmp_path: Path, old: str, new: str, name: str) -> None:
    story = folders.STORY.replace(old, new, 1)
    assert old in folders.STORY
    quiet = {"unused-state", "unknown-claim", "missing-folder"}
    assert [f[0] for f in found(tmp_path, story=story) if f[0] not in quiet] == [name]


def test_state_that_nothing_uses_is_a_warning(tmp_path: Path) -> None:
    story = folders.STORY.replace("    people:", "      bell: {type: boolean}\n    people:")
    assert messages(tmp_path, story=story) == ["nothing uses bell"]


def test_a_moment_whose_choices_can_all_be_closed_is_told_with_the_values(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            if: lamps < 1")
    assert messages(tmp_path, hall=hall) == ["no choice is left here when lamps is 1"]


def test_choices_that_exclude_each_other_never_leave_the_reader_stuck(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            if: lamps < 2")
    assert messages(tmp_path, hall=hall) == []


def test_a_return_without_a_detour_is_told(tmp_path: Path) -> None:
    yard = folders.YARD.replace("ending: out", "return: true")
    assert {n for n, *_ in found(tmp_path, yard=yard)} == {
        "return-outside-detour",
        "no-ending",
    }


def test_a_draw_without_a_way_back_is_told_once_for_its_whole_deck(tmp_path: Path) -> None:
    hall = folders.HALL.replace("        choices:", "        draw: {deck: idle}\n        choices:")
    home = folders.write(tmp_path, hall=hall)
    for name in ("cards", "stove"):
        storylet = f"scene: {name}\nstorylet: {{deck: idle, offer: Go.}}\n"
        rest = folders.YARD.replace("ending: out", "return: true").partition("title:")
        scene = storylet + dedent("    title:" + rest[2])
        (home / "scenes" / f"{name}.yaml").write_text(scene, "utf-8")
    [finding] = check([home]).findings
    assert (finding.code.name, finding.span.line) == ("return-outside-detour", 10)
    assert finding.help == "say where it comes back to: back: here"


def test_a_fiction_is_never_cited(tmp_path: Path) -> None:
    letters = folders.LETTERS.replace("kind: primary", "kind: fiction")
    assert "cited-fiction" in {n for n, *_ in found(tmp_path, letters=letters)}


def test_a_later_claim_cannot_support(tmp_path: Path) -> None:
    yard = folders.YARD.replace("{text: later}", "{ns: 1917-12-31}").replace(
        "bearing: context", "bearing: supports"
    )
    assert found(tmp_path, yard=yard) == [("late-support", "yard.yaml", 13, 17)]


def test_a_later_claim_cannot_support_a_choice_either(tmp_path: Path) -> None:
    hall = folders.HALL.replace("1918-01-15", "1917-12-01").replace(
        "            goto: yard",
        "            goto: yard\n            record: [{claim: letters/snow, bearing: supports}]",
    )
    assert [name for name, *_ in found(tmp_path, hall=hall)] == ["late-support"]


def test_a_missing_folder_and_a_file_in_its_place_are_told_and_raise_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("x")
    report = check([tmp_path / "none", tmp_path / "file"])
    assert [f.message for f in report.findings] == [
        "the folder file is a file, not a folder",
        "the folder none does not exist",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_scene_is_told(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    (home / "scenes" / "yard.yaml").chmod(0)
    assert [f.code.name for f in check([home]).findings] == ["unreadable-file"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\x00\x01", b"caf\xe9: 1", b"- " * 30000])
def test_a_file_that_is_no_yaml_is_one_finding(tmp_path: Path, data: bytes) -> None:
    home = folders.write(tmp_path)
    (home / "scenes" / "yard.yaml").write_bytes(data)
    report = check([home])
    assert {f.span.path for f in report.findings} == {str(home / "scenes" / "yard.yaml")}
    assert len({f.code for f in report.findings}) >= 1


def test_a_link_out_of_the_story_is_not_followed(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    (tmp_path / "secret.yaml").write_text("password: hunter2")
    (home / "scenes" / "leak.yaml").symlink_to(tmp_path / "secret.yaml")
    report = check([home])
    assert [f.code.name for f in report.findings] == ["outside-file"]
    assert not any("hunter2" in text for text in report.texts.values())


def test_the_frame_underlines_the_very_words(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    report = check([home])
    shown = "\n".join(text_report.render(report.findings, report.texts))
    assert shown == (
        'error[E0203]: no scene, and no moment of this scene, is named "yrad"\n'
        f"  --> {home}/scenes/hall.yaml:20:15\n"
        "20 |         goto: yrad\n"
        "   |               ^^^^\n"
        '   = help: did you mean "yard"?'
    )


def test_a_frame_shows_wide_characters_in_their_cells_and_obeys_no_escape() -> None:
    code = Code("E9999", "test")
    finding = Finding(code, "bad \x1b[2Jword", Span("a\x1b]0;x\x07.yaml", 1, 7, 1, 11))
    shown = "\n".join(text_report.render([finding], {finding.span.path: "革命: word\x1b[31m"}))
    assert "\x1b" not in shown
    assert shown.splitlines()[-2:] == ["1 | 革命: word\ufffd[31m", "  |         ^^^^"]


def test_a_long_line_is_shown_around_the_words() -> None:
    line = "x" * 400 + " WORD " + "y" * 400
    finding = Finding(Code("E9999", "test"), "bad", Span("a", 1, 402, 1, 406))
    frame, carets = "\n".join(text_report.render([finding], {"a": line})).splitlines()[-2:]
    start = carets.index("^")
    assert frame[start : start + 4] == "WORD"
    assert len(frame) < 200


def test_the_json_report_has_a_version_and_every_finding(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall=folders.HALL.replace("goto: yard", "goto: yrad"))
    report = json.loads(json_report.render(check([home]).findings))
    assert report["version"] == 1
    assert report["findings"] == [
        {
            "code": "E0203",
            "name": "unknown-scene",
            "severity": "error",
            "message": 'no scene, and no moment of this scene, is named "yrad"',
            "place": {
                "file": str(home / "scenes" / "hall.yaml"),
                "line": 20,
                "column": 15,
                "end_line": 20,
                "end_column": 19,
            },
            "help": 'did you mean "yard"?',
            "related": [],
            "notes": [],
        }
    ]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ("[Flags hang, and a crow sits., Nobody comes.]", 1),
        ("[Flags hang., and a crow sits.]", 0),
        ("['Flags hang', and a crow sits.]", 0),
        ("[one bell, two bells]", 0),
        ("[Yes., No.]", 0),
    ],
)
def test_a_text_that_varies_is_not_cut_at_its_comma_without_a_word(
    tmp_path: Path, texts: str, told: int
) -> None:
    hall = folders.HALL.replace("text: It is dark.", f"text: [{{vary: {texts}}}]")
    assert [name for name, *_ in found(tmp_path, hall=hall)] == ["comma-in-text"] * told
