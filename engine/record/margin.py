"""The margin: what the record shows beside one page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model.story import Bearing, Standing
from engine.record.lag import is_later, lag

if TYPE_CHECKING:
    from engine.model.calendar import Day
    from engine.model.record import Claim, Conflict, Library, Source
    from engine.model.story import Citation
    from engine.play.page import Offer, Page

STANDING = {
    Standing.DOCUMENTED: "This happened, and is told as the sources tell it.",
    Standing.ALTERED: "This happened otherwise: the sources disagree with what is told here.",
    Standing.INVENTED: "This is invented: no source tells of it.",
}
HEADINGS = {
    Bearing.SUPPORTS: "Makes it likelier",
    Bearing.CONTRADICTS: "Says otherwise",
    Bearing.TENSION: "Makes it less likely",
    Bearing.CONTEXT: "Around it",
}
BEHIND = "Behind what you chose"
"""The heading of claims that waited for the choice they ground."""
SILENCE = "The record is silent. No source in this library speaks to this moment."
KINDS = {
    "primary": "document",
    "scholarship": "scholarship",
    "official-history": "official history",
    "memoir": "memoir",
    "polemic": "polemic",
    "blog": "blog",
    "unattributed": "no source named",
    "fiction": "fiction",
}
_ARTICLES = dict.fromkeys(KINDS, "a") | {"official-history": "an", "scholarship": "a work of"}


@frozen()
class Card:
    """One claim as the margin shows it beside a page.

    Attributes:
        citation: The use of the claim.
        claim: The claim.
        source: The work whose voice it is.
        kind: What kind of voice it is, in words.
        lag: How much later or earlier than the moment, in words; empty where unknown.
        clashes: The conflicts the claim is part of.
    """

    citation: Citation
    claim: Claim
    source: Source
    kind: str
    clashes: tuple[Conflict, ...]
    lag: str = ""


@frozen()
class Group:
    """Cards of one bearing under their heading."""

    heading: str
    cards: tuple[Card, ...]


@frozen()
class Margin:
    """What the margin shows.

    Attributes:
        standing: How much of the moment happened, in words; always the first line.
        groups: The claims by bearing.
        silence: The fixed sentence, where the record is silent.
        note: The editor's remark, shown as a remark.
        kept_back: How many claims are not shown, because they are later than the page.
    """

    standing: str
    groups: tuple[Group, ...]
    silence: str | None
    note: str
    kept_back: int = 0

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every claim shown, in order."""
        return tuple(card for group in self.groups for card in group.cards)


def unspoilt(page: Page, whole: Margin) -> Margin:
    """A margin without what was said after the page's day, until the story has ended."""
    day = page.scene.date.day
    if page.ending is not None:
        return whole
    kept = (
        Group(g.heading, tuple(c for c in g.cards if not is_later(day, c.claim.date)))
        for g in whole.groups
    )
    groups = tuple(group for group in kept if group.cards)
    shown = sum(len(group.cards) for group in groups)
    return replace(whole, groups=groups, kept_back=len(whole.cards) - shown)


def margin(page: Page, library: Library, offer: Offer | None = None) -> Margin:
    """What the record shows beside a page.

    Args:
        page: The page.
        library: The sources.
        offer: The highlighted choice, whose own claims come first where it has any.
    """
    day = page.scene.date.day
    cited, revealed = _each_once(page.moment.citations, page.revealed)
    groups = _groups(cited, library, day)
    if revealed:
        groups = (Group(BEHIND, cards(revealed, library, day)), *groups)
    if offer and offer.citations:
        groups = (Group("About this choice", cards(offer.citations, library, day)), *groups)
    return Margin(
        standing=STANDING[page.moment.standing],
        groups=groups,
        silence=None if groups else SILENCE,
        note=page.moment.note,
    )


def _each_once(
    cited: tuple[Citation, ...], revealed: tuple[Citation, ...]
) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """A claim behind the choice that the moment cites as well is one card, with both notes."""
    behind = {citation.claim: citation.note for citation in revealed}
    here = {citation.claim for citation in cited}
    merged = (
        replace(citation, note=f"{behind[citation.claim]} {citation.note}".strip())
        if citation.claim in behind
        else citation
        for citation in cited
    )
    return tuple(merged), tuple(citation for citation in revealed if citation.claim not in here)


def _groups(
    citations: tuple[Citation, ...], library: Library, day: Day | None
) -> tuple[Group, ...]:
    every = cards(citations, library, day)
    grouped = ((h, tuple(c for c in every if c.citation.bearing is b)) for b, h in HEADINGS.items())
    return tuple(Group(heading, found) for heading, found in grouped if found)


def cards(citations: tuple[Citation, ...], library: Library, day: Day | None) -> tuple[Card, ...]:
    """The claims that some citations name, as the margin shows them beside a moment.

    Args:
        citations: The citations.
        library: The sources.
        day: The moment's day, New Style.
    """
    return tuple(card for citation in citations if (card := _card(citation, library, day)))


def _card(citation: Citation, library: Library, day: Day | None) -> Card | None:
    claim = library.claim(citation.claim)
    if claim is None:
        return None
    return Card(
        citation=citation,
        claim=claim,
        source=library.sources[claim.source],
        kind=route(claim, library),
        clashes=tuple(c for c in library.conflicts if claim.id in c.claims),
        lag=lag(day, claim.date),
    )


def route(claim: Claim, library: Library) -> str:
    """What kind of voice a claim is, and through what we have it: "document, by way of a polemic".

    A voice that we hold is only its kind.
    """
    kind = KINDS[claim.kind]
    held = library.sources.get(claim.chain[-1]) if len(claim.chain) > 1 else None
    return f"{kind}, by way of {_ARTICLES[held.kind]} {KINDS[held.kind]}" if held else kind
