"""The page of what is wrong with a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.app import text
from engine.app.commands.table import bindings
from engine.app.screens.page import Page
from engine.app.widgets.frames import frame
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from engine.app.text import Block
    from engine.document.finding import Finding

MOST = 50
"""Findings shown; `engine check` shows them all."""


class Findings(Page):
    """What is wrong with a book, each thing with its place."""

    NAME = "findings"
    BINDINGS: ClassVar = bindings(NAME)
    AUTO_FOCUS = "#leaf"
    has_list = False

    def __init__(self, heading: str, findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
        super().__init__()
        self._heading = heading
        self._findings = findings
        self._texts = texts

    def compose_leaf(self) -> ComposeResult:
        """A sentence, then a finding after the other."""
        yield Words(text.Sheet(list(_lines(self._heading, self._findings, self._texts))), id="all")

    def renew(self, heading: str, findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
        """Show what is wrong now; where nothing is, go back."""
        if findings:
            self.query_one("#all", Words).show(text.Sheet(list(_lines(heading, findings, texts))))
        else:
            self.dismiss()


def _lines(heading: str, findings: Sequence[Finding], texts: Mapping[str, str]) -> Iterator[Block]:
    yield text.block(text.plain(heading, text.MARK_STRONG))
    yield text.GAP
    yield text.block(text.plain("“engine check” shows its author the same list."))
    for finding in findings[:MOST]:
        yield text.GAP
        yield from frame(finding, texts.get(finding.span.path, ""))
    if len(findings) > MOST:
        yield text.GAP
        yield text.block(text.plain(f"And {len(findings) - MOST} more."))
