"""The names at the cursor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.author.lsp import occurrences
from engine.author.lsp.complete import FUNCTIONS
from engine.author.lsp.context import context_at
from engine.author.lsp.shapes import keys
from engine.author.lsp.symbols import Kind, Symbol, Use
from engine.document.places import index_at, span_between
from engine.load.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.lsp.context import Context
    from engine.author.lsp.occurrences import Occurrence
    from engine.author.lsp.project import OpenStory
    from engine.document.span import Span
    from engine.language.names import Names

_EXPRESSIONS = frozenset(("if", "requires", "effects", "enter"))
_NAMED = {
    "ending": Kind.ENDING,
    "people": Kind.PERSON,
    "chain": Kind.SOURCE,
    "reached_by": Kind.SOURCE,
    "adapts": Kind.SOURCE,
}


def pointed_at(text: str, index: int, path: str, story: OpenStory) -> tuple[Use, ...]:
    """The names at an index of a file; several where one word is a value of several variables.

    Where the file as it stands cannot be read, its lines tell what is meant.
    """
    if path in story.memory.broken:
        return tuple(_made_out(text, index, path, story))
    return tuple(use for use in story.uses(path) if holds(text, use.span, index))


def function_at(text: str, index: int) -> str:
    """The function of the language whose name is at an index; empty if there is none."""
    context = context_at(text, index)
    word = text[context.start : context.end]
    within = context.key in _EXPRESSIONS or "{" in context.typed
    return (
        word if word in FUNCTIONS and within and text[context.end : context.end + 1] == "(" else ""
    )


def key_at(text: str, index: int, schema: str) -> str:
    """What the key at an index is for; empty if there is none that is known."""
    context = context_at(text, index)
    if not context.is_key or text[context.end : context.end + 1] != ":":
        return ""
    path = tuple(reversed((context.key, *context.above))) if context.key else ()
    name = text[context.start : context.end]
    about = keys(schema, path).get(name, "")
    return f"**{name}**\n\n{about}" if about else ""


def allowed_at(text: str, index: int) -> str:
    """The code, or its name, in a comment that allows it; empty if there is none."""
    context = context_at(text, index)
    before = text[text.rfind("\n", 0, context.start) + 1 : context.start]
    allows = "allow:" in before.partition("#")[2] or context.key == "allow"
    return text[context.start : context.end] if allows else ""


def holds(text: str, span: Span, index: int) -> bool:
    """Whether an index of a file lies in a span of it, or at its end."""
    start = index_at(text, span.line, span.column)
    return start <= index <= index_at(text, span.end_line, span.end_column)


def _made_out(text: str, index: int, path: str, story: OpenStory) -> Iterator[Use]:
    context = context_at(text, index)
    word = text[context.start : context.end]
    names = Scope(story.loaded.index, Path(path).stem if story.kind(path) == "scene" else "")
    for symbol, start, end, bare in _meant(context, word, names):
        first, last = context.start + start, context.start + end
        if first <= index <= last:
            yield Use(symbol, span_between(path, text, first, last), bare=bare)


def _meant(context: Context, word: str, names: Names) -> Iterator[Occurrence]:
    if context.key in ("goto", "detour", "start"):
        yield from occurrences.place(word, 0, names)
    elif context.key == "claim" and word.count("/") == 1:
        yield from occurrences.path(word, word, (Kind.SOURCE, Kind.CLAIM), 0)
    elif context.key in _NAMED:
        yield occurrences.Occurrence(Symbol(_NAMED[context.key], word), 0, len(word))
    elif context.key in _EXPRESSIONS or "{" in context.typed:
        yield from occurrences.guessed_word(context.typed, word, names)
