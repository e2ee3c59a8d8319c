"""A panel over a page with the errors that an author has to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text
from engine.app.widgets.frames import frame
from engine.app.widgets.leaf import Leaf
from engine.app.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from engine.app.text import Block
    from engine.document.finding import Finding

MOST = 3
"""Findings that are laid over the page; of more, how many there are."""


class FindingsPanel(Leaf):
    """Findings with their frames; hidden where there are none."""

    def compose(self) -> ComposeResult:
        """The findings."""
        yield Words()

    def show(self, findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
        """Lay findings over the page, or hide the panel where there are none."""
        self.display = bool(findings)
        self.query_one(Words).show(text.Sheet(list(_lines(findings, texts))))
        self.go(0)


def _lines(findings: Sequence[Finding], texts: Mapping[str, str]) -> Iterator[Block]:
    for number, finding in enumerate(findings[:MOST]):
        if number:
            yield text.GAP
        yield from frame(finding, texts.get(finding.span.path, ""))
    if len(findings) > MOST:
        yield text.GAP
        yield text.block(text.plain(f"And {len(findings) - MOST} more.", text.SOFT))
