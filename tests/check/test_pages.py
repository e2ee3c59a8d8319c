"""The pages of docs/checks run: each shows what triggers its code and the exact output."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pages
import pytest

from engine.check.catalogue import all_codes, fatal_codes, named

ROOT = Path(__file__).resolve().parents[2]
DECLARED = re.compile(r'Code\("([EW][0-9]{4})", "([a-z0-9-]+)"\)')
ALLOWABLE = [p for p in pages.PAGES if named(p.code)[0] not in fatal_codes() and not p.shell]


def test_every_code_in_the_program_is_in_the_catalogue() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "engine").rglob("*.py"))
    declared = {found for text in sources for found in DECLARED.findall(text)}
    assert declared == {(code.code, code.name) for code in all_codes()}


def test_no_number_is_given_twice() -> None:
    numbers = [code.code for code in all_codes()]
    assert sorted(set(numbers)) == sorted(numbers)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {(p.code, p.name) for p in pages.PAGES} == {(c.code, c.name) for c in all_codes()}


def test_the_list_of_pages_names_each_of_them() -> None:
    text = (pages.FOLDER / "README.md").read_text("utf-8")
    for page in pages.PAGES:
        assert f"| [{page.code}]({page.code}.md) | {page.name} |" in text


def test_the_small_story_of_the_pages_has_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.PAGES[0].__class__("", "", "", {}, "", [], "").write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert pages.run(["check", "--strict", "."]) == ""


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda p: f"{p.code}-{p.name}")
def test_each_page_says_exactly_what_is_said(
    page: pages.Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page.code == "E0002" and os.geteuid() == 0:
        pytest.skip("root reads everything")
    page.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = pages.run(page.command)
    assert said == page.output
    assert re.findall(r"^(?:error|warning)\[(\w+)\]", said, re.MULTILINE) == [page.code]


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda p: p.code)
def test_each_page_says_why_and_how_to_mend_and_to_allow_it(page: pages.Page) -> None:
    headings = re.findall(r"^## (.*)$", page.text, re.MULTILINE)
    assert headings == [
        "What triggers it",
        "What is said",
        "Why it matters",
        "How to mend it",
        "How to allow it",
    ]
    assert page.files or page.shell
    assert all(part.strip() for part in re.split(r"^#.*$", page.text, flags=re.MULTILINE)[1:])


@pytest.mark.parametrize("page", ALLOWABLE, ids=lambda p: p.code)
def test_what_a_page_says_can_be_allowed_can_be_allowed_in_three_ways(
    page: pages.Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if page.code == "W0601" or page.name == "unread-file":
        return
    place = re.search(r"--> (\S+):(\d+):\d+", page.output)
    assert place
    file, line = place[1], int(place[2])
    text = {**pages.BASE, **page.files}[file]
    lines = text.split("\n")
    lines[line - 1] += f"  # allow: {page.name}"
    story = {**pages.BASE, **page.files}["story.yaml"]
    ways = (
        {file: "\n".join(lines)},
        {file: f"# allow: {page.name}\n{text}"},
        {"story.yaml": f"{story}check: {{allow: [{page.name}]}}\n"},
    )
    for number, way in enumerate(ways):
        folder = tmp_path / str(number)
        changed = pages.Page(page.code, page.name, "", {**page.files, **way}, "", [], "")
        changed.write(folder)
        monkeypatch.chdir(folder)
        assert pages.run(page.command) == ""


@pytest.mark.parametrize("page", [p for p in pages.PAGES if not p.shell], ids=lambda p: p.code)
def test_what_cannot_be_allowed_is_told_all_the_same(
    page: pages.Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if named(page.code)[0] not in fatal_codes():
        return
    page.write(tmp_path)
    story = tmp_path / "story.yaml"
    story.write_text(f"{story.read_text('utf-8')}check: {{allow: [{page.code}]}}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert f"[{page.code}]" in pages.run(page.command)


def test_explain_shows_the_page_of_a_code_and_of_a_name() -> None:
    for page in pages.PAGES:
        assert pages.run(["check", "--explain", page.code]) == page.text.strip("\n")
    assert pages.run(["check", "--explain", "stuck"]).startswith("# E0423 stuck")


def test_no_two_codes_share_a_name() -> None:
    names = [code.name for code in all_codes()]
    assert len(names) == len(set(names))
