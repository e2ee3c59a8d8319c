"""The reckoning at an ending: what was read, set beside what the record says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.model.story import Standing
from engine.play import view
from engine.record.margin import margin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.model.record import Library, Source
    from engine.play import Playthrough


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a playthrough was made of.

    Attributes:
        moments: How many moments were read, each counted once, by their standing.
        silent: At how many of them no source speaks.
        sources: The works that spoke, in the order in which they did.
    """

    moments: Mapping[Standing, int]
    silent: int
    sources: tuple[Source, ...]


def reckon(playthrough: Playthrough, library: Library) -> Reckoning:
    """Count what was read until here."""
    standings: dict[str, Standing] = {}
    spoke: set[str] = set()
    sources: dict[str, Source] = {}
    for at in reversed(list(playthrough.pages())):
        page = view(at)
        standings[page.moment.id] = page.moment.standing
        for group in margin(page, library).groups:
            for card in group.cards:
                spoke.add(page.moment.id)
                sources.setdefault(card.source.id, card.source)
    counts = {s: sum(1 for found in standings.values() if found is s) for s in Standing}
    return Reckoning(counts, len(standings.keys() - spoke), tuple(sources.values()))
