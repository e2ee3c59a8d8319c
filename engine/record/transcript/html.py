"""A document as a self-contained page of HTML, which loads nothing.

The record stands in the margin of each page that was read, as it did on the screen; where there
is no room for a margin, it stands below.
"""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from engine.document.visible import visible_line
from engine.record.transcript.document import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.record.transcript.document import (
        Document,
        Leaf,
        Note,
        Paragraph,
        Piece,
        Words,
    )

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may do: show itself in its own style."""


def html(document: Document) -> str:
    """The text of an HTML file."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield from ("<head>", '<meta charset="utf-8">')
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_safe(document.title)}</title>"
    yield f"<style>\n{_style()}</style>"
    yield from ("</head>", "<body>", "<main>", "<header>", f"<h1>{_safe(document.title)}</h1>")
    if document.summary:
        yield f'<p class="summary">{_safe(document.summary)}</p>'
    yield from (f"<p>{_safe(about)}</p>" for about in document.about)
    yield "</header>"
    for leaf in document.leaves:
        yield from _leaf(leaf)
    yield from _works(document.works)
    yield from ("</main>", "</body>", "</html>")


def _style() -> str:
    return (resources.files("engine.record.transcript") / "page.css").read_text("utf-8")


def _leaf(leaf: Leaf) -> Iterator[str]:
    """A page: its heading where it opens a scene, then the prose, and the record beside it."""
    if leaf.heading:
        yield f"<hgroup><h2>{_safe(leaf.heading)}</h2><p>{_safe(leaf.place)}</p></hgroup>"
    yield from (f'<section id="page-{leaf.number}">', '<div class="told">')
    yield from map(_paragraph, leaf.prose)
    if leaf.choice:
        yield f'<p class="choice"><span>You chose</span> {_said(leaf.choice)}</p>'
    if leaf.ending is not None:
        title, summary = map(_safe, leaf.ending)
        more = f"<p><em>{summary}</em></p>" if summary else ""
        yield f'<div class="ending"><p>The end</p><h2>{title}</h2>{more}</div>'
    yield from ("</div>", "<aside>", f"<p>Page {leaf.number}. {_safe(leaf.standing)}</p>")
    yield from (_note(note, leaf.loose) for note in leaf.notes)
    yield f"<p>{_safe(leaf.remark)}</p></aside>" if leaf.remark else "</aside>"
    yield "</section>"


def _paragraph(paragraph: Paragraph) -> str:
    said = f"<p>{_said(paragraph.pieces)}</p>"
    return f"<blockquote>{said}</blockquote>" if paragraph.kind == "quote" else said


def _note(note: Note, loose: Iterable[int]) -> str:
    """A note; its number leads back to the words that it belongs to, where there are any."""
    number = f"{note.number}"
    if note.number not in loose:
        number = f'<a href="#mark-{number}" aria-label="{number}, back to the words">{number}</a>'
    said = " ".join(f'<span class="{p.kind}">{_said(p.pieces)}</span>' for p in note.parts)
    return f'<p class="note" id="note-{note.number}"><sup>{number}</sup> {said}</p>'


def _works(works: Iterable[tuple[Words, ...]]) -> Iterator[str]:
    if not works:
        return
    yield from ('<section class="works">', "<h2>Bibliography</h2>", "<ul>")
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
