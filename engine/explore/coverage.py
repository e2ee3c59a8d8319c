"""Coverage: what of a story was met, and where stands what was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from engine.explore.watch import watches
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from engine.document.span import Span
    from engine.explore.watch import Watch
    from engine.model.story import Choice, Citation, Moment, Story


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
    """What was met: moments read, choices taken, conditional texts shown, claims told."""

    moments: Part
    choices: Part
    texts: Part
    claims: Part


@dataclass(frozen=True, slots=True)
class Met:
    """What some readers, or all there can be, have met.

    Attributes:
        moments: The moments that were read, by id.
        shown: The choices that were seen, as ``scene/moment/choice``.
        taken: The choices that were taken.
        answers: What a condition of the prose has said.
    """

    moments: Collection[str]
    shown: Collection[str]
    taken: Collection[str]
    answers: Callable[[Watch], Collection[bool]]


def coverage(story: Story, met: Met) -> Coverage:
    """Compare what there is with what was met."""
    moments = list(walk.moments(story))
    texts = [text for moment in moments for text in _texts(moment)]
    missed = [Missed(text.watch.moment.id, text.span, text.why) for text in texts if text.hid(met)]
    return Coverage(
        moments=_part(((m.id, m.span) for m in moments), met.moments),
        choices=_choices(moments, met),
        texts=Part(len(texts), tuple(missed)),
        claims=_claims(moments, met),
    )


def _part(things: Iterable[tuple[str, Span]], met: Collection[str]) -> Part:
    every = list(things)
    return Part(len(every), tuple(Missed(name, at) for name, at in every if name not in met))


def _choices(moments: Iterable[Moment], met: Met) -> Part:
    every = [(choice_id(m, choice), choice) for m in moments for choice in m.choices]
    missed = [
        Missed(name, choice.span, "shown, not taken" if name in met.shown else "")
        for name, choice in every
        if name not in met.taken
    ]
    return Part(len(every), tuple(missed))


def choice_id(moment: Moment, choice: Choice) -> str:
    """The full id of a choice."""
    return f"{moment.id}/{choice.id}"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is shown when a condition gives one of its answers."""

    watch: Watch
    answer: bool

    @property
    def why(self) -> str:
        """Which of the texts that hang on the condition it is."""
        return "its text" if self.answer else "its `else`"

    @property
    def span(self) -> Span:
        watch = self.watch
        return watch.code.within(watch.tree.start, watch.tree.end)

    def hid(self, met: Met) -> bool:
        return self.answer not in met.answers(self.watch)


def _texts(moment: Moment) -> Iterator[_Text]:
    """The conditional texts of a moment: a block, its `else`, both sides inside a sentence."""
    for watch in watches(moment):
        yield _Text(watch, answer=True)
        if watch.block is None or watch.block.otherwise:
            yield _Text(watch, answer=False)


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
        name = choice_id(moment, choice)
        for citation in choice.citations:
            yield citation, name in (met.taken if citation.after else met.shown)
