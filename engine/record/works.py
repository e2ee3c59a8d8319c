"""A work in a line, where there is no time for a citation processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.calendar import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Source


def work(source: Source) -> str:
    """A work as a bibliography would open its entry: who, title, volume, place and year."""
    csl = source.csl
    editors = " and ".join(_names(csl.get("editor")))
    who = " and ".join(_names(csl.get("author"))) or (f"{editors} (ed.)" if editors else "")
    volume = f"vol. {csl['volume']}" if csl.get("volume") else ""
    place = (str(csl.get("publisher-place") or ""), in_words(str(csl.get("issued") or "")))
    title = str(csl.get("title", source.short))
    return ", ".join(filter(None, (who, title, volume, " ".join(filter(None, place)))))


def _names(people: object) -> Iterator[str]:
    """Each by name; the record's own "and others" is joined to them like one more."""
    for one in people if isinstance(people, list | tuple) else ():
        if hasattr(one, "get"):
            parts = (one.get("literal"), one.get("given"), one.get("family"))
            yield " ".join(str(part) for part in parts if part).removeprefix("and ")
