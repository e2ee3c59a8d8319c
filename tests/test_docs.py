"""The pages of docs/: made from what they tell of, and leading where they say."""

from __future__ import annotations

import doctest
import importlib
import importlib.util
import re
from pathlib import Path

import pytest

from engine.check import check
from engine.check.proving import QUICK
from engine.plain.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
FILE = re.compile(r"^`([^`\n]+)`\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = [path for path in (ROOT / "engine").rglob("*.py") if ">>> " in path.read_text("utf-8")]
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")


def test_the_reference_says_what_the_schemas_say() -> None:
    path = ROOT / "docs" / "reference.py"
    spec = importlib.util.spec_from_file_location("reference", path)
    assert spec
    assert spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    made = reference.page()
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == made, "run `make reference`"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_in_a_docstring_is_true(path: Path) -> None:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    assert not doctest.testmod(importlib.import_module(name)).failed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        if "://" not in link:
            there, _, heading = link.partition("#")
            file = page.parent / there if there else page
            assert file.exists(), link
            assert not heading or heading in headings(file), link


def test_the_samples_for_those_who_come_from_elsewhere_are_a_story(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "coming-from.md").read_text("utf-8")
    samples = FILE.findall(page)
    assert len(samples) == page.count("```yaml")
    for name, text in samples:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    report = check([tmp_path], QUICK)
    assert not report.findings
    assert [proven.finished for proven in report.proofs] == [True]


def test_the_page_on_reading_names_every_command_of_plain_mode() -> None:
    page = (ROOT / "docs" / "playing.md").read_text("utf-8")
    for command in COMMANDS:
        row = f"| {', '.join(f'`{name}`' for name in command.names)} | {command.does} |"
        assert row in page, f"docs/playing.md lacks: {row}"


def headings(page: Path) -> set[str]:
    """The names by which the headings of a page can be linked to."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in found}
