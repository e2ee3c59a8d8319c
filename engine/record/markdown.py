"""Text as Markdown in which nothing acts as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARKUP = re.compile(r"([\\`*_\[\]<>#|~^$@&{}])")
LIST = re.compile(r"^(\d+)([.)])|^([-+=])(?=[ =-]|$)")


def escape(text: str) -> str:
    r"""Text on one line in which no character is markup.

    >>> escape("[lost] *here*")
    '\\[lost\\] \\*here\\*'
    """
    line = visible_line(" ".join(text.split()))
    return LIST.sub(_escape_list, MARKUP.sub(r"\\\1", line))


def _escape_list(found: re.Match[str]) -> str:
    number, sign, dash = found.groups()
    return f"\\{dash}" if dash else f"{number}\\{sign}"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table whose columns stand under each other in plain text as well."""
    cells = [[escape(str(cell)) for cell in row] for row in (heads, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    lines = [_row(row, widths) for row in cells]
    return [lines[0], f"|{'|'.join('-' * (width + 2) for width in widths)}|", *lines[1:]]


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (f" {cell:<{width}} " for cell, width in zip(row, widths, strict=True))
    return f"|{'|'.join(padded)}|"
