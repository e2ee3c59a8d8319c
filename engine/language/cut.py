"""Effects that a comma has cut in two.

In ``effects: [grain += random(1, 6)]`` YAML ends an item at the comma, and the language is
given ``grain += random(1`` and ``6)``. Looking at the items together shows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.language import codes
from engine.language.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARENTHESIS = re.compile(r"'[^']*'|\"[^\"]*\"|([()])")


def cut_items(texts: Sequence[str]) -> frozenset[int]:
    """Find every item of a list that is a piece of something that a comma has cut.

    Items are pieces from one that leaves a parenthesis open to the one that closes it.

    Returns:
        The places of the pieces in the list.
    """
    cut: set[int] = set()
    openers: list[int] = []
    for index, text in enumerate(texts):
        opened = _opened(text)
        openers += [index] * opened
        for _ in range(min(-opened, len(openers))):
            cut.update(range(openers.pop(), index + 1))
    return frozenset(cut)


def _opened(text: str) -> int:
    """How many more parentheses are opened than closed, outside quotes."""
    signs = [found[1] for found in _PARENTHESIS.finditer(text)]
    return signs.count("(") - signs.count(")")


def cut_problem(text: str) -> Problem:
    """The problem to report on a piece, in place of what the parser says of it."""
    message = "a comma ends an item inside [ ]: write these effects as a list of lines"
    return Problem(codes.CUT_BY_COMMA, message, 0, len(text))
