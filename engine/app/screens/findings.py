"""The page shown for a book that cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from engine.app.text import Block
    from engine.document.finding import Finding

LONGEST = 300
"""How much of a line at fault is shown."""

MOST = 50
"""Findings shown; `engine check` shows them all."""


class Findings(Page):
    """What is wrong with a book, each thing with its place."""

    NAME = "findings"
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "#leaf"
    has_list = False

    def __init__(self, title: str, findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._findings = findings
        self._texts = texts

    def compose_leaf(self) -> ComposeResult:
        """A sentence, then a finding after the other."""
        yield Words(text.Sheet(list(_lines(self._title, self._findings, self._texts))))


def _lines(title: str, findings: Sequence[Finding], texts: Mapping[str, str]) -> Iterator[Block]:
    yield text.block(text.plain(f"“{title}” cannot be opened", text.MARK_STRONG))
    yield text.GAP
    yield text.block(text.plain("“engine check” shows its author the same list."))
    for finding in findings[:MOST]:
        yield text.GAP
        yield from _finding(finding, texts.get(finding.span.path, ""))
    if len(findings) > MOST:
        yield text.GAP
        yield text.block(text.plain(f"And {len(findings) - MOST} more."))


def _finding(finding: Finding, file: str) -> Iterator[Block]:
    span = finding.span
    lines = file.splitlines()
    said = f"{finding.code.severity} {finding.code.code}: {finding.message}"
    yield text.block(text.plain(said))
    yield text.block(text.plain(f"{span.path}, line {span.line}", text.SOFT))
    if 0 < span.line <= len(lines) and lines[span.line - 1].strip():
        bar = text.plain("│ ", text.SOFT)
        yield text.block(text.plain(lines[span.line - 1].strip()[:LONGEST]), bar, bar)
    if finding.help:
        yield text.block(text.plain(finding.help, text.EMPHASIS))
