"""Counting a book."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.author.shelf import errors
from engine.author.stats.prose import Reading, choice_texts, paragraphs, reading
from engine.author.stats.roads import SAMPLE, Sample, sample
from engine.author.todos import Todo, todos
from engine.document.frozen import frozen
from engine.language.tree import marks
from engine.model import walk
from engine.model.story import Bearing, Passage, Standing, Variation
from engine.play import make_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.load import Loaded
    from engine.model.record import Library
    from engine.model.story import Moment, Scene, Story


@frozen()
class SceneFigures:
    """One scene: its words with all their variants, and its moments."""

    id: str
    title: str
    words: int
    moments: int


@frozen()
class Structure:
    """How a book is made.

    Attributes:
        scenes: How many scenes.
        moments: How many moments.
        choices: How many choices.
        endings: How many endings are declared.
        conditional: Blocks of prose that hang on a condition.
        varying: Blocks of prose that change from visit to visit.
        hidden: Choices with `if`.
        locked: Choices with `requires`.
        once: Choices that are gone once taken.
        fallback: Choices that are there only when no other is.
        storylets: Scenes that are drawn from a deck.
        detours: Detours.
        effects: Effects, of choices and on arrival.
    """

    scenes: int
    moments: int
    choices: int
    endings: int
    conditional: int
    varying: int
    hidden: int
    locked: int
    once: int
    fallback: int
    storylets: int
    detours: int
    effects: int


@frozen()
class Record:
    """How a book stands to the record.

    Attributes:
        standing: The moments of each standing.
        cited: Moments that cite a claim, or whose choices do.
        silent: Moments that say the record is silent.
        citations: Citations, of moments and of choices.
        claims: Different claims that are cited.
        marks: Marks in the prose.
        bearings: The citations of each bearing.
        kinds: The citations of each kind of voice, the most first.
        voices: The citations of each voice, the most first.
    """

    standing: Mapping[str, int]
    cited: int
    silent: int
    citations: int
    claims: int
    marks: int
    bearings: Mapping[str, int]
    kinds: Mapping[str, int]
    voices: Mapping[str, int]


@frozen()
class Figures:
    """Everything that is counted of a book.

    Attributes:
        story: The book.
        structure: How it is made.
        scenes: Its scenes, in the order of the files.
        prose: Its prose, with all its variants.
        choices_words: The words of its choices.
        record: How it stands to the record.
        roads: What random readers met; nothing where it has errors and cannot be played.
        todo: What is still to do.
    """

    story: Story
    structure: Structure
    scenes: tuple[SceneFigures, ...]
    prose: Reading
    choices_words: int
    record: Record
    roads: Sample | None
    todo: tuple[Todo, ...]


def figures(loaded: Loaded, story: Story, *, seed: int = 0, readers: int = SAMPLE) -> Figures:
    """Count a story as loaded.

    Args:
        loaded: The story with its library and its findings.
        story: The story.
        seed: What the random readers' choices grow from.
        readers: How many of them play.
    """
    moments = list(walk.moments(story))
    return Figures(
        story=story,
        structure=_structure(story, moments),
        scenes=tuple(_scene(scene) for scene in story.scenes.values()),
        prose=reading(text for moment in moments for text in paragraphs(moment)),
        choices_words=_words(choice_texts(moments)),
        record=_record(moments, loaded.library),
        roads=None if errors(loaded) else sample(make_book(story), seed, readers),
        todo=tuple(todos(loaded)),
    )


def _words(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _scene(scene: Scene) -> SceneFigures:
    words = _words(text for moment in scene.moments for text in paragraphs(moment))
    return SceneFigures(scene.id, scene.title, words, len(scene.moments))


def _structure(story: Story, moments: Sequence[Moment]) -> Structure:
    # Those that several moments share are one choice each, and those drawn are storylets.
    every = {choice.span: choice for moment in moments for choice in moment.choices}
    choices = [choice for choice in every.values() if not choice.storylet]
    detours = {t.span for m in moments for t in walk.targets(m) if t.back is not None}
    blocks = [block for moment in moments for block in moment.text]
    return Structure(
        scenes=len(story.scenes),
        moments=len(moments),
        choices=len(choices),
        endings=len(story.endings),
        conditional=sum(isinstance(b, Passage) and b.condition is not None for b in blocks),
        varying=sum(isinstance(b, Variation) for b in blocks),
        hidden=sum(choice.visible is not None for choice in choices),
        locked=sum(choice.requires is not None for choice in choices),
        once=sum(choice.once for choice in choices),
        fallback=sum(choice.fallback for choice in choices),
        storylets=sum(scene.storylet is not None for scene in story.scenes.values()),
        detours=len(detours),
        effects=len({code.place.span for moment in moments for code in walk.effects(moment)}),
    )


def _record(moments: Sequence[Moment], library: Library) -> Record:
    cited = [list(walk.citations(moment)) for moment in moments]
    every = [citation for found in cited for citation in found]
    claims = [claim for citation in every if (claim := library.claim(citation.claim))]
    standing = Counter(moment.standing for moment in moments)
    bearings = Counter(citation.bearing for citation in every)
    return Record(
        standing={str(name): standing[name] for name in Standing},
        cited=sum(bool(found) for found in cited),
        silent=sum(moment.silent for moment in moments),
        citations=len(every),
        claims=len({citation.claim for citation in every}),
        marks=sum(_marks(moment) for moment in moments),
        bearings={str(name): bearings[name] for name in Bearing},
        kinds=_ranked(str(claim.kind) for claim in claims),
        voices=_ranked(claim.speaker for claim in claims),
    )


def _marks(moment: Moment) -> int:
    return sum(len(marks(code.tree)) for code in walk.prose(moment) if code.tree)


def _ranked(names: Iterable[str]) -> dict[str, int]:
    counted = Counter(names)
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
