"""A document as plain data: headings, paragraphs, notes and a bibliography."""

from __future__ import annotations

from typing import Literal, TypeAlias

from engine.document.frozen import frozen


@frozen()
class Words:
    """Words set alike."""

    text: str
    emphasis: bool = False
    strong: bool = False


@frozen()
class Mark:
    """A place that a note belongs to, by the note's number."""

    note: int


Piece: TypeAlias = Words | Mark


@frozen()
class Heading:
    """The heading of a chapter."""

    text: str


@frozen()
class Paragraph:
    """A paragraph.

    Attributes:
        pieces: Its words and marks.
        kind: ``prose``; ``quote``, a document in the story; ``choice``, what the reader did;
            ``aside``, what the editor says of the page.
    """

    pieces: tuple[Piece, ...]
    kind: Literal["prose", "quote", "choice", "aside"] = "prose"


@frozen()
class Note:
    """A note, and the number that its marks have."""

    number: int
    pieces: tuple[Piece, ...]


@frozen()
class Document:
    """What is written down.

    Attributes:
        title: What it is of.
        preface: What stands before the first chapter.
        body: The chapters.
        notes: In the order of their numbers, from 1.
        works: The bibliography, a line each.
    """

    title: str
    preface: tuple[Paragraph, ...]
    body: tuple[Heading | Paragraph, ...]
    notes: tuple[Note, ...]
    works: tuple[tuple[Piece, ...], ...]
