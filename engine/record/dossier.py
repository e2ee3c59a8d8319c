"""The dossier of a claim: everything that is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model import walk
from engine.record import lookup
from engine.record.margin import KINDS

if TYPE_CHECKING:
    from engine.model.record import Claim, Conflict, Library, Source
    from engine.model.story import Person, Story

VERDICTS = {
    "sound": "Sound: broadly as the general literature has it, or fairly reported.",
    "interpretation": "Interpretation: a judgement or a framing, not a fact to be checked.",
    "disputed": "Disputed: one-sided, oversimplified, or argued over.",
    "wrong": "Wrong: it holds an error of fact.",
    "anachronism": "Anachronism: it puts a later thing into an earlier time.",
    "misprint": "Misprint: a slip or a cut in the text spoils the fact.",
    "unsupported": "Unsupported: nothing in the known record bears it out.",
}


@frozen()
class Link:
    """One link of a chain.

    Attributes:
        source: The work.
        role: What it does in the chain, in words: who speaks, who quotes or retells, what we hold.
    """

    source: Source
    role: str


@frozen()
class Clash:
    """A conflict that a claim is part of.

    Attributes:
        conflict: What differs and why it cannot all stand.
        others: The other voices.
    """

    conflict: Conflict
    others: tuple[Claim, ...]


@frozen()
class Use:
    """A place that cites the claim, as ``scene/moment``, with the title of its scene."""

    story: str
    moment: str
    title: str


@frozen()
class Dossier:
    """A claim with everything that belongs to it.

    Attributes:
        claim: The claim.
        source: The work whose voice it is.
        kind: What kind of voice it is, in words.
        chain: How it reached us, from the voice to the page we hold.
        verdict: What the editor makes of it, in words.
        clashes: What it cannot stand beside.
        rebuttals: The claims that deny it.
        rebuts: The claims that it denies.
        people: Who it speaks of.
        uses: Every moment that cites it, itself or on a choice.
    """

    claim: Claim
    source: Source
    kind: str
    chain: tuple[Link, ...]
    verdict: str
    clashes: tuple[Clash, ...]
    rebuttals: tuple[Claim, ...]
    rebuts: tuple[Claim, ...]
    people: tuple[Person, ...]
    uses: tuple[Use, ...]


def dossier(claim: Claim, library: Library, *stories: Story) -> Dossier:
    """Gather what belongs to a claim.

    Args:
        claim: A claim of the library.
        library: The sources.
        stories: The books whose moments may cite it.
    """
    return Dossier(
        claim=claim,
        source=library.sources[claim.source],
        kind=KINDS[claim.kind],
        chain=_chain(claim, library),
        verdict=VERDICTS[claim.verdict],
        clashes=tuple(
            Clash(conflict, _claims(conflict.claims, library, besides=claim.id))
            for conflict in lookup.conflicts(claim, library)
        ),
        rebuttals=_claims(claim.rebutted_by, library),
        rebuts=tuple(
            other
            for source in library.sources.values()
            for other in source.claims.values()
            if claim.id in other.rebutted_by
        ),
        people=tuple(library.people[p] for p in claim.people if p in library.people),
        uses=tuple(use for story in stories for use in _uses(claim, story)),
    )


def _chain(claim: Claim, library: Library) -> tuple[Link, ...]:
    works = [library.sources[name] for name in claim.chain if name in library.sources]
    if len(works) == 1:
        return (Link(works[0], "speaks, and we hold the page"),)
    roles = ["speaks", *["passes it on"] * (len(works) - 2), "passes it on, and we hold the page"]
    return tuple(Link(work, role) for work, role in zip(works, roles, strict=True))


def _claims(names: tuple[str, ...], library: Library, besides: str = "") -> tuple[Claim, ...]:
    found = (library.claim(name) for name in names if name != besides)
    return tuple(claim for claim in found if claim)


def _uses(claim: Claim, story: Story) -> list[Use]:
    return [
        Use(story.id, moment.id, story.scenes[moment.scene].title)
        for moment in walk.moments(story)
        if any(citation.claim == claim.id for citation in walk.citations(moment))
    ]
