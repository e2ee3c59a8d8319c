"""Answers about the sources of one or more books, for the command `engine sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.document.nearest import did_you_mean
from engine.record import (
    bibliography,
    bibtex,
    catalogue,
    dossier_text,
    figures,
    locate,
    lookup,
    people,
)
from engine.record.dossier import dossier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from engine.load import Loaded
    from engine.model.record import Library
    from engine.model.story import Story


class NoSuchClaimError(LookupError):
    """No claim has the id or the number that was asked for."""


@frozen()
class Stock:
    """The sources of one or more books.

    Attributes:
        library: The sources.
        stories: The books.
        texts: What each file says, by its path.
    """

    library: Library
    stories: tuple[Story, ...]
    texts: Mapping[str, str]


def stock(loaded: Iterable[Loaded]) -> Stock:
    """The sources of loaded books, those that share a library taken once."""
    books = tuple(loaded)
    return Stock(
        library=lookup.together(book.library for book in books),
        stories=tuple(book.story for book in books if book.story),
        texts={path: text for book in books for path, text in book.texts.items()},
    )


def render(found: Stock, form: str, *, new_first: bool = False) -> str:
    """Every source, in a form: `markdown`, `csl`, `bibtex` or `json`.

    Args:
        found: The sources.
        form: The form.
        new_first: Whether New Style comes first in a date that is told.
    """
    sources = found.library.sources.values()
    if form == "csl":
        return bibliography.csl_json(sources)
    if form == "bibtex":
        return bibtex.bibtex(sources)
    if form == "json":
        return catalogue.as_json(found.library)
    return catalogue.markdown(found.library, new_first=new_first)


def render_claim(found: Stock, name: str, form: str, *, new_first: bool = False) -> str:
    """The dossier of a claim, by its id or its number.

    Args:
        found: The sources.
        name: The id or the number.
        form: How it is told: `json`, or as text.
        new_first: Whether New Style comes first in its date.

    Raises:
        NoSuchClaimError: There is no such claim.
    """
    claim = lookup.find(name, found.library)
    if claim is None:
        known = [c for claim in lookup.claims(found.library) for c in (claim.id, claim.number) if c]
        raise NoSuchClaimError(f'there is no claim "{name}"{did_you_mean(name, known)}')
    whole = dossier(claim, found.library, *found.stories)
    if form == "json":
        return dossier_text.as_json(whole)
    return dossier_text.text(whole, found.library, new_first=new_first)


def render_people(found: Stock, form: str) -> str:
    """The table of people and institutions."""
    table = people.make_table(found.library, found.texts)
    return people.as_json(table) if form == "json" else people.markdown(table)


def render_figures(found: Stock, form: str) -> str:
    """The figures."""
    counted = figures.figures(found.library, found.stories)
    return figures.as_json(counted) if form == "json" else figures.markdown(counted)


def render_locators(found: Stock, folder: Path, form: str) -> tuple[str, bool]:
    """What locators were found in a folder of texts, and whether all were.

    Raises:
        OSError: The folder or a text cannot be read.
    """
    located = locate.locate(found.library, folder)
    text = locate.as_json(located) if form == "json" else locate.text(located)
    return text, not located.missed
