"""Figures of the record: how many claims there are, how many are cited, and by which books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model import walk
from engine.model.record import Kind, Verdict
from engine.model.story import Standing
from engine.record import data, lookup
from engine.record.margin import KINDS
from engine.record.markdown import escape, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.model.record import Claim, Library, Source
    from engine.model.story import Story


@frozen()
class Tally:
    """How many claims there are, and how many of them a moment or a choice cites."""

    claims: int
    cited: int


@frozen()
class Coverage:
    """How the moments of a book stand to the record.

    Attributes:
        story: The book.
        moments: How many there are by standing, and by whether they cite a claim.
    """

    story: Story
    moments: Mapping[tuple[Standing, bool], int]


@frozen()
class Figures:
    """What the record holds.

    Attributes:
        claims: All claims.
        sources: The claims of each work, in the order of the library.
        kinds: The claims of each kind of voice.
        verdicts: The claims of each verdict.
        uncited: The claims that no moment and no choice cites.
        coverage: The books.
    """

    claims: Tally
    sources: tuple[tuple[Source, Tally], ...]
    kinds: Mapping[Kind, Tally]
    verdicts: Mapping[Verdict, Tally]
    uncited: tuple[Claim, ...]
    coverage: tuple[Coverage, ...]


def figures(library: Library, stories: Iterable[Story]) -> Figures:
    """Count a library against the books that cite it."""
    books = tuple(stories)
    moments = (moment for story in books for moment in walk.moments(story))
    cited = frozenset(use.claim for moment in moments for use in walk.citations(moment))
    claims = tuple(lookup.claims(library))
    return Figures(
        claims=_tally(claims, cited),
        sources=tuple((s, _tally(s.claims.values(), cited)) for s in library.sources.values()),
        kinds={kind: _tally((c for c in claims if c.kind is kind), cited) for kind in Kind},
        verdicts={v: _tally((c for c in claims if c.verdict is v), cited) for v in Verdict},
        uncited=tuple(claim for claim in claims if claim.id not in cited),
        coverage=tuple(map(_coverage, books)),
    )


def _tally(claims: Iterable[Claim], cited: frozenset[str]) -> Tally:
    names = [claim.id for claim in claims]
    return Tally(len(names), sum(name in cited for name in names))


def _coverage(story: Story) -> Coverage:
    counts = dict.fromkeys(((s, cites) for s in Standing for cites in (True, False)), 0)
    for moment in walk.moments(story):
        counts[moment.standing, bool(moment.citations)] += 1
    return Coverage(story, counts)


def markdown(found: Figures) -> str:
    """The figures as tables."""
    return "\n".join((*_claims(found), *_moments(found), *_uncited(found)))


def _claims(found: Figures) -> Iterator[str]:
    yield f"{found.claims.claims} claims, {found.claims.cited} of them cited."
    kinds = ((KINDS[k], t.claims, t.cited) for k, t in found.kinds.items() if t.claims)
    yield from ("", *table(("voice", "claims", "cited"), kinds))
    works = ((s.short, KINDS[s.kind], t.claims, t.cited) for s, t in found.sources if t.claims)
    yield from ("", *table(("source", "kind", "claims", "cited"), works))
    verdicts = ((v.value, t.claims, t.cited) for v, t in found.verdicts.items() if t.claims)
    yield from ("", *table(("verdict", "claims", "cited"), verdicts))


def _moments(found: Figures) -> Iterator[str]:
    for book in found.coverage:
        rows = (
            (s.value, book.moments[s, True], book.moments[s, False]) for s in reversed(Standing)
        )
        yield from ("", f"Moments of {escape(book.story.title)}:", "")
        yield from table(("standing", "cited", "silent"), rows)


def _uncited(found: Figures) -> Iterator[str]:
    if found.uncited:
        yield from ("", f"{len(found.uncited)} claims are cited nowhere:", "")
    for claim in found.uncited:
        name = f"{claim.number} {claim.id}" if claim.number else claim.id
        yield f"- {escape(name)}: {escape(claim.says)}"


def as_json(found: Figures) -> str:
    """The figures as JSON."""
    return data.answer(
        claims=_data(found.claims),
        sources={source.id: _data(tally) for source, tally in found.sources},
        kinds={kind.value: _data(tally) for kind, tally in found.kinds.items()},
        verdicts={verdict.value: _data(tally) for verdict, tally in found.verdicts.items()},
        uncited=[claim.id for claim in found.uncited],
        stories={book.story.id: _coverage_data(book) for book in found.coverage},
    )


def _data(tally: Tally) -> dict[str, int]:
    return {"claims": tally.claims, "cited": tally.cited}


def _coverage_data(book: Coverage) -> dict[str, dict[str, int]]:
    return {
        s.value: {"cited": book.moments[s, True], "silent": book.moments[s, False]}
        for s in Standing
    }
