"""Figures as text, for people, and as JSON, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from math import ceil
from typing import TYPE_CHECKING, Any

from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.author.stats.figures import Figures
    from engine.author.stats.roads import Road, RoadsTo, Sample

VERSION = 1
"""Changes when a field of the JSON changes its meaning or goes."""
WORDS_A_MINUTE = 230
"""How fast prose is read in silence."""
THOUSAND = 1000
WIDEST = 40
"""How many characters a name has room for."""
MOST_VOICES = 12
"""How many voices the text names; the JSON names them all."""


def as_text(found: Figures) -> str:
    """The figures in sections, each with a heading."""
    sections = [_book(found), _scenes(found), _roads(found), _prose(found), _record(found)]
    if found.todo:
        sections.append(_todo(found))
    return "\n\n".join("\n".join(map(visible_line, section)) for section in sections)


def _book(found: Figures) -> Iterator[str]:
    made = found.structure
    yield found.story.title
    yield from _rows(
        {
            "scenes": made.scenes,
            "moments": made.moments,
            "choices": made.choices,
            "endings": made.endings,
            "conditional blocks": made.conditional,
            "varying blocks": made.varying,
            "hidden choices": made.hidden,
            "locked choices": made.locked,
            "choices taken once": made.once,
            "fallback choices": made.fallback,
            "storylets": made.storylets,
            "detours": made.detours,
            "effects": made.effects,
        }
    )


def _scenes(found: Figures) -> Iterator[str]:
    yield "Words by scene, with everything that may be shown"
    yield from _rows({f"{scene.id} ({scene.moments})": scene.words for scene in found.scenes})
    yield from _rows({"all scenes": found.prose.words})


def _roads(found: Figures) -> Iterator[str]:
    if found.roads is None:
        yield "Words along the roads"
        yield "  The story has errors and cannot be played: `engine check` says which."
        return
    yield (
        f"Words along the roads, from a sample: {found.roads.readers} random readers,"
        f" seed {found.roads.seed}"
    )
    yield f"  {'':<26}{'shortest':>10}{'typical':>10}{'longest':>10}{'minutes':>9}{'by chance':>11}"
    for roads in found.roads.endings:
        yield _road_row(roads, found.story.endings[roads.ending].title)
    if found.roads.stopped:
        yield f"  {found.roads.stopped} readers came to no ending"
    yield from _pace(found.roads)


def _road_row(roads: RoadsTo, title: str) -> str:
    if not (roads.shortest and roads.typical and roads.longest):
        return f"  {title[:25]:<26}  nobody came to this ending"
    three = "".join(f"{r.words:>10,}" for r in (roads.shortest, roads.typical, roads.longest))
    return f"  {title[:25]:<26}{three}{minutes(roads.typical.words):>9}{roads.share:>11.1%}"


def _pace(sample: Sample) -> Iterator[str]:
    if sample.typical and sample.typical.words:
        yield f"  Minutes are of the typical road, at {WORDS_A_MINUTE} words a minute."
        yield f"  The typical road has {_density(sample.typical):.1f} choices a thousand words."
    yield "  A shorter or a longer road may exist that no reader of the sample took."


def _prose(found: Figures) -> Iterator[str]:
    yield "Prose"
    yield f"  {'words a sentence':<{WIDEST}}{found.prose.sentence_length:>8.1f}"
    yield f"  {'Flesch reading ease':<{WIDEST}}{found.prose.ease:>8.1f}"
    yield "  It counts the length of words and sentences, for English, its syllables guessed;"
    yield "  it says nothing of how well a page is written."


def _record(found: Figures) -> Iterator[str]:
    record, moments = found.record, found.structure.moments
    yield "The record"
    shares = {f"moments {name}": many for name, many in record.standing.items()}
    shares |= {"moments with a citation": record.cited, "moments silent": record.silent}
    for name, many in shares.items():
        yield f"  {name:<{WIDEST}}{many:>8,}{_share(many, moments):>8}"
    yield from _rows(
        {"citations": record.citations, "different claims": record.claims, "marks": record.marks}
    )
    yield from _rows({f"citations: {name}": many for name, many in record.bearings.items()})
    yield from _rows({f"kind: {name}": many for name, many in record.kinds.items()})
    voices = list(record.voices.items())
    yield from _rows({f"voice: {name}": many for name, many in voices[:MOST_VOICES]})
    if rest := voices[MOST_VOICES:]:
        yield from _rows({f"{len(rest)} more voices": sum(many for _, many in rest)})


def _todo(found: Figures) -> Iterator[str]:
    yield f"To do: {len(found.todo)}"
    for todo in found.todo:
        yield f"  {todo.file}:{todo.line}: {todo.says}"


def _rows(figures: Mapping[str, int]) -> Iterator[str]:
    for name, many in figures.items():
        shown = name if len(name) <= WIDEST else f"{name[: WIDEST - 1]}…"
        yield f"  {shown:<{WIDEST}}{many:>8,}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else ""


def _density(road: Road) -> float:
    """Choices a thousand words."""
    return road.choices * THOUSAND / road.words if road.words else 0.0


def minutes(words: int) -> int:
    """How long some words take to read, rounded up."""
    return ceil(words / WORDS_A_MINUTE)


def as_json(found: Figures) -> str:
    """One object; its shape is promised, and `version` tells when it changes."""
    report = {
        "version": VERSION,
        "story": {"id": found.story.id, "title": found.story.title},
        "structure": asdict(found.structure),
        "scenes": [asdict(scene) for scene in found.scenes],
        "prose": {
            "words": found.prose.words,
            "choice_words": found.choices_words,
            "sentences": found.prose.sentences,
            "words_a_sentence": round(found.prose.sentence_length, 1),
            "reading_ease": found.prose.ease,
        },
        "record": asdict(found.record),
        "roads": _json_roads(found.roads) if found.roads else None,
        "todo": [todo._asdict() for todo in found.todo],
    }
    return json.dumps(report, ensure_ascii=True, indent=2)


def _json_roads(sample: Sample) -> dict[str, Any]:
    return {
        "sampled": True,
        "readers": sample.readers,
        "seed": sample.seed,
        "words_a_minute": WORDS_A_MINUTE,
        "stopped": sample.stopped,
        "typical": _json_road(sample.typical),
        "endings": [
            {
                "ending": roads.ending,
                "roads": roads.roads,
                "share": round(roads.share, 4),
                "shortest": _json_road(roads.shortest),
                "typical": _json_road(roads.typical),
                "longest": _json_road(roads.longest),
            }
            for roads in sample.endings
        ],
    }


def _json_road(road: Road | None) -> dict[str, Any] | None:
    if road is None:
        return None
    return {
        "words": road.words,
        "choices": road.choices,
        "minutes": minutes(road.words),
        "choices_a_thousand_words": round(_density(road), 2),
    }
