"""The reckoning at an ending: what the reader did, set beside what the record says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model.record import Kind
from engine.model.story import Standing
from engine.play import view
from engine.record.margin import KINDS, cards, margin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.model.record import Library, Source
    from engine.play import Page, Playthrough
    from engine.record.margin import Card


@frozen()
class Read:
    """A moment that was read: its id, ``scene/moment``, and the title of its scene."""

    moment: str
    title: str


@frozen()
class Deed:
    """A choice that was taken, and what the record says of it.

    Attributes:
        page: The page on which it was taken, from 1.
        read: Where.
        choice: Its id.
        words: Its words, as they stood there.
        led_to: How much happened of the moment that it led to.
        cards: The claims that ground it, shown before or revealed after; none where no source
            speaks to it.
    """

    page: int
    read: Read
    choice: str
    words: str
    led_to: Standing
    cards: tuple[Card, ...]


@frozen()
class Voice:
    """One kind of voice among those that spoke: it counts once, however much it said.

    Attributes:
        kind: The kind.
        name: The kind, in words.
        sources: The works that spoke in it, each with its leaning, as they first did.
        claims: How many of their claims were met.
    """

    kind: Kind
    name: str
    sources: tuple[Source, ...]
    claims: int


@frozen()
class Reckoning:
    """What a playthrough was made of.

    Attributes:
        moments: How many moments were read, each counted once, by their standing.
        silent: At how many of them no source speaks.
        sources: The works that spoke, in the order in which they did.
        deeds: Every choice taken, in order; pages that were only turned are none.
        invented: The moments that are invented, in the order of reading.
        silences: The moments at which no source speaks, in the order of reading.
        voices: Who spoke, by kind of voice and in a fixed order, so that the work that is
            quoted most does not weigh most.
    """

    moments: Mapping[Standing, int]
    silent: int
    sources: tuple[Source, ...]
    deeds: tuple[Deed, ...] = ()
    invented: tuple[Read, ...] = ()
    silences: tuple[Read, ...] = ()
    voices: tuple[Voice, ...] = ()


def reckon(playthrough: Playthrough, library: Library) -> Reckoning:
    """Reckon up what was read until here, in one pass over its pages."""
    tally = _Tally(library)
    before: Page | None = None
    for at in reversed(list(playthrough.pages())):
        page = view(at)
        tally.add(page)
        if before is not None and at.choice is not None:
            tally.deed(before, at.choice, page)
        before = page
    return tally.reckoning()


def by_scene(moments: Iterable[Read]) -> dict[str, int]:
    """How many of some moments each scene has, by its title, in the order of reading."""
    return dict(Counter(read.title for read in moments))


class _Tally:
    """What has been counted so far."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.read: dict[str, tuple[Read, Standing]] = {}
        self.spoke: set[str] = set()
        self.sources: dict[str, Source] = {}
        self.voices: dict[Kind, dict[str, Source]] = {}
        self.claims: dict[Kind, set[str]] = {}
        self.deeds: list[Deed] = []

    def add(self, page: Page) -> None:
        """Count a page, and what the margin says beside it."""
        moment = page.moment
        self.read[moment.id] = (Read(moment.id, page.scene.title), moment.standing)
        for group in margin(page, self.library).groups:
            self.spoke.add(moment.id)
            for card in group.cards:
                self.sources.setdefault(card.source.id, card.source)
                self._hear(card)

    def deed(self, page: Page, choice: str, then: Page) -> None:
        """Count a choice, unless it only turned the page or is no longer there."""
        offer = next((offer for offer in page.offers if offer.id == choice), None)
        if offer is None or offer.choice is None:
            return
        grounds = cards(offer.choice.citations, self.library, page.scene.date.day)
        for card in grounds:
            self._hear(card)
        self.deeds.append(
            Deed(
                page=page.number,
                read=Read(page.moment.id, page.scene.title),
                choice=choice,
                words="".join(run.text for run in offer.text.runs),
                led_to=then.moment.standing,
                cards=grounds,
            )
        )

    def _hear(self, card: Card) -> None:
        kind = card.claim.kind
        self.voices.setdefault(kind, {}).setdefault(card.source.id, card.source)
        self.claims.setdefault(kind, set()).add(card.claim.id)

    def reckoning(self) -> Reckoning:
        """All of it."""
        found = tuple(self.read.values())
        return Reckoning(
            moments={s: sum(1 for _, standing in found if standing is s) for s in Standing},
            silent=len(self.read.keys() - self.spoke),
            sources=tuple(self.sources.values()),
            deeds=tuple(self.deeds),
            invented=tuple(read for read, standing in found if standing is Standing.INVENTED),
            silences=tuple(read for read, _ in found if read.moment not in self.spoke),
            voices=tuple(self._voices()),
        )

    def _voices(self) -> Iterator[Voice]:
        for kind in Kind:
            if kind in self.voices:
                works = tuple(self.voices[kind].values())
                yield Voice(kind, KINDS[kind], works, len(self.claims[kind]))
