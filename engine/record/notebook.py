"""The notebook: what a reader has met of the record, and what of it was opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model.calendar import describe, when
from engine.play import view
from engine.record import lookup
from engine.record.margin import BEHIND, HEADINGS, route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from engine.model.record import Claim, Library, Source
    from engine.model.story import Citation, Person, Story
    from engine.play import Page, Playthrough


@frozen()
class Sighting:
    """One place where a claim was shown.

    Attributes:
        page: The page of the playthrough, from 1.
        moment: The moment, ``scene/moment``.
        title: The title of its scene.
        date: The scene's date, in words.
        heading: What the claim says about this place, in the margin's words.
        citation: The use of the claim.
        choice: The words of the choice that it grounds; empty where it grounds the moment.
    """

    page: int
    moment: str
    title: str
    date: str
    heading: str
    citation: Citation
    choice: str = ""


@frozen()
class Note:
    """A claim in the notebook.

    Attributes:
        number: Its number in the notebook, from 1; a filter leaves it as it is.
        claim: The claim.
        source: The work whose voice it is.
        kind: What kind of voice it is, and through what we have it, in words.
        sightings: Where it was shown, in order; none if it was opened in another reading only.
        opened: Whether its dossier was read.
        date: When its voice spoke, in words.
    """

    number: int
    claim: Claim
    source: Source
    kind: str
    sightings: tuple[Sighting, ...]
    opened: bool
    date: str = ""


@frozen()
class Notebook:
    """What was met, in the order in which it was, then what was opened at another time."""

    story: Story
    notes: tuple[Note, ...]

    @property
    def met(self) -> int:
        """How many of the claims were met in this reading."""
        return sum(bool(note.sightings) for note in self.notes)

    @property
    def opened(self) -> int:
        """How many of the claims were opened."""
        return sum(note.opened for note in self.notes)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works that speak in it, each once, as first met."""
        return tuple({note.source.id: note.source for note in self.notes}.values())


def notebook(
    playthrough: Playthrough,
    library: Library,
    opened: Iterable[str] = (),
    *,
    new_first: bool = False,
) -> Notebook:
    """What a playthrough has shown of the record until here.

    Args:
        playthrough: The reading.
        library: The sources.
        opened: The ids of the claims whose dossiers were read, in this reading or another.
        new_first: Whether New Style comes first in its dates.
    """
    read = tuple(opened)
    met: dict[str, list[Sighting]] = {}
    for at in reversed(list(playthrough.pages())):
        for sighting in _sightings(view(at), new_first=new_first):
            if library.claim(sighting.citation.claim):
                met.setdefault(sighting.citation.claim, []).append(sighting)
    for name in read:
        if library.claim(name):
            met.setdefault(name, [])
    notes = (
        replace(
            _note(number, claim, library, tuple(seen), opened=name in read),
            date=when(claim.date, new_first=new_first),
        )
        for number, (name, seen) in enumerate(met.items(), 1)
        if (claim := library.claim(name))
    )
    return Notebook(playthrough.book.story, tuple(notes))


def _note(
    number: int, claim: Claim, library: Library, seen: tuple[Sighting, ...], *, opened: bool
) -> Note:
    source = library.sources[claim.source]
    return Note(number, claim, source, route(claim, library), seen, opened)


def _sightings(page: Page, *, new_first: bool) -> Iterator[Sighting]:
    """Every claim that can be read beside a page, in the order of the margin."""
    date = describe(page.scene.date, new_first=new_first)
    for citation in page.revealed:
        yield _sighting(page, date, citation, BEHIND)
    for bearing, heading in HEADINGS.items():
        for citation in page.moment.citations:
            if citation.bearing is bearing:
                yield _sighting(page, date, citation, heading)
    for offer in page.offers:
        words = "".join(run.text for run in offer.text.runs)
        for citation in offer.citations:
            yield _sighting(page, date, citation, HEADINGS[citation.bearing], words)


def _sighting(
    page: Page, date: str, citation: Citation, heading: str, choice: str = ""
) -> Sighting:
    return Sighting(
        page=page.number,
        moment=page.moment.id,
        title=page.scene.title,
        date=date,
        heading=heading,
        citation=citation,
        choice=choice,
    )


def of_source(book: Notebook, source: str) -> Notebook:
    """Only the notes in which a source speaks or through which it reached us."""
    return _only(book, (n for n in book.notes if source in (n.source.id, *n.claim.chain)))


def of_person(book: Notebook, person: str) -> Notebook:
    """Only the notes that speak of a person, by the id of the table of people."""
    return _only(book, (note for note in book.notes if person in note.claim.people))


def opened_only(book: Notebook) -> Notebook:
    """Only the notes whose dossiers were read."""
    return _only(book, (note for note in book.notes if note.opened))


def of_numbers(book: Notebook, numbers: Collection[int]) -> Notebook:
    """Only the notes of some numbers."""
    return _only(book, (note for note in book.notes if note.number in numbers))


def _only(book: Notebook, notes: Iterable[Note]) -> Notebook:
    return replace(book, notes=tuple(notes))


def people(book: Notebook, library: Library) -> tuple[Person, ...]:
    """Everybody whom the notes speak of, each once, by name."""
    names = {name for note in book.notes for name in note.claim.people}
    known = (library.people[name] for name in names if name in library.people)
    return tuple(sorted(known, key=lambda person: (person.name.split()[-1], person.id)))


def works(book: Notebook, library: Library) -> tuple[Source, ...]:
    """The works that speak in a notebook or carried a claim to us: its bibliography."""
    return lookup.works_behind((note.claim for note in book.notes), library)
