"""A work on one line, without a citation processor, and how we hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.model.calendar import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Library, Source


def work(source: Source) -> str:
    """A work as a bibliography would open its entry: who, title, volume, place and year."""
    csl = source.csl
    editors = " and ".join(_names(csl.get("editor")))
    who = " and ".join(_names(csl.get("author"))) or (f"{editors} (ed.)" if editors else "")
    number = _said(csl.get("volume"))
    volume = f"vol. {number}" if number else ""
    place = (_said(csl.get("publisher-place")), in_words(_said(csl.get("issued"))))
    title = str(csl.get("title", source.short))
    return ", ".join(filter(None, (who, title, volume, " ".join(filter(None, place)))))


SENTENCE = re.compile(r".*?[^\W\d_]{3}[.?!](?=\s|$)", re.DOTALL)
"""Up to the first stop after a word: initials end none."""


def gist(source: Source) -> str:
    """The first sentence of what is said of a source, which tells which way it leans."""
    found = SENTENCE.match(source.leaning)
    return found[0] if found else source.leaning


def held(source: Source, library: Library) -> str:
    """How we hold a source, in a sentence."""
    if source.kind == "fiction":
        return "A fiction: it can be adapted, and is never cited."
    if not source.reached_by:
        return "We hold the text itself, or a part of it."
    works = (library.sources.get(name) for name in source.reached_by)
    named = (w.short if w else n for w, n in zip(works, source.reached_by, strict=True))
    return f"We hold it only through {' and '.join(named)}."


def _said(value: object) -> str:
    """A field as it is printed; what is neither words nor a number says nothing in a line."""
    return str(value) if isinstance(value, str | int) else ""


def _names(people: object) -> Iterator[str]:
    """Each by name; the record's own "and others" is joined to them like one more."""
    for one in people if isinstance(people, list | tuple) else ():
        if hasattr(one, "get"):
            parts = (one.get("literal"), one.get("given"), one.get("family"))
            yield " ".join(str(part) for part in parts if part).removeprefix("and ")
