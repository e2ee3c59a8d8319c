"""Bibliographic records: sources as CSL-JSON, and as lines of a bibliography.

CSL-JSON is what Zotero, pandoc and every citation processor read. The lines are set by such
a processor in a style of our own, `marginalia.csl`: Author, *Title* (Place: Publisher, Year).
"""

from __future__ import annotations

import io
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from engine.document.frozen import frozen
from engine.document.visible import visible_line
from engine.model.calendar import DAYS, Day, exists
from engine.model.csl import DATES, NAME_PARTS, NAMES, TYPES, WORDS
from engine.record.data import dump
from engine.record.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.record import Claim, Library, Source

OTHERS = frozenset(("and others", "others", "et al.", "et al"))
"""How a record says that a work has more authors; citation processors know no better than a
name, and join it to the one before with "and" themselves."""
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
MONTH, FULL = 2, 3
"""How many parts a date has that names a month, and one that names a day."""


def item(source: Source) -> dict[str, Any]:
    """A source as an item of CSL-JSON; fields that CSL does not know are left out.

    The editor's note on the source is its annotation.
    """
    kind = source.csl.get("type")
    found: dict[str, Any] = {"id": source.id, "type": kind if kind in TYPES else "document"}
    for name, value in source.csl.items():
        made = _field(name, value)
        if made:
            found[name] = made
    if source.leaning:
        found.setdefault("annote", _line(source.leaning))
    return found


def csl_json(sources: Iterable[Source]) -> str:
    """Sources as the text of a CSL-JSON file."""
    return dump([item(source) for source in sources])


def _field(name: str, value: object) -> object:
    if name in WORDS:
        return _line(str(value)) if _is_words(value) else None
    if name in NAMES:
        return [made for one in _list(value) if (made := _name(one))]
    return _date(str(value)) if name in DATES and _is_words(value) else None


def _is_words(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _list(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _line(text: str) -> str:
    return " ".join(text.split())


def _name(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    parts = {k: _line(str(value[k])) for k in NAME_PARTS if _is_words(value.get(k))}
    parts = {part: text for part, text in parts.items() if text}
    if "literal" in parts:
        # A name without parts has no others: a processor would not know which to print.
        return {"literal": "others" if parts["literal"] in OTHERS else parts["literal"]}
    return parts


def _date(text: str) -> dict[str, Any]:
    """A date in CSL: its parts, or, where it is no date, its words."""
    parts = [date_parts(part) for part in text.split("/")]
    if all(parts) and len(parts) <= MONTH:
        return {"date-parts": parts}
    return {"literal": _line(text)}


def date_parts(text: str) -> list[int]:
    """The year, the month and the day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; else nothing."""
    found = DATE.match(text.strip())
    parts = [int(part) for part in found.groups() if part] if found else []
    if len(parts) == FULL and not exists(Day(*parts)):
        return []
    return [] if len(parts) >= MONTH and not 1 <= parts[1] <= len(DAYS) else parts


# The processor marks what it sets in italics with these two, which no work's record holds.
OPEN, CLOSE = "\ue000", "\ue001"
SIGNS = {ord(OPEN): "\ufffd", ord(CLOSE): "\ufffd"}


@frozen()
class Run:
    """Words set alike."""

    text: str
    italic: bool = False


@frozen()
class Reference:
    """A line of a bibliography, or a note.

    Attributes:
        runs: Its words.
        source: The source that it is about.
    """

    runs: tuple[Run, ...]
    source: str = ""

    @property
    def plain(self) -> str:
        """As plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def markdown(self) -> str:
        """As Markdown."""
        return "".join(map(_mark, self.runs))


def _mark(run: Run) -> str:
    # Space at the end of a run is its own: `escape` would take it, and *title * is no emphasis.
    said = run.text.strip()
    if not said:
        return run.text
    before, _, after = run.text.partition(said)
    marked = escape(said) if before or not run.italic else f"*{escape(said)}*"
    return f"{before}{marked}{after}"


class _Marks:
    """What citeproc-py asks of an output format."""

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802  (citeproc-py's name)
        return f"{OPEN}{text}{CLOSE}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str


class Bibliography:
    """Sources, ready to be cited and listed; the citation processor is loaded when one is made."""

    def __init__(self, sources: Iterable[Source]) -> None:
        from citeproc import CitationStylesBibliography  # type: ignore[import-untyped]  # noqa: PLC0415
        from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # noqa: PLC0415

        items = {source.id: _to_print(source) for source in sources}
        self._made = CitationStylesBibliography(_style(), CiteProcJSON(items.values()), _Marks)
        for name in items:
            self._made.register(_citation(name, ""))
        self._made.sort()

    def lines(self) -> tuple[Reference, ...]:
        """The bibliography, in the order of the style: by author, else by title."""
        # The processor has one formatter for a style, whichever bibliography came last.
        lines = zip(self._made.keys, self._made.bibliography(), strict=True)
        return tuple(Reference(_runs(str(line)), key) for key, line in lines)

    def note(self, source: str, page: str = "") -> Reference:
        """A source as a note cites it, without a full stop.

        Args:
            source: The id of one of the sources.
            page: The page, as printed.

        Raises:
            KeyError: It is not one of the sources.
        """
        if source not in self._made.keys:
            raise KeyError(source)
        citation = _citation(source, page)
        self._made.register(citation)
        return Reference(_runs(str(self._made.cite(citation, None))), source)


def note_on(claim: Claim, library: Library, bibliography: Bibliography) -> Reference:
    """A claim as a note cites it: the work and the page, then the works that it was quoted in.

    Those are named as the margin names them: the bibliography has the rest.
    """
    chain = [library.sources[name] for name in claim.chain if name in library.sources]
    first = chain[0].id if chain else claim.source
    quoted = "".join(f", quoted in {_printable(work.short)}" for work in chain[1:])
    return Reference((*bibliography.note(first, claim.page).runs, Run(f"{quoted}.")), claim.source)


@cache
def _style() -> Any:  # noqa: ANN401  (citeproc-py tells no types)
    from citeproc import CitationStylesStyle  # noqa: PLC0415

    text = (resources.files("engine.record") / "marginalia.csl").read_bytes()
    return CitationStylesStyle(io.BytesIO(text), validate=False)


def _citation(source: str, page: str) -> Any:  # noqa: ANN401  (citeproc-py tells no types)
    from citeproc import Citation, CitationItem, Locator  # noqa: PLC0415

    where = {"locator": Locator("page", _printable(page))} if page.strip() else {}
    return Citation([CitationItem(source, **where)])


PRINTED = (
    "title", "container-title", "edition", "volume", "genre", "publisher", "publisher-place",
    "issued", "author", "editor", "language",
)  # fmt: skip
"""The fields that the style uses: the processor warns of some of the others."""


def _to_print(source: Source) -> dict[str, Any]:
    """A source's item as the processor is given it."""
    made = item(source)
    # A title in brackets is ours, for a work without one: it is neither quoted nor set apart.
    ours = str(made.get("title", "")).startswith("[")
    kept = {name: _clean(value) for name, value in made.items() if name in PRINTED}
    return {"id": made["id"], "type": "document" if ours else made["type"], **kept}


def _clean(value: Any) -> Any:  # noqa: ANN401  (any JSON value)
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return {k: _clean(v) for k, v in value.items()} if isinstance(value, dict) else value


def _printable(text: str) -> str:
    return visible_line(_line(text)).translate(SIGNS)


def _runs(text: str) -> tuple[Run, ...]:
    return tuple(_split(text))


def _split(text: str) -> Iterator[Run]:
    for number, part in enumerate(re.split(f"[{OPEN}{CLOSE}]", text)):
        if part:
            yield Run(part, italic=number % 2 == 1)
