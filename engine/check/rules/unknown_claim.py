"""Every citation names a claim of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.document.nearest import nearest
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.story import Citation

CODE = Code("E0501", "unknown-claim")


def check(subject: Subject) -> Iterator[Finding]:
    """What is told elsewhere is not told again at every citation: a source that cannot be read."""
    if not subject.has_library:
        return
    every = (citation for moment in subject.moments.values() for citation in walk.citations(moment))
    cited = [citation for citation in every if "/" in citation.claim]
    if cited and subject.story.library is None:
        message = f'there is no "{cited[0].claim}": the story names no library'
        hint = "name their folder in story.yaml, as in library: sources"
        yield Finding(CODE, message, cited[0].span, hint)
        return
    for citation in cited:
        source = citation.claim.partition("/")[0]
        if source in subject.loaded.broken_sources or subject.library.claim(citation.claim):
            continue
        yield _unknown(subject, citation)


def _unknown(subject: Subject, citation: Citation) -> Finding:
    source, _, name = citation.claim.partition("/")
    known = subject.library.sources.get(source)
    if known is None:
        guess = nearest(source, subject.library.sources)
        hint = f'did you mean the source "{guess}"?' if guess else None
        return Finding(CODE, f'the library has no source "{source}"', citation.span, hint)
    guess = nearest(name, known.claims)
    hint = f'did you mean "{source}/{guess}"?' if guess else None
    return Finding(CODE, f'{source} has no claim "{name}"', citation.span, hint)
