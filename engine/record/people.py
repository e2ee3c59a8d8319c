"""The table of people and institutions: the form shown, and the spellings of the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.document.reader import read
from engine.load.fields import entries
from engine.load.library import person
from engine.record import data, lookup
from engine.record.markdown import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.model.record import Library
    from engine.model.story import Person


@frozen()
class Named:
    """Somebody of the table, and how many claims speak of them."""

    person: Person
    claims: int


@frozen()
class Table:
    """Who and what is named in the record, by id."""

    people: tuple[Named, ...]
    institutions: tuple[Person, ...]


def make_table(library: Library, texts: Mapping[str, str]) -> Table:
    """The table of a library.

    Args:
        library: The sources.
        texts: What each of its files says, by its path: people.yaml has the institutions.
    """
    counts: dict[str, int] = {}
    for claim in lookup.claims(library):
        for name in claim.people:
            counts[name] = counts.get(name, 0) + 1
    everybody = sorted(library.people.values(), key=lambda one: one.id)
    return Table(
        people=tuple(Named(one, counts.get(one.id, 0)) for one in everybody),
        institutions=tuple(sorted(_institutions(texts), key=lambda one: one.id)),
    )


def _institutions(texts: Mapping[str, str]) -> Iterator[Person]:
    for path, text in texts.items():
        if Path(path).name == "people.yaml":
            root = read(text.encode("utf-8", "surrogatepass"), path).root
            yield from map(person, entries(root, "institutions"))


def markdown(found: Table) -> str:
    """The table as Markdown."""
    people = (
        (n.person.id, n.person.name, _lived(n.person), n.claims, n.person.note, _spelt(n.person))
        for n in found.people
    )
    bodies = ((body.id, body.name, body.note, _spelt(body)) for body in found.institutions)
    lines = table(("person", "name", "lived", "claims", "who it was", "also spelt"), people)
    if found.institutions:
        lines += ["", *table(("institution", "name", "what it was", "also spelt"), bodies)]
    return "\n".join(lines)


def _lived(one: Person) -> str:
    return "yes" if one.real else "no"


def _spelt(one: Person) -> str:
    return ", ".join(one.spellings)


def as_json(found: Table) -> str:
    """The table as JSON."""
    return data.answer(
        people=[
            {**_data(n.person), "real": n.person.real, "claims": n.claims} for n in found.people
        ],
        institutions=[_data(body) for body in found.institutions],
    )


def _data(one: Person) -> dict[str, object]:
    return {"id": one.id, "name": one.name, "note": one.note, "spellings": list(one.spellings)}
