"""A playthrough as a document: every page read, every choice made, a note for every citation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from engine.model.calendar import describe, when
from engine.play import CONTINUE, view
from engine.record import lookup
from engine.record.bibliography import Bibliography, note_on
from engine.record.claims import speaker, verdict
from engine.record.export import VERDICTS_UNSAID
from engine.record.margin import BEHIND, HEADINGS, SILENCE, STANDING, cards
from engine.record.transcript.document import Document, Heading, Mark, Note, Paragraph, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from engine.model.calendar import Date
    from engine.model.prose import Paragraph as Prose
    from engine.model.record import Claim, Library
    from engine.model.story import Citation
    from engine.play import Offer, Page, Playthrough
    from engine.record.bibliography import Reference
    from engine.record.margin import Card
    from engine.record.transcript.document import Piece


def transcribe(playthrough: Playthrough, library: Library, *, new_first: bool = False) -> Document:
    """Write a playthrough down, from its first page to the one it is at.

    Args:
        playthrough: The reading.
        library: The sources.
        new_first: Whether New Style comes first in its dates.
    """
    run = list(reversed(list(playthrough.pages())))
    pages = [view(at) for at in run]
    taken = [at.choice for at in run[1:]]
    notes = _Notes(library, pages, new_first=new_first)
    dated = partial(describe, new_first=new_first)
    body = [
        part
        for page, choice in zip(pages, [*taken, None], strict=True)
        for part in _page(page, choice, notes, dated)
    ]
    story = playthrough.book.story
    return Document(
        title=story.title,
        preface=tuple(_preface(story.summary, story.content_notes, len(pages))),
        body=tuple(body),
        notes=tuple(notes.made),
        works=notes.works(),
    )


def _preface(summary: str, content: tuple[str, ...], pages: int) -> Iterator[Paragraph]:
    if summary:
        yield Paragraph((Words(summary, emphasis=True),))
    if content:
        yield Paragraph((Words(f"Content notes: {', '.join(content)}."),), "aside")
    count = "one page" if pages == 1 else f"{pages} pages"
    yield Paragraph((Words(f"The transcript of one playthrough, {count} long."),), "aside")


def _page(
    page: Page, choice: str | None, notes: _Notes, dated: Callable[[Date], str]
) -> Iterator[Heading | Paragraph]:
    scene = page.scene
    if page.opens:
        yield Heading(scene.title)
        yield Paragraph((Words(f"{scene.place}; {dated(scene.date)}."),), "aside")
    loose = notes.revealed(page)
    marked, unmarked = notes.cited(page)
    for paragraph in page.paragraphs:
        yield _prose(paragraph, marked)
    told = {run.mark for paragraph in page.paragraphs for run in paragraph.runs}
    lost = (mark for name, mark in marked.items() if name not in told)  # in a text not shown
    yield _aside(page, (*loose, *unmarked, *lost))
    if page.ending is not None:
        yield Heading(f"The end: {page.ending.title}")
        if page.ending.summary:
            yield Paragraph((Words(page.ending.summary, emphasis=True),))
    offer = next((offer for offer in page.offers if offer.id == choice), None)
    if offer is not None and choice != CONTINUE:
        yield _chosen(offer, notes.behind(page, offer))


def _prose(paragraph: Prose, marked: dict[str, Mark]) -> Paragraph:
    pieces: list[Piece] = []
    for run in paragraph.runs:
        if run.mark is None:
            pieces.append(Words(run.text, run.emphasis, run.strong))
        elif run.mark in marked:
            pieces.append(marked[run.mark])
    return Paragraph(_apart(pieces), "quote" if paragraph.kind == "quote" else "prose")


def _aside(page: Page, marks: tuple[Mark, ...]) -> Paragraph:
    """How much of a page happened, and what stands beside it without a place in its prose."""
    said = [Words(f"Page {page.number}. {STANDING[page.moment.standing]}")]
    if page.moment.note:
        said.append(Words(f" Editor’s note: {page.moment.note}"))
    if not page.moment.citations and not page.revealed:
        said.append(Words(f" {SILENCE}"))
    return Paragraph(_apart((*said, *marks)), "aside")


def _chosen(offer: Offer, marks: Iterable[Mark]) -> Paragraph:
    said = (Words("You chose: ", strong=True), Words(offer.text.text))
    return Paragraph(_apart((*said, *marks)), "choice")


def _apart(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Pieces in which two marks side by side are not read as one number."""
    set_apart: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Mark) and set_apart and isinstance(set_apart[-1], Mark):
            set_apart.append(Words(", "))
        set_apart.append(piece)
    return tuple(set_apart)


class _Notes:
    """The notes as they are made, one for each citation."""

    def __init__(self, library: Library, pages: Iterable[Page], *, new_first: bool) -> None:
        self._new_first = new_first
        self.made: list[Note] = []
        self._library = library
        self._first: dict[str, int] = {}
        self._works = lookup.works_behind(_claims(pages, library), library)
        self._bibliography = Bibliography(self._works)

    def cited(self, page: Page) -> tuple[dict[str, Mark], list[Mark]]:
        """The notes on a page: those with a place in its prose by its name, and the others."""
        marked: dict[str, Mark] = {}
        loose = []
        for card in self._cards(page, page.moment.citations):
            mark = self._add(card, HEADINGS[card.citation.bearing])
            if card.citation.mark and card.citation.mark not in marked:
                marked[card.citation.mark] = mark
            else:
                loose.append(mark)
        return marked, loose

    def revealed(self, page: Page) -> list[Mark]:
        """The notes on the choice that led to a page, which waited for it."""
        return [self._add(card, BEHIND) for card in self._cards(page, page.revealed)]

    def behind(self, page: Page, offer: Offer) -> list[Mark]:
        """The notes on a choice that could be read before it."""
        found = self._cards(page, offer.citations)
        return [self._add(card, HEADINGS[card.citation.bearing]) for card in found]

    def works(self) -> tuple[tuple[Piece, ...], ...]:
        """The bibliography: every work that speaks, or that carried a claim to us."""
        return tuple(tuple(_set(line)) for line in self._bibliography.lines())

    def _cards(self, page: Page, citations: tuple[Citation, ...]) -> tuple[Card, ...]:
        return cards(citations, self._library, page.scene.date.day)

    def _add(self, card: Card, heading: str) -> Mark:
        number = len(self.made) + 1
        first = self._first.setdefault(card.claim.id, number)
        pieces = self._full(card) if first == number else (Words(f"As note {first}."),)
        self.made.append(Note(number, (*pieces, *_place(card, heading))))
        return Mark(number)

    def _full(self, card: Card) -> Iterator[Piece]:
        claim = card.claim
        date = when(claim.date, new_first=self._new_first)
        said = "; ".join(part for part in (speaker(claim), date, card.kind) if part)
        yield Words(f"{claim.says} {said}. ")
        yield from _set(note_on(claim, self._library, self._bibliography))
        if claim.verdict not in VERDICTS_UNSAID:
            yield Words(f" The editor: {verdict(claim)}")
        if claim.quoted_to_rebut:
            yield Words(" It reached us only to be denied.")
        if card.clashes:
            yield Words(f" In conflict: {'; '.join(c.title for c in card.clashes)}.")


def _claims(pages: Iterable[Page], library: Library) -> Iterator[Claim]:
    for page in pages:
        offered = (citation for offer in page.offers for citation in offer.citations)
        for citation in (*page.revealed, *page.moment.citations, *offered):
            if claim := library.claim(citation.claim):
                yield claim


def _place(card: Card, heading: str) -> Iterator[Words]:
    """What a claim has to do with the place that cites it."""
    yield Words(f" {heading}{f', {card.lag}' if card.lag else ''}.")
    if card.citation.note:
        yield Words(f" {card.citation.note}")


def _set(reference: Reference) -> Iterator[Words]:
    return (Words(run.text, emphasis=run.italic) for run in reference.runs)
