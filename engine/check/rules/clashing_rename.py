"""A former id belongs to one thing alone, and to nothing that still has it.

A place that a reader kept under the old id would be found at the wrong scene, moment or choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding, Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from engine.check.subject import Subject
    from engine.document.span import Span
    from engine.model.story import Former

CODE = Code("E0408", "clashing-rename")


def check(subject: Subject) -> Iterator[Finding]:
    """Scenes among scenes, moments among moments, choices within their moment."""
    scenes, moments = subject.story.scenes.values(), subject.moments.values()
    known = {scene.id: scene.span for scene in scenes}
    yield from _clashes("scene", known, (was for s in scenes for was in s.renamed_from))
    known = {moment.id: moment.span for moment in moments}
    yield from _clashes("moment", known, (was for m in moments for was in m.renamed_from))
    for moment in moments:
        if formers := [was for choice in moment.choices for was in choice.renamed_from]:
            known = {choice.id: choice.span for choice in moment.choices}
            yield from _clashes("choice", known, formers)


def _clashes(kind: str, known: Mapping[str, Span], formers: Iterable[Former]) -> Iterator[Finding]:
    claimed: dict[str, Span] = {}
    for was in formers:
        if was.id in known:
            message = f'nothing was renamed from "{was.id}": there is a {kind} of that id'
            related = (Related(known[was.id], "it is here"),)
            yield Finding(CODE, message, was.span, related=related)
        elif was.id in claimed:
            message = f'two {kind}s cannot both have been renamed from "{was.id}"'
            related = (Related(claimed[was.id], "the first is here"),)
            yield Finding(CODE, message, was.span, related=related)
        claimed.setdefault(was.id, was.span)
