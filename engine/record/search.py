"""Searching claims: every word must occur, anywhere.

Capitals, accents and apostrophes make no difference, and a word is found by its beginning:
``muravev mutin`` finds the mutiny of Murav'ev.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from engine.document.frozen import frozen
from engine.record import lookup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.record import Claim, Library, Source

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʹʼʿ`´"))
WORD = re.compile(r"[^\W_]+")
SAYS, SPEAKER, PEOPLE, WORK = 8, 4, 2, 1
"""What a word is worth by where it is found; a whole word is worth twice its beginning."""


@frozen()
class Entry:
    """A claim as it is looked for: its words by what they are worth."""

    claim: Claim
    words: tuple[tuple[int, frozenset[str]], ...]


@frozen()
class Index:
    """A library ready to be searched: made once, searched at every key."""

    entries: tuple[Entry, ...]


def fold(text: str) -> str:
    """Text without what makes no difference: capitals, accents, apostrophes.

    >>> fold("Murav’ëv")
    'muravev'
    """
    plain = normalize("NFKD", text.casefold().translate(APOSTROPHES))
    return "".join(c for c in plain if not combining(c)).translate(APOSTROPHES)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded, in order."""
    return tuple(WORD.findall(fold(text)))


def make_index(library: Library) -> Index:
    """Make a library ready to be searched."""
    works = {source.id: _words(_work(source)) for source in library.sources.values()}
    people = {
        name: _words((name, person.name, *person.spellings))
        for name, person in library.people.items()
    }
    return Index(
        tuple(
            Entry(
                claim,
                (
                    (SAYS, _words((claim.says,))),
                    (SPEAKER, _words((claim.speaker,))),
                    (PEOPLE, frozenset[str]().union(*(people.get(p, ()) for p in claim.people))),
                    (WORK, works[claim.source] | _words((claim.number, claim.id))),
                ),
            )
            for claim in lookup.claims(library)
        )
    )


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words(text))


def _work(source: Source) -> Iterable[str]:
    yield from (source.id, source.short, str(source.csl.get("title", "")))
    for role in ("author", "editor"):
        names = source.csl.get(role)
        for name in names if isinstance(names, list | tuple) else ():
            yield from (str(part) for part in name.values() if isinstance(name, dict))


def search(query: str, index: Index) -> tuple[Claim, ...]:
    """The claims in which every word occurs, the likeliest first; none for no words.

    A word counts for more in what is said than in who says it, who it speaks of, or the work;
    claims that are as likely stand in the order of the library.
    """
    wanted = words(query)
    if not wanted:
        return ()
    ranked = [(_worth(wanted, entry), entry.claim) for entry in index.entries]
    found = [(worth, claim) for worth, claim in ranked if worth]
    return tuple(claim for _, claim in sorted(found, key=lambda one: -one[0]))


def _worth(wanted: tuple[str, ...], entry: Entry) -> int:
    """What the words are worth together; nothing where one of them does not occur."""
    total = 0
    for word in wanted:
        best = max(worth * _match(word, known) for worth, known in entry.words)
        if not best:
            return 0
        total += best
    return total


def _match(word: str, known: frozenset[str]) -> int:
    if word in known:
        return 2
    return 1 if any(one.startswith(word) for one in known) else 0
