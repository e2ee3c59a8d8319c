"""The record: sources, what they say, and where they clash."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping as Keyed

    from engine.document.span import Span
    from engine.document.tree import Mapping
    from engine.model.story import Person


class Kind(StrEnum):
    """What kind of work a source is."""

    PRIMARY = "primary"
    SCHOLARSHIP = "scholarship"
    OFFICIAL_HISTORY = "official-history"
    MEMOIR = "memoir"
    POLEMIC = "polemic"
    BLOG = "blog"
    UNATTRIBUTED = "unattributed"
    FICTION = "fiction"


class Verdict(StrEnum):
    """What the editor makes of a claim."""

    SOUND = "sound"
    INTERPRETATION = "interpretation"
    DISPUTED = "disputed"
    WRONG = "wrong"
    ANACHRONISM = "anachronism"
    MISPRINT = "misprint"
    UNSUPPORTED = "unsupported"


@frozen()
class Period:
    """When a claim speaks of or was said: words, and bounds to place it in time.

    Attributes:
        text: What the margin prints.
        first: Its first day as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, New Style, or empty.
        last: Its last, in the same form.
        plain: Whether its days are told in one calendar only: the author named none.
    """

    text: str
    first: str = ""
    last: str = ""
    plain: bool = False


@frozen()
class Locator:
    """Where a claim stands in the text we hold: the text's number, the line, a few words."""

    seed: str
    line: int
    words: str


@frozen()
class Claim:
    """One checkable thing that a source says, in our words.

    Attributes:
        id: ``source/claim``.
        number: Its number in the register.
        says: What it says.
        speaker: Who says it.
        kind: What kind of voice it is; usually its source's.
        chain: The sources from the voice to the page we hold.
        date: Its own date, never the story's.
        verdict: What the editor makes of it.
        note: Why.
        span: Where its id is written.
        page: The page, as printed.
        inferred: Whether the attribution is a reading of ours.
        people: Who it speaks of.
        quoted_to_rebut: Whether it reached us only to be denied.
        rebutted_by: The claims that deny it.
        damage: What is missing or misprinted in the text we hold.
        locator: Where it stands.
        tree: The claim as written, to find the place of one of its fields.
    """

    id: str
    number: str
    says: str
    speaker: str
    kind: Kind
    chain: tuple[str, ...]
    date: Period
    verdict: Verdict
    note: str
    span: Span
    page: str = ""
    inferred: bool = False
    people: tuple[str, ...] = ()
    quoted_to_rebut: bool = False
    rebutted_by: tuple[str, ...] = ()
    damage: str = ""
    locator: Locator | None = None
    tree: Mapping | None = field(default=None, repr=False, compare=False)

    @property
    def source(self) -> str:
        """The id of its source."""
        return self.id.partition("/")[0]


@frozen()
class Source:
    """A real work, with a frank note on its leaning.

    Attributes:
        id: Its id, the stem of its file.
        kind: What kind of work it is.
        csl: Its bibliographic record, in CSL's fields.
        short: How the margin names it.
        leaning: What it is, which way it leans, what it is worth here.
        reached_by: The works through which alone we hold it; none if we hold it.
        claims: What it says, by the claim's short id.
        span: Where its id is written.
    """

    id: str
    kind: Kind
    csl: Keyed[str, Any]
    short: str
    leaning: str
    claims: Keyed[str, Claim]
    span: Span
    reached_by: tuple[str, ...] = ()


@frozen()
class Conflict:
    """Claims that cannot all stand.

    Attributes:
        id: Its id.
        title: What it is about.
        kind: What kind of disagreement it is.
        claims: The claims, as ``source/claim``.
        says: What differs and why it cannot all stand.
        outside: What the general literature holds, where that is the other side.
        span: Where its id is written.
    """

    id: str
    title: str
    kind: str
    claims: tuple[str, ...]
    says: str
    span: Span
    outside: str = ""
    tree: Mapping | None = field(default=None, repr=False, compare=False)


@frozen()
class Library:
    """All sources that a story can cite."""

    sources: Keyed[str, Source]
    conflicts: tuple[Conflict, ...] = ()
    people: Keyed[str, Person] = field(default_factory=dict)

    def claim(self, full_id: str) -> Claim | None:
        """The claim of an id ``source/claim``, or nothing."""
        source, _, name = full_id.partition("/")
        found = self.sources.get(source)
        return found.claims.get(name) if found else None
