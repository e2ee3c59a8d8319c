"""A document as one page of HTML that needs nothing else, and asks for nothing."""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from engine.document.visible import visible_line
from engine.record.transcript.document import Heading, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.record.transcript.document import Document, Note, Paragraph, Piece, Words

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may do: show itself in its own style."""


def html(document: Document) -> str:
    """The text of an HTML file."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    marked: set[int] = set()
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield from ("<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(visible_line(document.title))}</title>"
    yield f"<style>\n{_style()}</style>"
    yield from ("</head>", "<body>", "<main>", f"<h1>{_safe(document.title)}</h1>")
    for part in (*document.preface, *document.body):
        if isinstance(part, Heading):
            yield f"<h2>{_safe(part.text)}</h2>"
        else:
            yield _paragraph(part)
            marked |= {piece.note for piece in part.pieces if isinstance(piece, Mark)}
    yield from _notes(document.notes, marked)
    yield from _works(document.works)
    yield from ("</main>", "</body>", "</html>")


def _style() -> str:
    return (resources.files("engine.record.transcript") / "page.css").read_text("utf-8")


def _paragraph(paragraph: Paragraph) -> str:
    said = _said(paragraph.pieces)
    if paragraph.kind == "quote":
        return f"<blockquote><p>{said}</p></blockquote>"
    return (
        f"<p>{said}</p>" if paragraph.kind == "prose" else f'<p class="{paragraph.kind}">{said}</p>'
    )


def _notes(notes: Iterable[Note], marked: set[int]) -> Iterator[str]:
    if not notes:
        return
    yield from ("<section>", "<h2>Notes</h2>", "<ol>")
    for note in notes:
        number = note.number
        back = f' <a href="#mark-{number}" aria-label="Back">↩</a>' if number in marked else ""
        yield f'<li id="note-{number}">{_said(note.pieces)}{back}</li>'
    yield from ("</ol>", "</section>")


def _works(works: Iterable[tuple[Piece, ...]]) -> Iterator[str]:
    if not works:
        return
    yield from ("<section>", "<h2>Bibliography</h2>", "<ul>")
    yield from (f"<li>{_said(line)}</li>" for line in works)
    yield from ("</ul>", "</section>")


def _said(pieces: Iterable[Piece]) -> str:
    return "".join(map(_piece, pieces)).strip()


def _piece(piece: Piece) -> str:
    if isinstance(piece, Mark):
        number = piece.note
        return f'<sup id="mark-{number}"><a href="#note-{number}">{number}</a></sup>'
    return _words(piece)


def _words(words: Words) -> str:
    said = _safe(words.text)
    said = f"<em>{said}</em>" if words.emphasis else said
    return f"<strong>{said}</strong>" if words.strong else said


def _safe(text: str) -> str:
    return "<br>".join(escape(visible_line(line)) for line in text.split("\n"))
