"""The words of a page: counting them, finding some among them, and showing how others differ."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.play import Page


def prose_of(page: Page) -> str:
    """The prose of a page on one line."""
    return _plain(paragraph.text for paragraph in page.paragraphs)


def all_of(page: Page) -> str:
    """Everything that a page says on one line: its prose, its choices and why some are locked."""
    offers = (word for offer in page.offers for word in (offer.text.text, offer.locked or ""))
    return _plain((prose_of(page), *offers))


def count(text: str) -> int:
    """How many words there are."""
    return len(text.split())


def are_in(words: str, text: str) -> bool:
    """Whether some words stand in a text, however they are broken into lines."""
    return _plain([words]) in text


def _plain(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())


@frozen()
class Difference:
    """How words that were expected differ from the nearest on a page.

    Attributes:
        likeness: From 0, nothing alike, to 1.
        expected: The words expected, those that are not there in [-brackets-].
        there: The nearest words of the page, those not expected in {+braces+}.
    """

    likeness: float
    expected: str
    there: str


def difference(words: str, text: str) -> Difference:
    """Find the words of a text that are nearest to some words, and mark what differs."""
    wanted, has = words.split(), text.split()
    matcher = SequenceMatcher(a=wanted, b=has, autojunk=False)
    match = matcher.find_longest_match()
    start = max(match.b - match.a, 0)
    near = has[start : start + len(wanted)]
    if not match.size:
        return Difference(0.0, " ".join(wanted), " ".join(has[: max(len(wanted), 20)]))
    matcher.set_seq2(near)
    expected, there = [], []
    for what, a, a_end, b, b_end in matcher.get_opcodes():
        same = what == "equal"
        expected += _marked(wanted[a:a_end], "" if same else "[-", "" if same else "-]")
        there += _marked(near[b:b_end], "" if same else "{+", "" if same else "+}")
    return Difference(matcher.ratio(), " ".join(expected), " ".join(there))


def _marked(words: list[str], before: str, after: str) -> list[str]:
    return [f"{before}{' '.join(words)}{after}"] if words else []
