"""The notebook as lines, and written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.document.english import plural
from engine.plain.files import keep
from engine.plain.record import in_brief
from engine.plain.text import BLANK, Line
from engine.record import notebook as notes
from engine.record.export import FORMS, save
from engine.record.search import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Library
    from engine.model.story import Person
    from engine.record.notebook import Note, Notebook


def answer(book: Notebook, library: Library, query: str) -> Iterator[Line]:
    """What to print for ``n``, ``n NAME`` and ``n FILE``."""
    if Path(query).suffix.lower() in FORMS:
        yield Line(keep("notebook", Path(query), lambda path: save(path, book, library)))
    elif query:
        yield from _about(book, library, query)
    else:
        yield from _all(book, library)


def _all(book: Notebook, library: Library) -> Iterator[Line]:
    yield BLANK
    yield Line("The notebook")
    if not book.notes:
        yield Line("You have met no claim of the record yet.")
        return
    met = f"{plural(book.met, 'claim')} met, {book.opened} read in full."
    yield Line(f"{met} Type r and the number of a claim to read it.")
    yield from _listed(book, library)


def _about(book: Notebook, library: Library, query: str) -> Iterator[Line]:
    """Only what has to do with a source or a person of that name."""
    found = _filtered(book, library, query)
    if not found.notes:
        yield Line(f"Nothing in the notebook has to do with {query}.")
        yield from _names(book, library)
        return
    yield BLANK
    yield Line(f"The notebook: {query}")
    yield from _listed(found, library)


def _filtered(book: Notebook, library: Library, query: str) -> Notebook:
    wanted = set(words(query))
    works = (w.id for w in notes.works(book, library) if wanted <= set(words(f"{w.id} {w.short}")))
    known = (p.id for p in notes.people(book, library) if wanted <= _called(p))
    kept = {note.number for work in works for note in notes.of_source(book, work).notes}
    kept |= {note.number for one in known for note in notes.of_person(book, one).notes}
    return notes.of_numbers(book, kept if wanted else set())


def _called(person: Person) -> set[str]:
    return set(words(" ".join((person.id, person.name, *person.spellings))))


def _names(book: Notebook, library: Library) -> Iterator[Line]:
    """What a notebook can be filtered by."""
    works = ", ".join(work.short for work in book.sources)
    known = ", ".join(person.name for person in notes.people(book, library))
    if works:
        yield Line(f"Its sources: {works}.")
    if known:
        yield Line(f"Its people: {known}.")


def _listed(book: Notebook, library: Library) -> Iterator[Line]:
    for note in book.notes:
        yield from in_brief(note.claim, library, note.date, _where(note), _opened(note))


def _where(note: Note) -> str:
    places = dict.fromkeys(f"page {seen.page}, {seen.title}" for seen in note.sightings)
    return f"Met on {'; '.join(places)}." if places else "Not met in this reading."


def _opened(note: Note) -> str:
    return "Read in full." if note.opened else ""
