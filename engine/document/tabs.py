"""Tabs used as indentation within brackets, which the parser accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from engine.document import codes
from engine.document.places import line_and_column, span_between
from engine.document.tree import Node, Scalar, Source, scalars_in

if TYPE_CHECKING:
    from engine.document.gather import Findings

MESSAGE: Final = "this line is indented with a tab; use spaces"

_INDENTING: Final = re.compile(r"^ *(\t[ \t]*)(?=\S)", re.MULTILINE)


def refuse_tabs(root: Node, source: Source, findings: Findings) -> None:
    """Report every line that a tab indents, unless the tab belongs to a text over several lines."""
    if "\t" not in source.text:
        return
    inside = {line for scalar in scalars_in(root) for line in _continued(scalar)}
    for match in _INDENTING.finditer(source.text):
        if line_and_column(source.text, match.start())[0] not in inside:
            report_tab(source, *match.span(1), findings)


def report_tab(source: Source, start: int, end: int, findings: Findings) -> None:
    """Report one tab, or several in a row."""
    span = span_between(source.path, source.text, start, end)
    findings.add(codes.TAB_INDENTATION, MESSAGE, span)


def _continued(scalar: Scalar) -> range:
    """The lines of a scalar after its first."""
    return range(scalar.span.line + 1, scalar.span.end_line + 1)
