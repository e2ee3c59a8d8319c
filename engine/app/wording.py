"""How the record is put in words on every screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.model.calendar import describe, when
from engine.model.record import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.calendar import Date
    from engine.model.record import Claim, Conflict, Source

UNBROKEN = re.compile(
    r"(?<=\b\d) (?=[A-Z])|(?<=\b\d\d) (?=[A-Z])|(?<=[a-z]) (?=(?:Old|New) S)|(?<=Old|New) (?=S)"
)
"""Spaces of a date at which no line ends: before a month, and about the name of a calendar."""

WARNINGS = {
    Verdict.DISPUTED: "The editor holds this to be disputed.",
    Verdict.WRONG: "The editor holds this to be wrong.",
    Verdict.ANACHRONISM: "The editor finds an anachronism here.",
    Verdict.MISPRINT: "The editor finds a misprint here.",
    Verdict.UNSUPPORTED: "The editor finds no support for this.",
}
"""What the margin says of a claim beside the page; of a sound one it says nothing."""

DENIED = "Quoted only to be denied."


def number(count: int) -> str:
    """A number in words while that is short."""
    from engine.record.lag import NUMBERS  # noqa: PLC0415  (no page of a story has one)

    return NUMBERS[count] if 0 < count < len(NUMBERS) else str(count)


def unbroken(said: str) -> str:
    """Words in which no line ends between a day and its month, or within a calendar's name."""
    return UNBROKEN.sub("\u00a0", said)


def whole(said: str) -> str:
    """A few words that stand on one line."""
    return said.replace(" ", "\u00a0")


def dated(date: Date, *, new_first: bool = False) -> str:
    """A date in both calendars, set so that it breaks well."""
    return unbroken(describe(date, new_first=new_first))


def spoken(claim: Claim, *, new_first: bool = False) -> str:
    """Who says a claim and of when, no day apart from its month."""
    from engine.record.claims import speaker  # noqa: PLC0415  (the margin comes after the prose)

    date = when(claim.date, new_first=new_first)
    said = ", ".join(part for part in (speaker(claim), date) if part)
    return unbroken(said)


def warned(claim: Claim) -> str:
    """What a reader is told of a claim before opening it, a line each; of most, nothing."""
    denied = DENIED if claim.quoted_to_rebut else ""
    return "\n".join(filter(None, (WARNINGS.get(claim.verdict, ""), denied)))


def otherwise(claim: Claim, conflicts: Iterable[Conflict]) -> str:
    """That a claim cannot stand beside another, or beside what is in no text we hold."""
    theirs = [conflict for conflict in conflicts if claim.id in conflict.claims]
    if any(other != claim.id for conflict in theirs for other in conflict.claims):
        return "≠ Told otherwise elsewhere"
    return "≠ The general literature tells it otherwise" if theirs else ""


def opening(said: str) -> str:
    """Words as they open a line of their own."""
    return said[:1].upper() + said[1:]


def page_of(claim: Claim) -> str:
    """The page as a reader of footnotes expects it: ``p. 37``, ``pp. 37–38``."""
    if not claim.page:
        return ""
    many = any(sign in claim.page for sign in "-–,")
    return f"{'pp.' if many else 'p.'}\u00a0{claim.page.replace('-', '–')}"


def where(claim: Claim, source: Source) -> str:
    """The work and the page."""
    return ", ".join(part for part in (source.short, page_of(claim)) if part)
