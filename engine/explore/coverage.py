"""Coverage: what of a story was met, and where stands what was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine.explore.watch import varying, watches
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from engine.document.span import Span
    from engine.explore.watch import Watch
    from engine.model.story import Citation, Moment, Story


class Missed(NamedTuple):
    """Something that was not met.

    Attributes:
        name: What it is: an id, or the moment of a text.
        span: Where it stands.
        why: What is known of it, in a few words; empty where nothing is.
    """

    name: str
    span: Span
    why: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The coverage of one sort of thing.

    Attributes:
        of: How many there are.
        missed: Those that were not met.
    """

    of: int
    missed: tuple[Missed, ...]

    @property
    def met(self) -> int:
        """How many were met."""
        return self.of - len(self.missed)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was met: moments read, choices taken, texts shown, claims told.

    Attributes:
        texts: The conditional texts.
        varying: The texts of the blocks that vary from visit to visit.
    """

    moments: Part
    choices: Part
    texts: Part
    varying: Part
    claims: Part


@dataclass(frozen=True, slots=True)
class Met:
    """What some readers, or all there can be, have met.

    Attributes:
        moments: The moments that were read, by id.
        shown: The choices that were seen, by their full ids.
        taken: The choices that were taken.
        answers: What each condition of the prose has said, by where it is written, and what
            each varying text waits for, by where that text is.
    """

    moments: Collection[str]
    shown: Collection[str]
    taken: Collection[str]
    answers: Mapping[tuple[Span, int], Collection[bool]]


def coverage(story: Story, met: Met) -> Coverage:
    """Compare what there is with what was met."""
    moments = list(walk.moments(story))
    return Coverage(
        moments=_part(((m.id, m.span) for m in moments), met.moments),
        choices=_choices(moments, met),
        texts=_texts(moments, met),
        varying=_varying(moments, met),
        claims=_claims(moments, met),
    )


def _part(things: Iterable[tuple[str, Span]], met: Collection[str]) -> Part:
    every = list(things)
    return Part(len(every), tuple(Missed(name, at) for name, at in every if name not in met))


def _choices(moments: Iterable[Moment], met: Met) -> Part:
    """A choice that several moments share is one choice."""
    every = {choice.full: choice for moment in moments for choice in moment.choices}
    missed = [
        Missed(name, choice.span, "shown, not taken" if name in met.shown else "")
        for name, choice in every.items()
        if name not in met.taken
    ]
    return Part(len(every), tuple(missed))


def written_at(watch: Watch) -> tuple[Span, int]:
    """Where a condition is written: once, though several moments may share its text."""
    return watch.code.place.span, watch.tree.start


def _texts(moments: Iterable[Moment], met: Met) -> Part:
    """The conditional texts: a block, its `else`, both sides inside a sentence."""
    every: dict[tuple[Span, int], Watch] = {}
    for moment in moments:
        for watch in watches(moment):
            every.setdefault(written_at(watch), watch)
    texts = [(watch, answer) for watch in every.values() for answer in _shown_on(watch)]
    missed = [
        Missed(watch.moment.id, _span(watch), "its text" if answer else "its `else`")
        for watch, answer in texts
        if answer not in met.answers.get(written_at(watch), ())
    ]
    return Part(len(texts), tuple(missed))


def _varying(moments: Iterable[Moment], met: Met) -> Part:
    every = [watch for moment in moments for watch in varying(moment)]
    missed = [
        Missed(watch.moment.id, watch.code.place.span)
        for watch in every
        if True not in met.answers.get(written_at(watch), ())
    ]
    return Part(len(every), tuple(missed))


def _shown_on(watch: Watch) -> tuple[bool, ...]:
    """The answers of a condition on which there is something to show."""
    one_sided = watch.block is not None and watch.block.otherwise is None
    return (True,) if one_sided else (True, False)


def _span(watch: Watch) -> Span:
    return watch.code.within(watch.tree.start, watch.tree.end)


def _claims(moments: Iterable[Moment], met: Met) -> Part:
    first: dict[str, Span] = {}
    told: set[str] = set()
    for moment in moments:
        for citation, is_met in _cited(moment, met):
            first.setdefault(citation.claim, citation.span)
            if is_met:
                told.add(citation.claim)
    return _part(first.items(), told)


def _cited(moment: Moment, met: Met) -> Iterator[tuple[Citation, bool]]:
    """Each citation, and whether its claim is told to some reader."""
    for citation in moment.citations:
        yield citation, moment.id in met.moments
    for choice in moment.choices:
        for citation in choice.citations:
            yield citation, choice.full in (met.taken if citation.after else met.shown)
