"""docs/format.md: the story of its samples is checked, and every line of its table is read."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine.check import check
from engine.check.proving import QUICK
from engine.language.check import read_condition, read_effect, read_prose
from engine.load import load
from engine.load.index import Index
from engine.load.scope import Scope

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "format.md").read_text("utf-8")
FILE = re.compile(r"^`([^`\n]+)`\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAMPLES = dict(FILE.findall(PAGE))
ROW = re.compile(r"^\| (`.*`) \| .* \|$", re.MULTILINE)
WORDS = re.compile(r"`([^`]+)`")

DECK = "\nstorylet:"
"""Nothing leads to a scene of which this is a part, but for its deck."""
SCENE = """\
scene: {name}
title: {name}
date: {{text: in 1918}}
place: Moscow
moments:
"""
PAGE_OF_PROSE = "  {name}: {{standing: invented, text: Text., record: silent, {on}}}\n"
SOURCE = """\
source: {name}
kind: {kind}
csl: {{type: book, title: A title, issued: 1939}}
short: A title
leaning: None.
"""
CLAIM = """\
  {name}:
    says: Something.
    speaker: Somebody
    page: 1
    chain: [{source}]
    date: {{text: "1918", from: "1918", to: "1918"}}
    verdict: sound
"""
CLAIMS = {
    "alliance-ml": ["deserters-return", "muravev-denied", "narva-rout"],
    "stalin-works-4": ["locomotives-found"],
    "short-history-1939": ["narva-repulse"],
}


def scene(name: str, **moments: str) -> str:
    pages = [PAGE_OF_PROSE.format(name=moment, on=on) for moment, on in moments.items()]
    return SCENE.format(name=name) + "".join(pages)


def source(name: str) -> str:
    claims = [CLAIM.format(name=claim, source=name) for claim in CLAIMS[name]]
    return SOURCE.format(name=name, kind="scholarship") + "claims:\n" + "".join(claims)


def others() -> dict[str, str]:
    """What the samples speak of and do not show: scenes that lead on, and sources."""
    choices = [f"{{id: {name}, text: Go., goto: {name}}}" for name in scenes()]
    effects = ("stores -= 1", "figures = rounded", "owed += vote", "inspected = true")
    for number, effect in enumerate(effects):
        choices.append(f"{{id: e{number}, text: Wait., effects: [{effect}], goto: first}}")
    back = "choices: [{id: back, text: Back., goto: fire-barrel}, {id: on, text: On., goto: end}]"
    return {
        "scenes/fire-barrel.yaml": scene("fire-barrel", first=f"choices: [{', '.join(choices)}]"),
        "scenes/order-47.yaml": scene("order-47", asked=back, end="ending: countersigned"),
        "scenes/engines.yaml": scene("engines", yard="goto: rail-offices/wires"),
        "scenes/pantry.yaml": scene("pantry", shelf="return: true"),
        "seeds/serial-a.yaml": SOURCE.format(name="serial-a", kind="fiction"),
        **{f"seeds/{name}.yaml": source(name) for name in CLAIMS},
    }


def scenes() -> list[str]:
    """The scenes of the page to which something must lead."""
    plain = (n for n, text in SAMPLES.items() if n.startswith("scenes/") and DECK not in text)
    return [Path(name).stem for name in plain]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("page") / "story" / "the-network"
    for name, text in {**others(), **SAMPLES}.items():
        file = home / ("../.." if name.startswith("seeds/") else ".") / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return home


def test_the_story_of_the_samples_has_no_error_and_is_proved(book: Path) -> None:
    report = check([book], QUICK)
    told = {(f.code.name, f.span.path, f.message) for f in report.findings}
    assert {name for name, _, _ in told} <= {"unused-state"}, told
    assert [proven.finished for proven in report.proofs] == [True]


def test_every_line_of_the_table_is_a_condition_an_effect_or_a_value(book: Path) -> None:
    story = load(book).story
    assert story
    moments = {
        name: {
            m.id.partition("/")[2]: [SimpleNamespace(text=c.id) for c in m.choices]
            for m in scene.moments
        }
        for name, scene in story.scenes.items()
    }
    index = Index({v.name: v for v in story.variables}, moments)
    names = Scope(index, "rail-offices")
    [table] = re.findall(r"\| write \| means \|\n(?:\|.*\n)+", PAGE)
    written = [words for row in ROW.findall(table) for words in WORDS.findall(row)]
    assert len(written) > 20
    for words in written:
        value = read_prose(f"{{{words}}}", names)
        found = [read_condition(words, names), read_effect(words, names), value]
        assert any(outcome.tree for outcome in found), words
