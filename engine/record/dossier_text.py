"""The dossier of a claim as text, and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.calendar import when
from engine.record import data
from engine.record.bibliography import Bibliography, item
from engine.record.claims import speaker
from engine.record.works import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.record import Claim, Library
    from engine.record.dossier import Clash, Dossier


def text(dossier: Dossier, library: Library, *, new_first: bool = False) -> str:
    """All there is on one claim, a paragraph a line."""
    said = _said(dossier, new_first=new_first)
    return "\n".join((*said, *_way(dossier, library), *_judged(dossier, library)))


def as_json(dossier: Dossier) -> str:
    """All there is on one claim, as JSON; other claims by their ids."""
    return data.answer(
        claim=data.claim_data(dossier.claim),
        source=item(dossier.source),
        chain=[{"source": link.source.id, "role": link.role} for link in dossier.chain],
        verdict=dossier.verdict,
        rebuttals=[claim.id for claim in dossier.rebuttals],
        rebuts=[claim.id for claim in dossier.rebuts],
        conflicts=[_clash_data(clash) for clash in dossier.clashes],
        people=[{"id": person.id, "name": person.name} for person in dossier.people],
        uses=[{"story": u.story, "moment": u.moment, "title": u.title} for u in dossier.uses],
    )


def _clash_data(clash: Clash) -> dict[str, object]:
    return {
        "id": clash.conflict.id,
        "title": clash.conflict.title,
        "kind": clash.conflict.kind,
        "says": clash.conflict.says,
        "outside": clash.conflict.outside,
        "against": [claim.id for claim in clash.others],
    }


def _said(dossier: Dossier, *, new_first: bool) -> Iterator[str]:
    claim = dossier.claim
    yield f"{claim.number}: {claim.id}" if claim.number else claim.id
    yield from ("", claim.says, "")
    yield f"Speaker: {speaker(claim)}"
    yield f"Kind of voice: {dossier.kind}"
    if claim.date.text or claim.date.first:
        yield f"Date: {when(claim.date, new_first=new_first)}"
    if claim.page:
        yield f"Page: {claim.page}"
    if dossier.people:
        yield f"People: {', '.join(person.name for person in dossier.people)}"


def _way(dossier: Dossier, library: Library) -> Iterator[str]:
    yield "How it reached us:"
    for number, link in enumerate(dossier.chain, 1):
        yield f"  {number}. {link.source.short}: {link.role}"
    if dossier.claim.damage:
        yield f"  The text as we hold it: {dossier.claim.damage}"
    yield f"The work: {Bibliography([dossier.source]).lines()[0].plain}"
    yield f"  {dossier.source.leaning}"
    yield f"  {held(dossier.source, library)}"
    if dossier.claim.locator:
        where = dossier.claim.locator
        yield f"Locator: text {where.seed}, line {where.line}: {where.words}"


def _judged(dossier: Dossier, library: Library) -> Iterator[str]:
    note = f" {dossier.claim.note}" if dossier.claim.note else ""
    yield f"Verdict: {dossier.verdict}{note}"
    if dossier.claim.quoted_to_rebut:
        yield "  It reached us only to be denied."
    yield from _voices("Denied by:", dossier.rebuttals, library)
    yield from _voices("It denies:", dossier.rebuts, library)
    for clash in dossier.clashes:
        yield f"In conflict: {clash.conflict.title}"
        yield f"  {clash.conflict.says}"
        yield from _voices("  Beside it:", clash.others, library)
        if clash.conflict.outside:
            yield f"  In the general literature: {clash.conflict.outside}"
    if not dossier.uses:
        yield "Cited: nowhere"
        return
    yield "Cited at:"
    yield from (f"  {use.story}: {use.moment} ({use.title})" for use in dossier.uses)


def _voices(heading: str, claims: Iterable[Claim], library: Library) -> Iterator[str]:
    found = tuple(claims)
    if not found:
        return
    yield heading
    indent = " " * (len(heading) - len(heading.lstrip()) + 2)
    for claim in found:
        work = library.sources[claim.source].short
        yield f"{indent}{claim.number or claim.id}, {speaker(claim)} in {work}: {claim.says}"
