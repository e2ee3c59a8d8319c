"""What the check tells of a proof: each cause once, with a way that can be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.check import check, findings, proving
from engine.explore import Bound
from engine.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from engine.check import Report
    from engine.document.finding import Finding


def report(folder: Path, **changed: str) -> Report:
    return check([folders.write(folder, **changed)], proving.QUICK)


def only(folder: Path, **changed: str) -> Finding:
    [finding] = report(folder, **changed).findings
    return finding


def names(folder: Path, **changed: str) -> list[str]:
    return [finding.code.name for finding in report(folder, **changed).findings]


def test_a_proved_story_says_how_far_the_proof_went(tmp_path: Path) -> None:
    [proven] = report(tmp_path).proofs
    assert (proven.finished, proven.states, proven.endings, proven.declared) == (True, 3, 1, 1)


def test_a_choice_beyond_the_maximum_is_never_open_and_its_ending_never_reached(
    tmp_path: Path,
) -> None:
    hall = folders.HALL.replace("requires: lamps >= 2", "requires: lamps > 3")
    finding = only(tmp_path, hall=hall)
    assert finding.code.name == "never-open-choice"
    assert finding.span.line == 17
    assert finding.notes[0] == "lamps is never more than 3, so this is never true"
    assert finding.notes[1] == "the story begins here"
    assert 'so the ending "out" is never reached' in [r.message for r in finding.related]


def test_a_scene_whose_only_choice_is_once_only_and_on_a_cycle_gets_the_reader_stuck(
    tmp_path: Path,
) -> None:
    hall = """\
        scene: hall
        title: The hall
        date: {os: 1918-01-15}
        place: Moscow
        moments:
          dark:
            standing: invented
            text: It is dark.
            record: silent
            choices:
              - {id: wait, text: Wait., once: true, effects: [door = open], goto: dusk}
          dusk:
            standing: invented
            text: It is dusk.
            record: silent
            choices:
              - {id: back, text: Go back., effects: [lamps += 1], goto: dark}
              - {id: out, text: Go out., if: lamps < 3, goto: yard}
        """
    finding = only(tmp_path, hall=hall)
    assert finding.code.name == "stuck"
    assert finding.span.line == 6
    assert finding.message == "no choice is left here once each has been taken"
    assert finding.notes == ("a way here: hall/dark: wait; hall/dusk: back",)


def test_an_ending_behind_two_exclusive_flags_is_told_at_the_choice_before_it(
    tmp_path: Path,
) -> None:
    story = folders.STORY.replace(
        "out: {title: Out}", "out: {title: Out}\n      lost: {title: Lost}"
    )
    hall = folders.HALL.replace("door = open", "door = open, lamps = 0").rstrip(" ") + (
        "          - id: hide\n"
        "            text: Hide.\n"
        "            if: lamps >= 1 and door == open\n"
        "            goto: hidden\n"
        "      hidden:\n"
        "        standing: invented\n"
        "        text: You are hidden.\n"
        "        record: silent\n"
        "        ending: lost\n"
    )
    ways = "choices: [{id: b, text: Back., goto: hall}, {id: o, text: On., goto: on}]"
    yard = folders.YARD.replace("ending: out", ways).rstrip(" ") + (
        "      on: {standing: invented, text: On., record: silent, ending: out}\n"
    )
    found = report(
        tmp_path, story=story, hall=hall.replace("lamps += 1", "lamps += 1, door = shut"), yard=yard
    )
    [finding] = found.findings
    assert finding.code.name == "never-shown-choice"
    assert 'so the ending "lost" is never reached' in [r.message for r in finding.related]
    assert finding.notes[-1] == "never read behind it: hall/hidden"


def test_what_lies_behind_a_closed_choice_is_not_told_again(tmp_path: Path) -> None:
    hall = folders.HALL.replace("effects: [lamps += 1]", "effects: [lamps -= 1]")
    assert names(tmp_path, hall=hall) == ["never-open-choice"]


def test_the_last_choice_before_the_doom_is_shown(tmp_path: Path) -> None:
    hall = """\
        scene: hall
        title: The hall
        date: {os: 1918-01-15}
        place: Moscow
        moments:
          dark:
            standing: invented
            text: It is dark.
            record: silent
            choices:
              - {id: shut, text: Lock the door., effects: [lamps = 0], goto: dusk}
              - {id: open, text: Open it., effects: [door = open, lamps = 2], goto: dusk}
          dusk: {standing: invented, text: It is dusk., record: silent, goto: night}
          night:
            standing: invented
            text: It is night.
            record: silent
            choices:
              - {id: out, text: Go out., if: lamps >= 1, goto: yard}
        """
    finding = only(tmp_path, hall=hall)
    assert finding.message == "no choice is left here when lamps is 0"
    [related] = finding.related
    assert (related.span.line, related.message) == (
        11,
        "after this choice no ending can be reached",
    )


def test_the_guess_of_a_dead_end_gives_way_to_the_proof(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            if: lamps != 0")
    home = folders.write(tmp_path, hall=hall)
    assert [f.code.name for f in check([home]).findings] == ["may-get-stuck"]
    assert check([home], proving.QUICK).findings == ()


def test_nothing_is_guessed_of_a_story_with_an_error_or_while_it_is_written(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            if: lamps != 0")
    home = folders.write(tmp_path, hall=hall)
    assert findings(load(home)) == []
    home = folders.write(tmp_path, hall=hall.replace("goto: yard", "goto: yrad"))
    assert [f.code.name for f in check([home], proving.QUICK).findings] == ["unknown-scene"]


@pytest.mark.usefixtures("soon_spent")
def test_a_proof_cut_short_claims_nothing_and_the_guess_stands(tmp_path: Path) -> None:
    hall = folders.HALL.replace("text: Light a lamp.", "text: Light.\n            if: lamps != 0")
    hall = hall.replace("lamps >= 2", "lamps >= 2 and turns() % 2 < 2")
    found = report(tmp_path, hall=hall)
    assert [f.code.name for f in found.findings if f.code.name != "always-true-comparison"] == [
        "may-get-stuck"
    ]
    assert not found.proofs[0].finished


def test_a_proof_in_parts_tells_what_it_is_sure_of(tmp_path: Path) -> None:
    hall = folders.HALL.replace("requires: lamps >= 2", "requires: lamps > 3")
    found = check([folders.write(tmp_path, hall=hall)], Bound(states=1))
    assert "never-open-choice" in [f.code.name for f in found.findings]


def test_a_story_with_errors_is_not_proved(tmp_path: Path) -> None:
    hall = folders.HALL.replace("lamps >= 2", "lamsp >= 2")
    assert report(tmp_path, hall=hall).proofs == ()


def test_a_text_that_never_shows_is_told_with_the_way_to_it(tmp_path: Path) -> None:
    finding = only(tmp_path, yard=folders.YARD.replace("door == open", "door == shut"))
    assert finding.code.name == "never-shown-text"
    assert finding.notes == ("a way here: hall/dark: light, open",)


def test_a_value_that_never_prints_is_told_inside_its_sentence(tmp_path: Path) -> None:
    yard = folders.YARD.replace(
        "- There is snow.", "- \"{lamps if door == shut else 'No'} lamps.\""
    )
    finding = only(tmp_path, yard=yard)
    assert finding.code.name == "never-shown-text"
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (9, 20, 32)


def test_a_way_that_is_never_taken_is_told_with_what_lies_behind_it(tmp_path: Path) -> None:
    ways = "[{if: lamps > 5, goto: cellar}, {if: door == open, goto: yard}, dark]"
    hall = folders.HALL.rstrip().replace("goto: yard", f"goto: {ways}") + (
        "\n      cellar: {standing: invented, text: Cold., record: silent, ending: cold}\n"
    )
    story = folders.STORY.rstrip() + "\n      cold: {title: Cold}\n"
    first, second = report(tmp_path, story=story, hall=hall).findings
    assert (first.code.name, second.code.name) == ("never-taken-way", "never-taken-way")
    assert first.notes[-1] == "never read behind it: hall/cellar"
    assert 'so the ending "cold" is never reached' in [r.message for r in first.related]
    assert second.message == "this way is never taken: one of the ways above it always is"


def test_a_loop_that_only_a_dead_way_would_lead_out_of_is_told_there(tmp_path: Path) -> None:
    hall = folders.HALL.replace("goto: yard", "goto: [{if: lamps > 5, goto: yard}, dark]")
    findings = report(tmp_path, hall=hall).findings
    assert [f.code.name for f in findings] == ["never-taken-way"]
    assert "so from here no ending can be reached" in [r.message for r in findings[0].related]


LAMPS = """\
    scene: hall
    title: The hall
    date: {os: 1918-01-15}
    place: Moscow
    moments:
      dark:
        standing: invented
        text: It is dark.
        record: silent
        draw: {deck: evenings, count: 1, back: here}
        choices:
          - {id: light, text: Light a lamp., effects: [lamps += 1, door = open], goto: dark}
          - {id: open, text: Open the door., if: lamps >= 2, goto: yard}
    """


def storylet(name: str, given: str, last: str = "return: true") -> str:
    return f"""\
        scene: {name}
        title: An evening
        date: {{os: 1918-01-15}}
        place: Moscow
        storylet: {{deck: evenings, offer: Sit down.{given}}}
        moments:
          only:
            standing: invented
            text: It is evening.
            record: silent
            {last}
        """


def test_a_storylet_that_goes_on_where_it_should_come_back_is_told(tmp_path: Path) -> None:
    lost = storylet("walk", "", "goto: yard")
    finding = only(tmp_path, hall=LAMPS, stove=storylet("stove", ""), walk=lost)
    assert finding.code.name == "lost-detour"
    assert finding.message == 'the storylet "walk" never comes back to "hall/dark"'
    assert (finding.span.path.endswith("walk.yaml"), finding.span.line) == (True, 5)
    assert [(r.span.line, r.message) for r in finding.related] == [
        (10, "it is drawn here, with `back`"),
        (11, "it goes on here instead"),
    ]


def test_a_storylet_that_ends_the_story_need_not_come_back(tmp_path: Path) -> None:
    end = storylet("walk", "", "ending: out")
    assert names(tmp_path, hall=LAMPS, stove=storylet("stove", ""), walk=end) == []


def test_a_detour_that_comes_back_to_what_is_read_anyway_is_told(tmp_path: Path) -> None:
    hall = folders.HALL.replace("goto: dark", "detour: cellar\n            goto: here", 1)
    hall = hall.replace("requires: lamps >= 2", "requires: lamps >= 1")
    cellar = storylet("cellar", "", "goto: yard").replace(
        "storylet: {deck: evenings, offer: Sit down.}", "people: []"
    )
    finding = only(tmp_path, hall=hall, cellar=cellar)
    assert finding.message == 'this detour never comes back to "hall/dark"'
    assert finding.span.line == 14


def test_a_storylet_kept_out_by_its_condition_is_told_there(tmp_path: Path) -> None:
    walk = storylet("walk", ", if: lamps > 2 and door == shut")
    finding = only(tmp_path, hall=LAMPS, stove=storylet("stove", ""), walk=walk)
    assert finding.message == (
        'the storylet "walk" is never drawn: wherever its deck is drawn, this is false'
    )


def test_a_storylet_kept_out_by_others_is_told_with_their_names(tmp_path: Path) -> None:
    stove, cards = (
        storylet("stove", ", priority: 2, if: lamps < 2"),
        storylet("cards", ", priority: 3, if: lamps >= 2"),
    )
    walk = storylet("walk", ", priority: 1, if: lamps > 0")
    finding = only(tmp_path, hall=LAMPS, stove=stove, walk=walk, cards=cards)
    assert finding.message == (
        'the storylet "walk" is never drawn: '
        'whenever its condition holds, "cards" and "stove" come first, by priority'
    )
    assert [r.message for r in finding.related] == [
        'the priority of "cards" is 3',
        'the priority of "stove" is 2',
    ]


def test_a_storylet_kept_out_by_once_is_told_so(tmp_path: Path) -> None:
    walk = storylet("walk", ", once: true, if: lamps > 1", "goto: dusk").rstrip(" ")
    walk += """\
          dusk:
            standing: invented
            text: It is dusk.
            record: silent
            draw: {deck: evenings, back: here}
            choices: [{id: out, text: Go out., goto: yard}]
    """
    hall = folders.HALL.replace("goto: yard", "goto: walk")
    finding = only(tmp_path, hall=hall, walk=walk, stove=storylet("stove", ""))
    assert finding.message == (
        'the storylet "walk" is never drawn: '
        "whenever its condition holds, its scene has been visited already, and it has `once`"
    )
