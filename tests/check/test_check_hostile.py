"""Whatever stands in the files: an answer, at once, and each finding at words that exist."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import folders
from hypothesis import example, given, settings
from hypothesis import strategies as st
from work import calls

from engine.check import check
from engine.check.proving import QUICK
from engine.check.report import github, sarif, text
from engine.check.report import json as json_report

if TYPE_CHECKING:
    from engine.check import Report

FEW = 1_500_000
"""Calls that a check of the small story may cost, whatever is written in it."""

WORDS = st.sampled_from(
    [
        *("- ", ": ", "\n", "\n  ", "\n      ", "{", "}", "[", "]", "'", '"', "|\n", "#", "\t"),
        *("lamps", "door", "shut", "open", "dark", "hall", "hall/dark", "yard", "light", "out"),
        *(
            " and ",
            " or ",
            " not ",
            " in ",
            " == ",
            " += ",
            " -= ",
            " // ",
            " % ",
            " if ",
            " else ",
        ),
        *(
            "visited(",
            "visits(",
            "chosen(",
            "turns()",
            "random(1, 6)",
            ")",
            "(",
            ", ",
            "^",
            "*",
            "_",
        ),
        *("0", "-1", "3", "99999999999999999999", "true", "null", "1918-02-30", "letters/snow"),
        *("text: ", "goto: ", "detour: ", "return: true", "ending: ", "choices:", "record: silent"),
        *("vary: ", "how: once", "if: ", "requires: ", "effects: ", "enter: ", "once: true"),
        *(
            "standing: ",
            "fallback: true",
            "[^a]",
            "{lamps}",
            "{{",
            "# allow: stuck",
            "\u202e",
            "\x1b",
        ),
        *("é", "日本", "😀", "\u0301", "<<: ", "&a ", "*a ", "!t ", "---\n", "...\n", "?"),
    ]
)


@dataclass(frozen=True)
class Slip:
    """Words put into a file in place of some of its own."""

    name: str
    at: float
    length: int
    words: str

    def __call__(self, files: dict[str, str]) -> None:
        text = files[self.name]
        start = int(self.at * len(text))
        files[self.name] = text[:start] + self.words + text[start + self.length :]


SLIPS = st.builds(
    Slip,
    st.sampled_from(sorted(folders.FILES)),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 30),
    st.lists(WORDS, max_size=4).map("".join),
)


@settings(max_examples=250)
@given(slips=st.lists(SLIPS, min_size=1, max_size=4))
@example([Slip("scenes/hall.yaml", 0.0, 0, "")])
@example([Slip("story.yaml", 0.40625, 0, "\n\n")])
def test_whatever_is_slipped_into_a_story_the_check_has_an_answer(slips: list[Slip]) -> None:
    files = {name: folders.dedent(text) for name, text in folders.FILES.items()}
    for slip in slips:
        slip(files)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        for name, words in files.items():
            (home / name).parent.mkdir(exist_ok=True)
            (home / name).write_text(words, "utf-8")
        reports: list[Report] = []
        cost = calls(lambda: reports.append(check([home], QUICK)))
    [report] = reports
    assert cost < FEW
    for finding in report.findings:
        for span in (finding.span, *(related.span for related in finding.related)):
            lines = report.texts.get(span.path, "").split("\n")
            assert 1 <= span.line <= span.end_line <= max(1, len(lines))
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert finding.message
        assert "\n" not in finding.message
    assert list(text.render(report.findings, report.texts, colour=False)) or not report.findings
    assert json_report.render(report.findings, report.proofs)
    assert sarif.render(report.findings, report.texts)
    assert list(github.render(report.findings)) or not report.findings
