"""How the record is put in words on every screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.model.calendar import describe
from engine.model.record import Verdict
from engine.record.lag import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.calendar import Date
    from engine.model.record import Claim, Source

SENTENCE = re.compile(r".*?[^\W\d_]{3}[.?!](?=\s|$)", re.DOTALL)
"""Up to the first stop after a word: initials end none."""

UNBROKEN = re.compile(r"(?<=\b\d) (?=[A-Z])|(?<=\b\d\d) (?=[A-Z])|(?<=Old|New) (?=Style)")
"""Spaces of a date at which no line ends: before a month, and within the name of a calendar."""

WARNINGS = {
    Verdict.DISPUTED: "The editor holds this to be disputed.",
    Verdict.WRONG: "The editor holds this to be wrong.",
    Verdict.ANACHRONISM: "The editor finds an anachronism here.",
    Verdict.MISPRINT: "The editor finds a misprint here.",
    Verdict.UNSUPPORTED: "The editor finds no support for this.",
}
"""What the margin says of a claim beside the page; of a sound one it says nothing."""


def number(count: int) -> str:
    """A number in words while that is short."""
    return NUMBERS[count] if 0 < count < len(NUMBERS) else str(count)


def count(things: int, name: str) -> str:
    """So many things: ``1 claim``, ``88 claims``."""
    return f"{things} {name}{'' if things == 1 else 's'}"


def dated(date: Date, *, new_first: bool = False) -> str:
    """A date in both calendars, set so that it breaks well."""
    return UNBROKEN.sub("\u00a0", describe(date, new_first=new_first))


def speaker(claim: Claim) -> str:
    """Who says a claim, and whether that is a reading of the editor's."""
    return f"{claim.speaker}, as inferred" if claim.inferred else claim.speaker


def in_short(said: str) -> str:
    """The first sentence, which says which way a work leans; its page has the whole card."""
    found = SENTENCE.match(said)
    return found[0] if found else said


def page_of(claim: Claim) -> str:
    """The page as a reader of footnotes expects it: ``p. 37``, ``pp. 37–38``."""
    if not claim.page:
        return ""
    many = any(sign in claim.page for sign in "-–,")
    return f"{'pp.' if many else 'p.'}\u00a0{claim.page.replace('-', '–')}"


def where(claim: Claim, source: Source) -> str:
    """The work and the page."""
    return ", ".join(part for part in (source.short, page_of(claim)) if part)


def work(source: Source) -> str:
    """A work as a bibliography would open its entry: authors, title, place and year."""
    csl = source.csl
    authors = " and ".join(_names(csl.get("author", ())))
    issued = " ".join(str(csl[name]) for name in ("publisher-place", "issued") if csl.get(name))
    parts = (authors, str(csl.get("title", source.short)), issued)
    return ", ".join(part for part in parts if part)


def _names(authors: object) -> Iterator[str]:
    for author in authors if isinstance(authors, (list, tuple)) else ():
        if hasattr(author, "get"):
            parts = (author.get("literal"), author.get("given"), author.get("family"))
            yield " ".join(str(part) for part in parts if part)
