"""The catalogue: every source with its card and its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.calendar import when
from engine.record import data, lookup
from engine.record.bibliography import Bibliography, item
from engine.record.claims import page, speaker, verdict
from engine.record.margin import KINDS
from engine.record.markdown import escape
from engine.record.works import held

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Claim, Library, Source
    from engine.record.bibliography import Reference


def markdown(library: Library, *, new_first: bool = False) -> str:
    """Every source as Markdown, in the order of the bibliography, each with its claims."""
    lines = ["# Sources", ""]
    for reference in Bibliography(library.sources.values()).lines():
        source = library.sources[reference.source]
        lines += _source(source, reference, library)
        for claim in source.claims.values():
            lines += _claim(claim, library, new_first=new_first)
        if source.claims:
            lines.append("")
    return "\n".join(lines)


def as_json(library: Library) -> str:
    """Every source and claim as JSON."""
    return data.answer(sources=[_data(source) for source in library.sources.values()])


def _source(source: Source, reference: Reference, library: Library) -> Iterator[str]:
    yield from (f"## {escape(source.short)}", "", reference.markdown, "")
    yield f"- Kind: {KINDS[source.kind]}"
    yield f"- Leaning: {escape(source.leaning)}"
    yield f"- {escape(held(source, library))}"
    yield f"- Id: {source.id}"
    yield ""


def _claim(claim: Claim, library: Library, *, new_first: bool) -> Iterator[str]:
    yield f"- **{escape(claim.number or claim.id)}** {escape(claim.says)}"
    parts = (speaker(claim), page(claim), when(claim.date, new_first=new_first))
    yield f"  - {'; '.join(escape(part) for part in parts if part)}."
    yield f"  - {escape(verdict(claim))}"
    if claim.quoted_to_rebut:
        yield "  - It reached us only to be denied."
    for conflict in lookup.conflicts(claim, library):
        yield f"  - In conflict: {escape(conflict.title)}."
    if claim.damage:
        yield f"  - The text as we hold it: {escape(claim.damage)}"


def _data(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "kind": source.kind.value,
        "short": source.short,
        "leaning": source.leaning,
        "reached_by": list(source.reached_by),
        "csl": item(source),
        "claims": [data.claim_data(claim) for claim in source.claims.values()],
    }
