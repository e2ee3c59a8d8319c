"""A document as Markdown, with footnotes as pandoc and GitHub read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.record.markdown import escape
from engine.record.transcript.document import Mark, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.record.transcript.document import Document, Leaf, Piece


def markdown(document: Document) -> str:
    """The text of a Markdown file."""
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {escape(document.title)}", "")
    if document.summary:
        yield from (_words(Words(document.summary, emphasis=True)), "")
    for about in document.about:
        yield from (escape(about), "")
    for leaf in document.leaves:
        for part in _leaf(leaf):
            yield from (part, "")
    if document.works:
        yield from ("## Bibliography", "")
        yield from (f"- {_said(line)}" for line in document.works)
        yield ""
    for leaf in document.leaves:
        for note in leaf.notes:
            yield f"[^{note.number}]: {' '.join(_said(part.pieces) for part in note.parts)}"


def _leaf(leaf: Leaf) -> Iterator[str]:
    if leaf.heading:
        yield f"## {escape(leaf.heading)}"
        yield escape(leaf.place)
    for paragraph in leaf.prose:
        yield _quoted(paragraph.pieces) if paragraph.kind == "quote" else _said(paragraph.pieces)
    beside = " ".join(filter(None, (f"Page {leaf.number}.", leaf.standing, leaf.remark)))
    yield escape(beside) + ", ".join(f"[^{number}]" for number in leaf.loose)
    if leaf.ending is not None:
        title, summary = leaf.ending
        yield f"## The end: {escape(title)}"
        if summary:
            yield _words(Words(summary, emphasis=True))
    if leaf.choice:
        yield _quoted((Words("You chose: ", strong=True), *leaf.choice))


def _quoted(pieces: Iterable[Piece]) -> str:
    return "> " + _said(pieces).replace("\n", "\n> ")


def _said(pieces: Iterable[Piece]) -> str:
    return "".join(map(_piece, pieces)).strip()


def _piece(piece: Piece) -> str:
    return f"[^{piece.note}]" if isinstance(piece, Mark) else _words(piece)


def _words(words: Words) -> str:
    """Words with their signs, each line for itself, so that a telegram keeps its lines."""
    signs = "**" * words.strong + "*" * words.emphasis
    return "\\\n".join(_line(line, signs) for line in words.text.split("\n"))


def _line(text: str, signs: str) -> str:
    """Space at the edge of emphasis is set outside it: `*no *` is no emphasis."""
    said = text.strip()
    if not said:
        return " " if text else ""
    before, _, after = text.partition(said)
    return f"{before and ' '}{signs}{escape(said)}{signs[::-1]}{after and ' '}"
