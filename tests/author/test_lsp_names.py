"""Every name of a whole book: what declares it, what names it, and what a rename does to it."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.author.lsp.project import Project
from engine.author.lsp.rename import RefusedError, plan
from engine.author.lsp.symbols import Kind, Symbol
from engine.author.replaying import PASSED, outcome
from engine.author.shelf import Books
from engine.document.places import index_at

if TYPE_CHECKING:
    from engine.author.lsp.project import OpenStory
    from engine.author.lsp.rename import Plan

ROOT = Path(__file__).resolve().parents[2]


def page_book(folder: Path) -> Path:
    """The story of docs/format.md, which uses every part of the format."""
    path = ROOT / "tests" / "check" / "test_format_page.py"
    spec = importlib.util.spec_from_file_location("format_page", path)
    assert spec
    assert spec.loader
    page = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(page)
    home = folder / "story" / "the-network"
    for name, text in {**page.others(), **page.SAMPLES}.items():
        file = home / ("../.." if name.startswith("seeds/") else ".") / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return home.resolve()


def symbols(story: OpenStory) -> list[Symbol]:
    found = [use for path in story.paths() for use in story.uses(path) if use.declares]
    return list(dict.fromkeys(use.symbol for use in found))


def write(made: Plan, old: str, new: str) -> None:
    """Do what a plan says on the disk, and see that it says it of the name alone."""
    for path in dict.fromkeys(span.path for span in made.spans):
        text = Path(path).read_text("utf-8")
        for span in sorted((s for s in made.spans if s.path == path), reverse=True):
            start = index_at(text, span.line, span.column)
            end = index_at(text, span.end_line, span.end_column)
            assert text[start:end] == old
            text = text[:start] + new + text[end:]
        Path(path).write_text(text, "utf-8")
    if made.moved:
        Path(made.moved[0]).rename(made.moved[1])


def told(story: OpenStory) -> list[tuple[str, int]]:
    return sorted((finding.code.code, finding.span.line) for finding in story.findings())


def opened(home: Path) -> OpenStory:
    project = Project()
    [story] = project.of(home / "story.yaml")
    return story


def test_every_name_of_the_format_can_be_changed_and_changed_back(tmp_path: Path) -> None:
    home = page_book(tmp_path)
    story = opened(home)
    before = told(story)
    files = {path: Path(path).read_text("utf-8") for path in story.paths()}
    names = symbols(story)
    assert {symbol.kind for symbol in names} == set(Kind)
    for symbol in names:
        new = "another.name" if symbol.kind in (Kind.VARIABLE, Kind.DEFINITION) else "another-name"
        changed = Symbol(symbol.kind, f"{symbol.home}/{new}" if symbol.home else new)
        write(plan(symbol, new, [story]), symbol.name, new)
        story.changed()
        assert told(story) == before, symbol
        write(plan(changed, symbol.name, [story]), new, symbol.name)
        story.changed()
        assert {path: Path(path).read_text("utf-8") for path in story.paths()} == files, symbol


@pytest.mark.parametrize("book", ["the-network", "the-second-copy"])
def test_every_name_that_a_book_uses_is_declared_in_it(book: str) -> None:
    story = opened(ROOT / "story" / book)
    uses = [use for path in story.paths() for use in story.uses(path)]
    declared = {use.symbol for use in uses if use.declares}
    assert {use.symbol for use in uses} == declared
    assert len(uses) > 1000


def test_a_book_keeps_its_findings_when_its_names_are_changed(tmp_path: Path) -> None:
    for folder in ("story/the-network", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    story = opened(tmp_path / "story" / "the-network")
    before = told(story)
    names = symbols(story)
    for kind in Kind:
        some = [symbol for symbol in names if symbol.kind is kind][3:4]
        for symbol in some:
            new = "another.name" if kind is Kind.VARIABLE else f"another-{kind}"
            write(plan(symbol, new, [story]), symbol.name, new)
            story.changed()
            assert [code for code, _ in told(story)] == [code for code, _ in before], symbol


def test_a_name_that_would_hide_another_is_refused(tmp_path: Path) -> None:
    story = opened(page_book(tmp_path))
    with pytest.raises(RefusedError, match='"honest" is a value of figures'):
        plan(Symbol(Kind.DEFINITION, "hungry"), "honest", [story])
    with pytest.raises(RefusedError, match='another definition "order"'):
        plan(Symbol(Kind.DEFINITION, "hungry"), "order", [story])


ROAD = """\
story: ..
steps:
  - duty-room
  - expect: {offered: [clock, tea]}
  - clock
  - answer
  - expect: {moment: duty-room/line, hidden: clock}
  - sign
  - back
  - evening
  - expect: {offered: stove}
  - stove
  - sleep
  - on
"""


@pytest.mark.parametrize(
    ("symbol", "new"),
    [
        (Symbol(Kind.SCENE, "stove"), "heater"),
        (Symbol(Kind.SCENE, "evening"), "dusk"),
        (Symbol(Kind.CHOICE, "duty-room/asides/clock"), "hour"),
        (Symbol(Kind.CHOICE, "fire-barrel/first/evening"), "dusk"),
    ],
)
def test_a_golden_playthrough_follows_the_choices_that_it_takes(
    tmp_path: Path, symbol: Symbol, new: str
) -> None:
    home = page_book(tmp_path)
    road = home / "playthroughs" / "road.yaml"
    road.parent.mkdir()
    road.write_text(ROAD, "utf-8")
    assert outcome(road, Books()).status == PASSED
    write(plan(symbol, new, [opened(home)]), symbol.name, new)
    done = outcome(road, Books())
    assert done.status == PASSED, done.lines


LATER = """\
story: ..
at: duty-room/line
set: {order: 4, figures: honest}
steps:
  - expect: {moment: duty-room/line, state: {order: 4}}
  - sign
"""


@pytest.mark.parametrize(
    ("symbol", "new", "line"),
    [
        (Symbol(Kind.MOMENT, "duty-room/line"), "wire", "at: duty-room/wire"),
        (Symbol(Kind.SCENE, "duty-room"), "watch-room", "at: watch-room/line"),
        (Symbol(Kind.VARIABLE, "order"), "calm", "set: {calm: 4, figures: honest}"),
        (Symbol(Kind.CHOICE, "duty-room/line/sign"), "hang-up", "  - hang-up"),
    ],
)
def test_a_golden_playthrough_that_begins_elsewhere_follows_a_new_name(
    tmp_path: Path, symbol: Symbol, new: str, line: str
) -> None:
    home = page_book(tmp_path)
    road = home / "playthroughs" / "later.yaml"
    road.parent.mkdir()
    road.write_text(LATER, "utf-8")
    assert outcome(road, Books()).status == PASSED
    write(plan(symbol, new, [opened(home)]), symbol.name, new)
    assert line in road.read_text("utf-8").splitlines()
    assert outcome(road, Books()).status == PASSED
