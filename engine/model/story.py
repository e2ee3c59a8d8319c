"""A story as its author declared it: scenes made of moments, moments that end in choices."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from engine.document.frozen import frozen
from engine.document.tree import Scalar
from engine.model.renames import Renames

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from engine.document.span import Span
    from engine.language.meaning import Change, Meaning
    from engine.language.tree import Prose
    from engine.model.calendar import Date
    from engine.model.state import Definition, Variable

Tree = TypeVar("Tree")
NOWHERE = Scalar("", "", 1, 1, 1, 1)
"""Where a value stands that was read from no file."""


@frozen()
class Code(Generic[Tree]):
    """A piece of the language in a story.

    Attributes:
        text: What the author wrote.
        tree: What it means; nothing where that could not be made out.
        place: The value it was read from, to find the words of a part of it.
        defined: The definitions that it uses.
    """

    text: str
    tree: Tree | None
    place: Scalar = field(default=NOWHERE, compare=False, repr=False)
    defined: tuple[Definition, ...] = field(default=(), compare=False, repr=False)

    def within(self, start: int, end: int) -> Span:
        """Where a part of the text stands in its file."""
        return self.place.within(start, end)


class Standing(StrEnum):
    """How much of a moment happened."""

    DOCUMENTED = "documented"
    ALTERED = "altered"
    INVENTED = "invented"


class Bearing(StrEnum):
    """What a claim says about the place that cites it."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    TENSION = "tension"
    CONTEXT = "context"


@frozen()
class Citation:
    """A moment's or a choice's use of a claim.

    Attributes:
        claim: The claim cited, as ``source/claim``.
        bearing: What the claim says about this place.
        span: Where the claim is named.
        mark: The mark in the prose that it belongs to.
        note: Why it stands here, in the author's words.
        after: On a choice, whether it is shown only after the choice is taken.
    """

    claim: str
    bearing: Bearing
    span: Span
    mark: str | None = None
    note: str = ""
    after: bool = False


@frozen()
class Passage:
    """A block that is always there, or only while a condition holds."""

    prose: Code[Prose[Meaning]]
    condition: Code[Meaning] | None = None
    otherwise: Code[Prose[Meaning]] | None = None


@frozen()
class Variation:
    """A block that changes from visit to visit.

    Attributes:
        texts: What it can say.
        how: ``stop`` stays at the last, ``cycle`` begins again, ``once`` falls silent after
            the last, ``shuffle`` takes them in an order drawn from the playthrough's seed.
    """

    texts: tuple[Code[Prose[Meaning]], ...]
    how: Literal["stop", "cycle", "shuffle", "once"] = "stop"


Block: TypeAlias = Passage | Variation


@frozen()
class Target:
    """A moment that the story goes to.

    Attributes:
        moment: The moment's full id, ``scene/moment``.
        span: Where it is named.
        back: The moment after the detour, if it is one: the story comes back at ``return``.
        condition: Of several targets, the first whose condition holds is gone to.
    """

    moment: str
    span: Span
    back: str | None = None
    condition: Code[Meaning] | None = None


@frozen()
class Former:
    """An id that a scene, a moment or a choice had before its author renamed it.

    Attributes:
        id: The id as it was: a moment's with its scene, ``scene/moment``.
        span: Where it is named.
    """

    id: str
    span: Span


@frozen()
class Storylet:
    """What makes a scene one of a deck, from which moments draw.

    Attributes:
        deck: The deck.
        offer: What the reader sees where it is drawn.
        span: Where its deck is named.
        condition: It can be drawn only while this holds.
        priority: Those of a higher priority are drawn first.
        weight: How likely it is among those of the same priority.
        once: Whether it can be drawn only until its scene has been visited.
    """

    deck: str
    offer: Code[Prose[Meaning]]
    span: Span
    condition: Code[Meaning] | None = None
    priority: int = 0
    weight: int = 1
    once: bool = False


@frozen()
class Draw:
    """What a moment draws from a deck, to stand among its choices.

    Attributes:
        deck: The deck.
        span: Where it is named.
        count: How many storylets at most; every one, if nothing is given.
        back: The moment that the storylets come back to; else they go on by themselves.
    """

    deck: str
    span: Span
    count: int | None = None
    back: str | None = None


@frozen()
class Include:
    """Shared choices that a moment offers among its own.

    Attributes:
        set: The full id of the set, ``scene/set``.
        span: Where it is named.
        before: How many of the moment's own choices stand before them.
    """

    set: str
    span: Span
    before: int


@frozen()
class Choice:
    """What the reader may do at the end of a moment.

    Attributes:
        id: Its id, unique in its moment, stable for ever.
        full: Where it is declared: ``scene/moment/choice``, or ``scene/set/choice`` where it is
            shared, so that its takings are counted together.
        text: What the reader sees.
        targets: Where it leads: to the first whose condition holds, once the effects are done.
            The last has no condition.
        visible: Hidden unless this holds.
        requires: Locked unless this holds.
        locked: What is said while it is locked.
        once: Gone once it has been taken.
        fallback: There only when no other choice is.
        effects: What taking it changes, in order.
        citations: The claims that ground it.
        storylet: What it leads into, where it was drawn from a deck.
        span: Where its id is written.
        renamed_from: The ids it had before.
    """

    id: str
    full: str
    text: Code[Prose[Meaning]]
    targets: tuple[Target, ...]
    span: Span
    visible: Code[Meaning] | None = None
    requires: Code[Meaning] | None = None
    locked: str = ""
    once: bool = False
    fallback: bool = False
    effects: tuple[Code[Change], ...] = ()
    citations: tuple[Citation, ...] = ()
    storylet: Storylet | None = None
    renamed_from: tuple[Former, ...] = ()


@frozen()
class Moment:
    """A beat of prose: what the margin follows.

    Attributes:
        id: Its full id, ``scene/moment``.
        standing: How much of it happened.
        text: Its blocks.
        span: Where its id is written.
        enter: Effects on arrival.
        citations: The claims it cites; none where the record is silent.
        silent: Whether the author said that the record is silent.
        note: The editor's remark on the history, never a source.
        choices: What the reader may do: its own choices and those it includes, in the order of
            the file, then those that can be drawn.
        includes: The shared choices among them.
        draw: What is drawn from a deck.
        targets: Where the story goes when the reader turns the page; as those of a choice.
        ending: The ending's id, where the story ends here.
        returns: Whether a detour ends here.
        renamed_from: The ids it had before.
    """

    id: str
    standing: Standing
    text: tuple[Block, ...]
    span: Span
    enter: tuple[Code[Change], ...] = ()
    citations: tuple[Citation, ...] = ()
    silent: bool = False
    note: str = ""
    choices: tuple[Choice, ...] = ()
    includes: tuple[Include, ...] = ()
    draw: Draw | None = None
    targets: tuple[Target, ...] = ()
    ending: str | None = None
    returns: bool = False
    renamed_from: tuple[Former, ...] = ()

    @property
    def scene(self) -> str:
        """The id of its scene."""
        return self.id.partition("/")[0]


@frozen()
class Shared:
    """Choices declared once, which any moment can include.

    Attributes:
        id: Its full id, ``scene/set``.
        choices: The choices; those that lead ``here`` lead to the moment that includes them.
        span: Where its id is written.
    """

    id: str
    choices: tuple[Choice, ...]
    span: Span


@frozen()
class Scene:
    """One file: a place and a date, made of moments; the first is where it begins.

    Attributes:
        storylet: What makes it one of a deck, if it is.
        shared: The choices that it declares for moments to include.
        words: How many words its moments have, with their own choices.
    """

    id: str
    title: str
    place: str
    date: Date
    moments: tuple[Moment, ...]
    span: Span
    people: tuple[str, ...] = ()
    storylet: Storylet | None = None
    shared: tuple[Shared, ...] = ()
    renamed_from: tuple[Former, ...] = ()
    words: int = 0


@frozen()
class Person:
    """Somebody of the cast or of the record.

    Attributes:
        id: Its id.
        name: The form shown.
        real: Whether the person lived.
        note: Who it is, in a line.
        spellings: Other forms met in the sources.
    """

    id: str
    name: str
    real: bool
    note: str = ""
    spellings: tuple[str, ...] = ()


@frozen()
class Ending:
    """How a story can end."""

    id: str
    title: str
    span: Span
    summary: str = ""


@frozen()
class Story:
    """One playable book.

    Attributes:
        id: Its id, the name of its folder.
        title: Its title.
        summary: One line for the library screen.
        start: The first moment, ``scene/moment``.
        variables: The state it declares, in order.
        definitions: The names it gives to numbers and expressions.
        scenes: By id, the start's scene among them.
        folder: Where it lies.
        library: The folder of its sources, where it names one.
        adapts: The fiction it was converted from.
        adapts_span: Where that is named.
        renames: What its scenes, moments and choices were called before.
        words: How many words it has, choices and all.
        hash: A hash of every file's content in hexadecimal: it changes when the author edits.
    """

    id: str
    title: str
    summary: str
    start: str
    variables: tuple[Variable, ...]
    scenes: Mapping[str, Scene]
    folder: Path
    hash: str
    author: str = ""
    adapts: str | None = None
    adapts_span: Span | None = None
    library: Path | None = None
    content_notes: tuple[str, ...] = ()
    credits: str = ""
    people: Mapping[str, Person] = field(default_factory=dict)
    endings: Mapping[str, Ending] = field(default_factory=dict)
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    renames: Renames = field(default_factory=Renames)
    words: int = 0

    def moment(self, full_id: str) -> Moment:
        """The moment of an id that exists.

        Raises:
            KeyError: There is no such moment.
        """
        scene = self.scenes[full_id.partition("/")[0]]
        for moment in scene.moments:
            if moment.id == full_id:
                return moment
        raise KeyError(full_id)
