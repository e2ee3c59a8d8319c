"""The parts of the language server that need no wire."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.author.lsp import hover
from engine.author.lsp.columns import index_of, place_of, units
from engine.author.lsp.complete import FUNCTIONS
from engine.author.lsp.context import context_at
from engine.document.places import line_and_column
from engine.language.check import read_condition
from engine.load.index import Index
from engine.load.scope import Scope
from engine.model.calendar import Date, Day
from engine.model.record import Period

ROOT = Path(__file__).resolve().parents[2]
SCENE = """\
scene: rail-offices
people: [sverdlov, vol①]
moments:
  drifts:
    standing: inv②
    text: |
      Paper lies: {ord③er} and
      more [^loc④
    record:
      - claim: stalin-works-4/loco⑤
      - {claim: alliance-ml/x, bearing: con⑥
    choices:
      - id: front
        text: Tell them, like a front.
        effects: [order += 2, fear⑦
        if: order >= 3
          and figures == hon⑧
        goto: wi⑨
      - id: b
        effects:
          - fig⑩
"""
PLACES = {
    "①": ("people", "", "vol"),
    "②": ("standing", "", "inv"),
    "③": ("text", "\n      Paper lies: {", "ord"),
    "④": ("text", "      Paper lies: {order} and\n      more [^", "loc"),
    "⑤": ("claim", "", "stalin-works-4/loco"),
    "⑥": ("bearing", "", "con"),
    "⑦": ("effects", "", "fear"),
    "⑧": ("if", "order >= 3 and figures == ", "hon"),
    "⑨": ("goto", "", "wi"),
    "⑩": ("effects", "", "fig"),
}


@pytest.mark.parametrize("mark", PLACES)
def test_what_stands_at_the_cursor_is_made_out_from_the_lines_alone(mark: str) -> None:
    text = "".join(sign for sign in SCENE if sign == mark or sign not in PLACES)
    index = text.index(mark)
    found = context_at(text.replace(mark, ""), index)
    assert (found.key, found.typed, found.word) == PLACES[mark]


@given(st.text(alphabet="ab: -|>{}[],'\"#\r\n.", max_size=200), st.integers(0, 200))
def test_whatever_is_written_something_is_made_out(text: str, index: int) -> None:
    index = min(index, len(text))
    found = context_at(text, index)
    assert found.start <= index <= found.end
    assert text[found.start : index] == found.word


def test_every_function_of_the_language_is_offered() -> None:
    problem = read_condition("nothing()", Scope(Index(), "")).problems[0]
    named = problem.message.partition("expected one of ")[2].split(", ")
    assert set(named) == FUNCTIONS.keys()


@given(st.text(alphabet="a\n\u2028é灯𝕷🕯\u0301", max_size=60), st.integers(0, 60))
def test_a_place_of_the_protocol_counts_units_of_utf_16(text: str, index: int) -> None:
    index = min(index, len(text))
    line, _ = line_and_column(text, index)
    place = place_of(text, index, line - 1)
    said = text[:index].rpartition("\n")[2]
    assert place.character == len(said.encode("utf-16-le")) // 2 == units(said)
    assert index_of(text, *place) == index


def test_a_place_beyond_the_text_is_its_end() -> None:
    assert index_of("ab\ncd", 0, 99) == 2
    assert index_of("ab\ncd", 99, 0) == 5
    assert index_of("", 3, 3) == 0


def test_without_its_extra_it_says_how_to_install_it(tmp_path: Path) -> None:
    for name in ("pygls", "lsprotocol"):
        (tmp_path / f"{name}.py").write_text(f"raise ModuleNotFoundError(name='{name}')", "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-m", "engine", "lsp"],
        cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_date_begins_with_the_calendar_that_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARGINALIA_CONFIG", str(tmp_path))
    both = ["15 January 1918 Old Style", "28 January"]
    assert hover._dated(Date(Day(1918, 1, 28))).startswith(both[0])
    (tmp_path / "settings.yaml").write_text("calendar: new-first\n")
    assert hover._dated(Date(Day(1918, 1, 28))).startswith(both[1])
    assert hover._dated(Period("", "1918-01-28", "1918-01-28")).startswith(both[1])
