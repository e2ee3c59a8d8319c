"""Statistics of prose: words, sentences, reading ease."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.language.tree import Mark, Words
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.language.meaning import Meaning
    from engine.language.tree import Passage, Prose
    from engine.model.story import Code, Moment

SLOT = "0"
"""What stands for a printed value: one word."""
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:\s+|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")


@frozen()
class Reading:
    """How some prose reads.

    Attributes:
        words: How many words it has.
        sentences: How many sentences, as far as full stops tell.
        ease: Flesch's reading ease: about 100 for the easiest prose, about 0 for the hardest.
    """

    words: int
    sentences: int
    ease: float

    @property
    def sentence_length(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0


def paragraphs(moment: Moment) -> Iterator[str]:
    """Every paragraph that a moment may show, with all its variants, without markup."""
    for block in moment.text:
        for code in walk.block_prose(block):
            yield from _paragraphs(code)


def choice_texts(moments: Iterable[Moment]) -> Iterator[str]:
    """What choices say, each once where several moments share it."""
    every = {choice.text.place.span: choice for m in moments for choice in m.choices}
    for choice in every.values():
        yield from _paragraphs(choice.text)


def _paragraphs(code: Code[Prose[Meaning]]) -> Iterator[str]:
    if code.tree is None:
        yield code.text
        return
    for passage in code.tree.passages:
        yield "".join(_pieces(passage))


def _pieces(passage: Passage[Meaning]) -> Iterator[str]:
    for piece in passage.pieces:
        if not isinstance(piece, Mark):
            yield piece.text if isinstance(piece, Words) else SLOT


def reading(texts: Iterable[str]) -> Reading:
    """Measure paragraphs; Flesch's formula (1948) is made for English."""
    words = sentences = syllables = letters = 0
    for text in texts:
        words += len(text.split())
        sentences += sum(1 for part in _SENTENCE_END.split(text) if _WORD.search(part))
        for word in _WORD.findall(text):
            letters += 1
            syllables += syllables_of(word)
    if not letters or not sentences:
        return Reading(words, sentences, 0.0)
    ease = 206.835 - 1.015 * letters / sentences - 84.6 * syllables / letters
    return Reading(words, sentences, round(ease, 1))


def syllables_of(word: str) -> int:
    """Guess the syllables of an English word: its groups of vowels, less a silent ending."""
    plain = word.lower().replace("’", "'").removesuffix("'s")
    count = len(_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee", "ye"))
    silent = silent or (plain.endswith("ed") and not plain.endswith(("ted", "ded")))
    silent = silent or (plain.endswith("es") and plain[-3:-2] not in ("s", "z", "x", "h", "c", "g"))
    return max(count - (1 if silent else 0), 1)
