"""Prose in brackets that a comma has cut in two.

YAML says nothing of it, ``[Flags hang, and a crow sits.]`` being two items. It is told where
the second goes on in a small letter what the first has not ended, among whole sentences; who
means it so puts quotes around them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from engine.document.codes import COMMA_IN_TEXT
from engine.document.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.document.tree import Scalar

END: Final = tuple(".!?…:\"'”’»)")
"""What a sentence ends with."""
MESSAGE: Final = "a comma ends the text before it here; put the whole text in quotes"


def cut_texts(items: Iterable[Scalar]) -> Iterator[Finding]:
    """The items of a list of prose that are the rest of the item before."""
    found = list(items)
    if not any(item.text.endswith(END) for item in found):
        return
    for one, other in pairwise(found):
        beside = one.end_line == other.line and not (one.style or other.style)
        if beside and not one.text.endswith(END) and other.text[:1].islower():
            yield Finding(COMMA_IN_TEXT, MESSAGE, other.span)
