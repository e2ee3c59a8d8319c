"""Finding claims in a library, and several libraries as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.record import Library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.record import Claim, Conflict, Source
    from engine.model.story import Person


def claims(library: Library) -> Iterator[Claim]:
    """Every claim, by source and in the order of its file."""
    return (claim for source in library.sources.values() for claim in source.claims.values())


def find(name: str, library: Library) -> Claim | None:
    """The claim of an id ``source/claim``, or of a number of the register such as ``S4-126``."""
    wanted = name.strip().casefold()
    found = library.claim(wanted)
    if found or not wanted:
        return found
    return next((claim for claim in claims(library) if claim.number.casefold() == wanted), None)


def conflicts(claim: Claim, library: Library) -> tuple[Conflict, ...]:
    """The conflicts that a claim is part of."""
    return tuple(conflict for conflict in library.conflicts if claim.id in conflict.claims)


def called(claim: Claim) -> str:
    """What a reader types to find a claim again: its number, else its id."""
    return claim.number or claim.id


def works_behind(found: Iterable[Claim], library: Library) -> tuple[Source, ...]:
    """The works that speak in some claims or carry them to us, each once, as first met."""
    names = dict.fromkeys(name for claim in found for name in (claim.source, *claim.chain))
    return tuple(library.sources[name] for name in names if name in library.sources)


def together(libraries: Iterable[Library]) -> Library:
    """Several libraries as one; what several of them hold under one id is taken once."""
    sources: dict[str, Source] = {}
    conflicts: dict[str, Conflict] = {}
    people: dict[str, Person] = {}
    for library in libraries:
        sources = {**library.sources, **sources}
        conflicts = {**{c.id: c for c in library.conflicts}, **conflicts}
        people = {**library.people, **people}
    return Library(sources, tuple(conflicts.values()), people)
