"""An exploration as JSON, for programs; its shape is engine/schemas/exploration.schema.json."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from engine.author.explore.exploration import Tried
from engine.author.shares import interval
from engine.saves.snapshot import store

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping
    from pathlib import Path

    from engine.author.explore.exploration import (
        DeadEnd,
        Exploration,
        Reached,
        Sent,
        Visitors,
        Walkthrough,
    )
    from engine.document.span import Span
    from engine.explore.coverage import Coverage, Missed, Part

VERSION = 1
"""Changes when a field of the JSON changes its meaning or goes."""


def as_json(found: Exploration, files: Mapping[str, Path] | None = None) -> str:
    """One object; its shape is promised, and `version` tells when it changes."""
    how, readers = found.how, None
    tried = how if isinstance(how, Tried) else None
    if not isinstance(how, Tried):
        readers = how
    written = files or {}
    report = {
        "version": VERSION,
        "story": {"id": found.story.id, "title": found.story.title},
        "complete": found.sure and not found.undecided,
        "search": _search(tried) | {"undecided": found.undecided} if tried else None,
        "readers": asdict(readers) if readers else None,
        "endings": [_ending(reached, readers, written) for reached in found.endings],
        "dead_ends": [_dead_end(dead) for dead in found.dead_ends],
        "never_taken": [_missed(missed) for missed in found.closed],
        "coverage": _coverage(found.coverage),
        "visits": dict(found.visits),
    }
    return json.dumps(report, ensure_ascii=True, indent=2)


def _search(tried: Tried) -> dict[str, Any]:
    return {
        "states": tried.states,
        "all_states": tried.all_states,
        "questions": tried.parts,
        "open_questions": tried.open,
    }


def _ending(reached: Reached, sent: Sent | None, files: Mapping[str, Path]) -> dict[str, Any]:
    path = files.get(reached.ending.id)
    return {
        "id": reached.ending.id,
        "title": reached.ending.title,
        "reached": reached.met,
        "walkthrough": _walkthrough(reached.walkthrough) if reached.walkthrough else None,
        "file": str(path) if path else None,
        "readers": _visitors(reached.visitors, sent) if sent and reached.visitors else None,
    }


def _walkthrough(walkthrough: Walkthrough) -> dict[str, Any]:
    at = walkthrough.at
    return {
        "seed": at.seed,
        "shortest": walkthrough.shortest,
        "pages": at.number,
        "steps": [step._asdict() for step in at.steps()],
    }


def _visitors(visitors: Visitors, sent: Sent) -> dict[str, Any]:
    share = visitors.by_chance / sent.by_chance if sent.by_chance else 0.0
    return {
        "all": visitors.all,
        "by_chance": visitors.by_chance,
        "share": round(share, 6),
        "interval": [round(edge, 6) for edge in interval(visitors.by_chance, sent.by_chance)],
        "choices": _counts(visitors.choices),
        "state": {name: _counts(counted) for name, counted in visitors.values.items()},
    }


def _counts(counted: Counter[Any]) -> list[dict[str, Any]]:
    """How often each value came up, in the order of the values."""
    plain = [(store(value), many) for value, many in counted.items()]
    plain.sort(key=lambda pair: json.dumps(pair[0]) if isinstance(pair[0], list) else pair[0])
    return [{"value": value, "readers": many} for value, many in plain]


def _dead_end(dead: DeadEnd) -> dict[str, Any]:
    return {
        "kind": dead.kind,
        "moment": dead.moment.id,
        "place": _place(dead.moment.span),
        "seed": dead.seed,
        "choices": list(dead.choices),
        "pages": dead.pages,
        "smallest": dead.smallest,
        "moments": list(dead.moments),
        "error": dead.error or None,
        "readers": dead.readers,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {field.name: _part(getattr(coverage, field.name)) for field in fields(coverage)}


def _part(part: Part) -> dict[str, Any]:
    return {"met": part.met, "of": part.of, "missed": [_missed(m) for m in part.missed]}


def _missed(missed: Missed) -> dict[str, Any]:
    return {"name": missed.name, "place": _place(missed.span), "why": missed.why or None}


def _place(span: Span) -> dict[str, Any]:
    """As in a report: lines and columns from 1, the end after the last character."""
    place = asdict(span)
    return {"file": place.pop("path")} | place
