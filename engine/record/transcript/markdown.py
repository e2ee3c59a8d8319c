"""A document as Markdown, with footnotes as pandoc and GitHub read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.record.markdown import escape
from engine.record.transcript.document import Heading, Mark, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.record.transcript.document import Document, Paragraph, Piece

LEADS = {"prose": "", "quote": "> ", "choice": "> ", "aside": ""}


def markdown(document: Document) -> str:
    """The text of a Markdown file."""
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (f"# {escape(document.title)}", "")
    for part in (*document.preface, *document.body):
        yield from (f"## {escape(part.text)}" if isinstance(part, Heading) else _written(part), "")
    if document.works:
        yield from ("## Bibliography", "")
        yield from (f"- {_said(line)}" for line in document.works)
        yield ""
    for note in document.notes:
        yield f"[^{note.number}]: {_said(note.pieces)}"


def _written(paragraph: Paragraph) -> str:
    lead = LEADS[paragraph.kind]
    return lead + _said(paragraph.pieces).replace("\n", f"\n{lead}")


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
