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
from engine.record.transcript.document import Document, Leaf, Mark, Note, Paragraph, Part, Words

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
    leaves = tuple(
        _leaf(page, choice, notes, dated)
        for page, choice in zip(pages, [*taken, None], strict=True)
    )
    story = playthrough.book.story
    return Document(
        title=story.title,
        summary=story.summary,
        about=tuple(_about(story.content_notes, len(pages))),
        leaves=leaves,
        works=notes.works(),
    )


def _about(content: tuple[str, ...], pages: int) -> Iterator[str]:
    if content:
        yield f"Content notes: {', '.join(content)}."
    count = "one page" if pages == 1 else f"{pages} pages"
    yield f"One reading, {count} long, with what the record says of each page."


def _leaf(page: Page, choice: str | None, notes: _Notes, dated: Callable[[Date], str]) -> Leaf:
    scene, ending = page.scene, page.ending
    revealed = notes.revealed(page)
    marked, unmarked = notes.cited(page)
    placed = {run.mark for paragraph in page.paragraphs for run in paragraph.runs}
    lost = (mark for name, mark in marked.items() if name not in placed)  # in a text not shown
    offer = next((offer for offer in page.offers if offer.id == choice), None)
    chosen = offer is not None and choice != CONTINUE
    return Leaf(
        number=page.number,
        prose=tuple(_prose(paragraph, marked) for paragraph in page.paragraphs),
        standing=STANDING[page.moment.standing],
        heading=scene.title if page.opens else "",
        place=f"{scene.place}; {dated(scene.date)}." if page.opens else "",
        remark=_remark(page),
        loose=tuple(mark.note for mark in (*revealed, *unmarked, *lost)),
        ending=(ending.title, ending.summary) if ending is not None else None,
        choice=_chosen(offer, notes.behind(page, offer)) if offer is not None and chosen else (),
        notes=notes.taken(),
    )


def _prose(paragraph: Prose, marked: dict[str, Mark]) -> Paragraph:
    pieces: list[Piece] = []
    for run in paragraph.runs:
        if run.mark is None:
            pieces.append(Words(run.text, run.emphasis, run.strong))
        elif run.mark in marked:
            pieces.append(marked[run.mark])
    return Paragraph(_apart(pieces), "quote" if paragraph.kind == "quote" else "prose")


def _remark(page: Page) -> str:
    """What the editor says of a page, and that there is nothing else to be said of it."""
    note = f"Editor’s note: {page.moment.note}" if page.moment.note else ""
    silent = not page.moment.citations and not page.revealed
    return " ".join(filter(None, (note, SILENCE if silent else "")))


def _chosen(offer: Offer, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    return _apart((Words(offer.text.text), *marks))


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
        self._made: list[Note] = []
        self._taken = 0
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

    def taken(self) -> tuple[Note, ...]:
        """The notes made since they were last taken."""
        before, self._taken = self._taken, len(self._made)
        return tuple(self._made[before:])

    def works(self) -> tuple[tuple[Words, ...], ...]:
        """The bibliography: every work that speaks, or that carried a claim to us."""
        return tuple(tuple(_set(line)) for line in self._bibliography.lines())

    def _cards(self, page: Page, citations: tuple[Citation, ...]) -> tuple[Card, ...]:
        return cards(citations, self._library, page.scene.date.day)

    def _add(self, card: Card, heading: str) -> Mark:
        number = len(self._made) + 1
        first = self._first.setdefault(card.claim.id, number)
        again = Part("claim", (Words(f"As note {first}."),))
        parts = self._full(card) if first == number else (again,)
        self._made.append(Note(number, (*parts, _place(card, heading))))
        return Mark(number)

    def _full(self, card: Card) -> Iterator[Part]:
        claim = card.claim
        date = when(claim.date, new_first=self._new_first)
        said = "; ".join(part for part in (speaker(claim), date, card.kind) if part)
        work = _set(note_on(claim, self._library, self._bibliography))
        yield Part("claim", (Words(claim.says),))
        yield Part("voice", (Words(f"{said}. "), *work))
        held = " ".join(_held(card))
        if held:
            yield Part("editor", (Words(held),))


def _held(card: Card) -> Iterator[str]:
    """What the editor holds of a claim, where that is to be said."""
    if card.claim.verdict not in VERDICTS_UNSAID:
        yield f"The editor: {verdict(card.claim)}"
    if card.claim.quoted_to_rebut:
        yield "It reached us only to be denied."
    if card.clashes:
        yield f"In conflict: {'; '.join(clash.title for clash in card.clashes)}."


def _claims(pages: Iterable[Page], library: Library) -> Iterator[Claim]:
    for page in pages:
        offered = (citation for offer in page.offers for citation in offer.citations)
        for citation in (*page.revealed, *page.moment.citations, *offered):
            if claim := library.claim(citation.claim):
                yield claim


def _place(card: Card, heading: str) -> Part:
    """What a claim has to do with the place that cites it."""
    bearing = f"{heading}{f', {card.lag}' if card.lag else ''}."
    return Part("place", (Words(" ".join(filter(None, (bearing, card.citation.note)))),))


def _set(reference: Reference) -> Iterator[Words]:
    return (Words(run.text, emphasis=run.italic) for run in reference.runs)
