"""A reading as plain data: its pages, each with what stands beside it, and a bibliography."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """Words set alike."""

    text: str
    emphasis: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a note belongs to, by the note's number."""

    note: int


Piece: TypeAlias = Words | Mark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        pieces: Its words and marks.
        kind: ``prose``, or ``quote``, a document in the story.
    """

    pieces: tuple[Piece, ...]
    kind: Literal["prose", "quote"] = "prose"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a note.

    Attributes:
        kind: ``claim``, what is said; ``voice``, who says it and where; ``editor``, what the
            editor holds of it; ``place``, what it has to do with the page.
        pieces: Its words.
    """

    kind: Literal["claim", "voice", "editor", "place"]
    pieces: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note, and the number that its mark has."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page that was read.

    Attributes:
        number: Its number.
        prose: What it tells.
        standing: How much of that happened, in words.
        heading: The scene that it opens; empty where it opens none.
        place: Where and when that is.
        remark: The editor's note, or that the record is silent.
        loose: The notes that have no place in the prose, by their numbers.
        ending: The title of the ending that it is, and a sentence on that.
        choice: What the reader did.
        notes: What the record says, in the order of their numbers.
    """

    number: int
    prose: tuple[Paragraph, ...]
    standing: str
    heading: str = ""
    place: str = ""
    remark: str = ""
    loose: tuple[int, ...] = ()
    ending: tuple[str, str] | None = None
    choice: tuple[Piece, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What is written down.

    Attributes:
        title: What it is of.
        summary: The same in a sentence.
        about: What to know of it beforehand, a paragraph each.
        leaves: What was read.
        works: The bibliography, a line each.
    """

    title: str
    summary: str
    about: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    works: tuple[tuple[Words, ...], ...]
