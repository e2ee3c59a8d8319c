"""The notebook as a file: Markdown with notes and a bibliography, CSL-JSON, or BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.english import plural
from engine.document.writing import write_new
from engine.record import lookup
from engine.record.bibliography import Bibliography, csl_json, note_on
from engine.record.bibtex import bibtex
from engine.record.claims import speaker, verdict
from engine.record.markdown import escape
from engine.record.notebook import works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.model.record import Library
    from engine.record.notebook import Note, Notebook, Sighting

VERDICTS_UNSAID = frozenset(("sound", "interpretation"))
"""Verdicts that need no warning beside a claim."""


def markdown(book: Notebook, library: Library) -> str:
    """A notebook as Markdown: the claims as they were met, a numbered note each, the works."""
    bibliography = Bibliography(works(book, library))
    lines = [
        f"# Notebook: {escape(book.story.title)}",
        "",
        f"{_count(book)}.",
        *_notes(book, library),
    ]
    if book.notes:
        lines += ["", "## Bibliography", ""]
        lines += [f"- {line.markdown}" for line in bibliography.lines()]
        lines += [""]
    for note in book.notes:
        lines.append(f"[^{note.number}]: {note_on(note.claim, library, bibliography).markdown}")
    return "\n".join(lines) + "\n"


def as_csl_json(book: Notebook, library: Library) -> str:
    """The works of a notebook as CSL-JSON."""
    return csl_json(works(book, library)) + "\n"


def as_bibtex(book: Notebook, library: Library) -> str:
    """The works of a notebook as BibTeX."""
    return bibtex(works(book, library))


FORMS: dict[str, Callable[[Notebook, Library], str]] = {
    ".md": markdown,
    ".json": as_csl_json,
    ".bib": as_bibtex,
}
"""What is written, by the end of the file's name."""


def save(path: Path, book: Notebook, library: Library) -> Path:
    """Write a notebook to a file that is not there yet: all of it, or nothing.

    Args:
        path: Where; the end of its name says what is written: `.md`, `.json` or `.bib`.
        book: The notebook.
        library: The sources.

    Returns:
        Where it was written: another name if the one asked for is taken.

    Raises:
        ValueError: The name ends otherwise.
        OSError: It cannot be written.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise ValueError(f"a notebook is written as {', '.join(FORMS)}, not as {path.name}")
    return write_new(path, form(book, library))


def _count(book: Notebook) -> str:
    return f"{plural(len(book.notes), 'claim')} of the record, {book.opened} opened"


def _notes(book: Notebook, library: Library) -> Iterator[str]:
    """The notes under the scenes in which they were first met."""
    heading = ""
    for note in book.notes:
        under = _heading(note)
        if under != heading:
            heading = under
            yield from ("", f"## {under}", "")
        yield from _note(note, library)


def _heading(note: Note) -> str:
    if not note.sightings:
        return "Opened in another reading"
    first = note.sightings[0]
    return escape(f"{first.title}, {first.date}" if first.date else first.title)


def _note(note: Note, library: Library) -> Iterator[str]:
    claim = note.claim
    yield f"- {escape(claim.says)}[^{note.number}]"
    parts = (claim.number, speaker(claim), note.date, note.kind)
    yield f"  - {'; '.join(escape(part) for part in parts if part)}."
    for sighting in note.sightings:
        yield f"  - {_sighting(sighting)}"
    if claim.verdict not in VERDICTS_UNSAID:
        yield f"  - The editor: {escape(verdict(claim))}"
    if claim.quoted_to_rebut:
        yield "  - It reached us only to be denied."
    for conflict in lookup.conflicts(claim, library):
        yield f"  - In conflict: {escape(conflict.title)}."
    if note.opened:
        yield "  - Opened."


def _sighting(seen: Sighting) -> str:
    about = f", of the choice “{escape(seen.choice)}”" if seen.choice else ""
    said = f"Page {seen.page}, {escape(seen.title)}: {_lower(seen.heading)}{about}."
    return f"{said} {escape(seen.citation.note)}" if seen.citation.note else said


def _lower(heading: str) -> str:
    said = escape(heading)
    return said[:1].lower() + said[1:]
