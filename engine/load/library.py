"""The library: sources, conflicts and people, read from their folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.document.finding import Finding
from engine.document.frozen import frozen
from engine.document.tree import Mapping
from engine.load import codes, shape
from engine.load.dates import period, period_findings, unnamed_calendars
from engine.load.fields import (
    entries,
    flag,
    mapping,
    number,
    renaming,
    scalar,
    text,
    text_or_number,
    texts,
    written,
)
from engine.load.files import documents
from engine.load.validation_cache import ValidationCache
from engine.load.works import work_findings
from engine.model.record import Claim, Conflict, Kind, Library, Locator, Source, Verdict
from engine.model.story import Person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum
    from pathlib import Path
    from typing import TypeVar

    from engine.document.reader import Document
    from engine.document.tree import Entry, Node
    from engine.load.load_cache import LoadCache

    E = TypeVar("E", bound=StrEnum)

SPECIAL = {"conflicts": "conflicts", "people": "people"}
"""The files of the folder that are no source, and their schemas."""


@frozen()
class LoadedLibrary:
    """A library as far as it could be read, and what is wrong with it.

    Attributes:
        library: What was read.
        findings: What is wrong.
        broken: Sources whose file cannot be read: nothing more is said about them.
        texts: What each file says, by its path.
    """

    library: Library
    findings: tuple[Finding, ...]
    broken: frozenset[str]
    texts: dict[str, str]


def load_library(
    folder: Path, validated: ValidationCache | None = None, cache: LoadCache | None = None
) -> LoadedLibrary:
    """Read every source of a folder; never raises for what is in it.

    Args:
        folder: Where the sources lie.
        validated: The files known to follow their schemas.
        cache: What an earlier load has read.
    """
    if cache is None:
        return _load(documents(folder, folder), validated or ValidationCache(None))
    found = tuple(documents(folder, folder, cache.read))
    if cache.library and cache.library[0] == found:
        return cache.library[1]
    loaded = _load(found, validated or ValidationCache(None))
    cache.library = found, loaded
    return loaded


def _load(found_files: Iterable[Document | Finding], validated: ValidationCache) -> LoadedLibrary:
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    broken: set[str] = set()
    contents: dict[str, str] = {}
    library = Library(sources)
    for found in found_files:
        if isinstance(found, Finding):
            findings.append(found)
            continue
        contents[found.path] = found.text
        stem = _stem(found.path)
        findings += _shape(found, SPECIAL.get(stem, "source"), validated)
        if not isinstance(found.root, Mapping):
            broken.add(stem)
        elif stem == "conflicts":
            library = replace(
                library, conflicts=tuple(map(_conflict, entries(found.root, "conflicts")))
            )
        elif stem == "people":
            library = replace(library, people=_people(found.root))
        else:
            findings += _misplaced(found.root, stem)
            findings += work_findings(found.root.get("csl"))
            sources[stem] = _source(stem, found.root)
    claims = (claim for source in sources.values() for claim in source.claims.values())
    dates = [claim.tree.get("date") for claim in claims if claim.tree]
    findings += unnamed_calendars(dates)
    findings += (finding for date in dates for finding in period_findings(date))
    return LoadedLibrary(library, tuple(findings), frozenset(broken), contents)


def _stem(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")


def _shape(document: Document, schema: str, validated: ValidationCache) -> list[Finding]:
    if document.root is None:
        return list(document.findings)
    return [*document.findings, *shape.checked(document, schema, validated)]


def _misplaced(root: Mapping, stem: str) -> list[Finding]:
    found = written(root, "source")
    if found is None or found.text == stem:
        return []
    message = f'this file is {stem}.yaml, but its source is "{found.text}"'
    return [Finding(codes.MISPLACED_ID, message, found.span, renaming(stem))]


def _source(stem: str, root: Mapping) -> Source:
    named = scalar(root, "source")
    kind = _member(Kind, text(root, "kind"), Kind.UNATTRIBUTED)
    csl = root.get("csl")
    return Source(
        id=stem,
        kind=kind,
        csl=shape.plain(csl) if isinstance(csl, Mapping) else {},
        short=text(root, "short") or stem,
        leaning=text(root, "leaning"),
        claims={entry.key.text: _claim(stem, kind, entry) for entry in entries(root, "claims")},
        span=named.span if named else root.span,
        reached_by=texts(root, "reached_by"),
    )


def _claim(source: str, kind: Kind, entry: Entry) -> Claim:
    node = entry.value
    return Claim(
        id=f"{source}/{entry.key.text}",
        number=text(node, "id"),
        says=text(node, "says"),
        speaker=text(node, "speaker"),
        kind=_member(Kind, text(node, "kind"), kind),
        chain=texts(node, "chain"),
        date=period(node.get("date") if isinstance(node, Mapping) else None),
        verdict=_member(Verdict, text(node, "verdict"), Verdict.UNSUPPORTED),
        note=text(node, "note"),
        span=entry.key.span,
        page=text_or_number(node, "page"),
        inferred=flag(node, "inferred"),
        people=texts(node, "people"),
        quoted_to_rebut=flag(node, "quoted_to_rebut"),
        rebutted_by=texts(node, "rebutted_by"),
        damage=text(node, "damage"),
        locator=_locator(node),
        tree=node if isinstance(node, Mapping) else None,
    )


def _member(kind: type[E], name: str, otherwise: E) -> E:
    try:
        return kind(name)
    except ValueError:
        return otherwise


def _locator(node: Node) -> Locator | None:
    place = mapping(node, "locator")
    line = number(place, "line")
    return Locator(text_or_number(place, "seed"), line, text(place, "words")) if line else None


def _conflict(entry: Entry) -> Conflict:
    node = entry.value
    return Conflict(
        id=entry.key.text,
        title=text(node, "title"),
        kind=text(node, "kind"),
        claims=texts(node, "claims"),
        says=text(node, "says"),
        span=entry.key.span,
        outside=text(node, "outside"),
        tree=node if isinstance(node, Mapping) else None,
    )


def _people(root: Mapping) -> dict[str, Person]:
    return {entry.key.text: person(entry) for entry in entries(root, "people")}


def person(entry: Entry) -> Person:
    """Somebody of a table of people or of a cast."""
    node = entry.value
    return Person(
        id=entry.key.text,
        name=text(node, "name") or entry.key.text,
        real=flag(node, "real"),
        note=text(node, "note"),
        spellings=texts(node, "spellings"),
    )
