"""Finding words again in what has been read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from engine.document.frozen import frozen
from engine.play.runtime import view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.prose import Paragraph
    from engine.play.page import Page
    from engine.play.playthrough import Playthrough

APOSTROPHES = {"’": "'", "‘": "'"}
BEFORE, AFTER = 60, 150
"""Characters of a paragraph that are quoted around the first word found."""


@frozen()
class Recalled:
    """A paragraph in which every word occurs.

    Attributes:
        page: The page that it stands on.
        paragraph: The paragraph.
        spans: Where the words stand in its text.
    """

    page: Page
    paragraph: Paragraph
    spans: tuple[tuple[int, int], ...]

    @property
    def around(self) -> tuple[int, int]:
        """The part of the text to quote, which begins and ends with whole words."""
        said = self.paragraph.text
        start, end = max(0, self.spans[0][0] - BEFORE), min(len(said), self.spans[0][0] + AFTER)
        if start:
            start = said.find(" ", start, self.spans[0][0]) + 1 or self.spans[0][0]
        if end < len(said):
            end = max(said.rfind(" ", self.spans[0][1], end), self.spans[0][1])
        return start, end


def recall(asked: str, at: Playthrough) -> Iterator[Recalled]:
    """The paragraphs read until here in which every word occurs, the latest page first.

    Capitals, accents and the shape of apostrophes do not matter; the beginning of a word is
    enough.
    """
    if not asked.split():
        return
    for read in at.pages():
        page = view(read)
        for paragraph in page.paragraphs:
            spans = places(asked, paragraph.text)
            if spans:
                yield Recalled(page, paragraph, spans)


def places(asked: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand in a text, in its order; nowhere if one of them is missing."""
    plain = _folded(text)
    found: set[tuple[int, int]] = set()
    for word in _folded(asked).split():
        here = {m.span() for m in re.finditer(rf"(?<!\w){re.escape(word)}", plain)}
        if not here:
            return ()
        found |= here
    return tuple(sorted(found))


def _folded(text: str) -> str:
    """A text of the same length, in which what does not matter is gone."""
    return "".join(map(_fold, text))


def _fold(character: str) -> str:
    if character.isascii():
        return character.lower()
    return APOSTROPHES.get(character) or normalize("NFD", character)[0].lower()[:1]
