"""From findings, spans and symbols to the types of the Language Server Protocol."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls import uris

from engine.author.lsp.columns import Place, place_of, range_of
from engine.author.lsp.symbols import Kind
from engine.check.pages import folder as pages
from engine.document.finding import Severity
from engine.document.places import line_and_column
from engine.document.visible import visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.author.lsp.complete import Offer, Offers
    from engine.author.lsp.outline import Heading
    from engine.author.lsp.symbols import Symbol
    from engine.document.finding import Finding
    from engine.document.span import Span

SOURCE: Final = "marginalia"

_SEVERITY: Final = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
_OFFERED: Final = {
    Kind.SCENE: types.CompletionItemKind.File,
    Kind.MOMENT: types.CompletionItemKind.Reference,
    Kind.CHOICE: types.CompletionItemKind.Event,
    Kind.SHARED: types.CompletionItemKind.Event,
    Kind.DECK: types.CompletionItemKind.Folder,
    Kind.VARIABLE: types.CompletionItemKind.Variable,
    Kind.VALUE: types.CompletionItemKind.EnumMember,
    Kind.DEFINITION: types.CompletionItemKind.Constant,
    Kind.PERSON: types.CompletionItemKind.Class,
    Kind.ENDING: types.CompletionItemKind.Constant,
    Kind.SOURCE: types.CompletionItemKind.Module,
    Kind.CLAIM: types.CompletionItemKind.Reference,
    "function": types.CompletionItemKind.Function,
    "keyword": types.CompletionItemKind.Keyword,
    "key": types.CompletionItemKind.Property,
}
_LISTED: Final = {
    Kind.SCENE: types.SymbolKind.File,
    Kind.MOMENT: types.SymbolKind.Method,
    Kind.CHOICE: types.SymbolKind.Event,
    Kind.SHARED: types.SymbolKind.Array,
    Kind.VARIABLE: types.SymbolKind.Variable,
    Kind.DEFINITION: types.SymbolKind.Constant,
    Kind.PERSON: types.SymbolKind.Class,
    Kind.ENDING: types.SymbolKind.Constant,
    Kind.CLAIM: types.SymbolKind.String,
}


def path_of(uri: str) -> Path | None:
    """The path of a file's address; nothing for what is not a file."""
    try:
        found = uris.to_fs_path(uri)
    except ValueError:
        return None
    return Path(found) if found and "\0" not in found else None


def uri_of(path: str | Path) -> str:
    """The address of a file."""
    return Path(path).absolute().as_uri()


def span_range(text: str, span: Span) -> types.Range:
    """The range of a span of a file."""
    start, end = range_of(text, span)
    return types.Range(_position(start), _position(end))


def index_range(text: str, start: int, end: int) -> types.Range:
    """The range between two indices of a file."""
    first, last = (line_and_column(text, index)[0] - 1 for index in (start, end))
    return types.Range(
        _position(place_of(text, start, first)), _position(place_of(text, end, last))
    )


def _position(place: Place) -> types.Position:
    return types.Position(place.line, place.character)


def diagnostic(finding: Finding, text_of: Callable[[str], str]) -> types.Diagnostic:
    """A finding as an editor shows it, with a link to the page of its code."""
    code = finding.code.code
    said = (finding.message, *finding.notes, *((finding.help,) if finding.help else ()))
    page = pages() / f"{code}.md"
    return types.Diagnostic(
        range=span_range(text_of(finding.span.path), finding.span),
        message="\n".join(visible(part) for part in said),
        severity=_SEVERITY[finding.code.severity],
        code=code,
        code_description=types.CodeDescription(uri_of(page)) if page.is_file() else None,
        source=SOURCE,
        related_information=[
            types.DiagnosticRelatedInformation(
                location(related.span, text_of), visible_line(related.message)
            )
            for related in finding.related
        ],
    )


def location(span: Span, text_of: Callable[[str], str]) -> types.Location:
    """A span as a place to go to."""
    return types.Location(uri_of(span.path), span_range(text_of(span.path), span))


def completion(offers: Offers, text: str) -> types.CompletionList:
    """What can stand at the cursor."""
    where = index_range(text, offers.start, offers.end)
    after = text[offers.end : offers.end + 1]
    items = [_item(n, offer, where, after) for n, offer in enumerate(offers.offers)]
    return types.CompletionList(is_incomplete=not offers.whole, items=items)


def _item(number: int, offer: Offer, where: types.Range, after: str) -> types.CompletionItem:
    written = offer.text
    if offer.kind == "function" and after != "(":
        written += "()" if offer.text == "turns" else "("
    if offer.kind == "key" and after != ":":
        written += ": "
    return types.CompletionItem(
        label=offer.text,
        kind=_OFFERED.get(offer.kind, types.CompletionItemKind.Value),
        detail=visible_line(offer.detail) or None,
        sort_text=f"{number:04}",
        text_edit=types.TextEdit(where, written),
    )


def symbol(named: Symbol, span: Span, text_of: Callable[[str], str]) -> types.WorkspaceSymbol:
    """Something of a story that can be gone to."""
    return types.WorkspaceSymbol(location(span, text_of), named.id, _LISTED[named.kind])


def symbols(headings: Iterable[Heading], text: str) -> list[types.DocumentSymbol]:
    """What a file declares."""
    return [
        types.DocumentSymbol(
            name=visible_line(heading.name) or "?",
            detail=visible_line(heading.detail),
            kind=_LISTED[heading.kind],
            range=span_range(text, heading.whole),
            selection_range=span_range(text, heading.head),
            children=symbols(heading.inner, text),
        )
        for heading in headings
    ]
