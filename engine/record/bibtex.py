r"""Bibliographic records as BibTeX, for LaTeX, Zotero, JabRef and pandoc.

Letters stay as they are, in UTF-8; the signs that TeX would obey are spelt out. A title is
kept as it is written by a second pair of braces. A record of BibTeX has fewer kinds and fields
than one of CSL: what has no field of its own is left to CSL-JSON.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from engine.document.visible import visible_line
from engine.model import calendar
from engine.record.bibliography import item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.record import Source

TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "post": "online",
    "post-weblog": "online",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
}
"""The entry of each kind of work; `misc` for the others."""
FIELDS = {
    "title": "title",
    "edition": "edition",
    "volume": "volume",
    "number": "number",
    "issue": "number",
    "collection-title": "series",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "address",
    "genre": "type",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "URL": "url",
    "language": "language",
    "note": "note",
    "annote": "annote",
}
NAMES = ("author", "editor", "translator")
PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "booklet": "howpublished"}
"""What an entry calls its publisher, where it has a word of its own."""
MONTHS = tuple(month[:3].lower() for month in calendar.MONTHS)
"""BibTeX's own names of the months, which a style turns into words."""
LONE: dict[str, str | int | None] = {"{": r"\lbrace{}", "}": r"\rbrace{}"}
"""BibTeX counts braces, also those that TeX would print: one without its fellow is named."""
VERBATIM = frozenset(("url", "doi"))
TEX: dict[str, str | int | None] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
URL: dict[str, str | int | None] = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}
AND = re.compile(r",|\band\b", re.IGNORECASE)
"""What would cut a name in two."""


def bibtex(sources: Iterable[Source]) -> str:
    """Sources as the text of a BibTeX file; an entry's key is the source's id."""
    return "\n".join(map(entry, sources))


def entry(source: Source) -> str:
    """One source as an entry of BibTeX."""
    made = item(source)
    kind = TYPES.get(made["type"], "misc")
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(made, kind))
    return f"@{kind}{{{source.id},\n{fields}}}\n"


def escape(text: str) -> str:
    r"""Text that TeX prints as it stands.

    >>> print(escape("{ open"))
    \lbrace{} open
    >>> escape("Bread & peace, 50%")
    'Bread \\& peace, 50\\%'
    """
    table = TEX if _is_balanced(text) else TEX | LONE
    return visible_line(text).translate(str.maketrans(table))


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _fields(made: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    for name in NAMES:
        if name in made:
            yield name, "{" + " and ".join(map(_name, made[name])) + "}"
    if "container-title" in made:
        name = "journal" if kind == "article" else "booktitle"
        yield name, f"{{{{{escape(made['container-title'])}}}}}"
    seen = set()
    for csl, plain in FIELDS.items():
        name = PUBLISHERS.get(kind, plain) if csl == "publisher" else plain
        if csl in made and name not in seen:
            seen.add(name)
            yield name, _value(name, made[csl])
    yield from _issued(made.get("issued", {}))


def _value(name: str, text: str) -> str:
    if name in VERBATIM:
        return f"{{{visible_line(text).translate(str.maketrans(URL))}}}"
    return f"{{{{{escape(text)}}}}}" if name == "title" else f"{{{escape(text)}}}"


def _name(parts: dict[str, str]) -> str:
    if parts.get("literal") == "others":
        return "others"
    if "literal" in parts:
        return f"{{{escape(parts['literal'])}}}"
    particle = parts.get("non-dropping-particle") or parts.get("dropping-particle", "")
    family = " ".join(filter(None, (particle, _part(parts.get("family", "")))))
    pieces = (family, _part(parts.get("suffix", "")), _part(parts.get("given", "")))
    return ", ".join(part for part in pieces if part)


def _part(text: str) -> str:
    # A small letter would begin a particle, which belongs to the name where the record has it so.
    whole = AND.search(text) or text[:1].islower()
    return f"{{{escape(text)}}}" if whole else escape(text)


def _issued(issued: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "literal" in issued:
        yield "year", f"{{{escape(issued['literal'])}}}"
        return
    parts: list[list[int]] = issued.get("date-parts", [])
    if not parts:
        return
    yield "year", "{" + "/".join(f"{date[0]:04}" for date in parts) + "}"
    for name, part in zip(("month", "day"), parts[0][1:], strict=False):
        yield name, MONTHS[part - 1] if name == "month" else f"{{{part}}}"
