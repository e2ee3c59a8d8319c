from __future__ import annotations

import json

import pytest

from engine.check.report import github, sarif, text
from engine.check.report import json as json_report
from engine.document.finding import Finding, Related
from engine.document.span import Span
from engine.load.codes import UNKNOWN_SCENE

HERE = Span("hall.yaml", 1)
LONG = "lamp " * 20_000


@pytest.mark.parametrize("quoted", [LONG, LONG.replace(" ", ""), LONG.replace(" ", '"')])
def test_no_format_repeats_more_of_a_file_than_can_be_read(quoted: str) -> None:
    said = f'there is no "{quoted}" here, but "hall"'
    finding = Finding(UNKNOWN_SCENE, said, HERE, said, (Related(HERE, said),))
    reports = [
        json_report.render([finding]),
        sarif.render([finding], {}),
        *github.render([finding]),
        *text.render([finding], {}),
    ]
    assert max(map(len, reports)) < 10_000
    assert all("\\u2026" in told or "…" in told for told in reports)


def test_what_is_said_behind_a_long_quotation_is_said() -> None:
    said = Finding(UNKNOWN_SCENE, f'there is no "{LONG}" here', HERE).message
    assert said == f'there is no "{LONG[:100]}…" here'


def test_a_name_and_a_way_of_any_length_are_told_whole() -> None:
    way = f"a way here: {', '.join(f'hall/m{number}: go' for number in range(500))}"
    finding = Finding(UNKNOWN_SCENE, f'no scene is named "{"x" * 100}"', HERE, notes=(way,))
    assert finding.notes == (way,)
    assert "x" * 100 in finding.message
    assert json.loads(json_report.render([finding]))["findings"][0]["notes"] == [way]
