"""Anchors and tags, which may stand before any value: ``&name`` and ``!name``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from engine.document import codes
from engine.document.places import span_between

if TYPE_CHECKING:
    from engine.document.gather import Findings

_PROPERTY: Final = re.compile(r"&[\w-]+|!<[^>\s]*>|![^\s,\[\]{}]*")
_BETWEEN: Final = re.compile(r"(?:[ \t]+(?:#[^\n]*)?|\r?\n)*")


def refuse_properties(text: str, start: int, path: str, findings: Findings) -> int:
    """Report the anchor and the tag before a value.

    Args:
        text: The whole file.
        start: Where the first of them begins.
        path: The file, as it should be shown.
        findings: Receives one finding for each.

    Returns:
        Where the value itself begins.
    """
    while match := _PROPERTY.match(text, start):
        sign = match.group()[0]
        code = codes.ANCHOR if sign == "&" else codes.TAG
        message = f'a value that begins with "{sign}" needs quotes or a | block'
        word = match.group()[1:]
        help_ = f"in a condition, write not {word}" if sign == "!" and "(" in word else None
        findings.add(code, message, span_between(path, text, *match.span()), help=help_)
        between = _BETWEEN.match(text, match.end())
        start = between.end() if between else match.end()
    return start
