"""What a file declares, as a tree: a scene's moments with their choices, a source's claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author.lsp.symbols import Kind, Symbol
from engine.document.frozen import frozen
from engine.document.span import Span
from engine.document.tree import Mapping, Scalar, Sequence
from engine.load.fields import entries, items, listed, text, written
from engine.record.lookup import claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.document.reader import Document
    from engine.document.tree import Entry, Node
    from engine.load import Loaded


@frozen()
class Heading:
    """One thing that a file declares.

    Attributes:
        name: Its name.
        detail: What else there is to say in a few words.
        kind: What it is.
        whole: All of it.
        head: Its name in the file.
        inner: What it holds.
    """

    name: str
    detail: str
    kind: Kind
    whole: Span
    head: Span
    inner: tuple[Heading, ...] = ()


def outline(document: Document) -> tuple[Heading, ...]:
    """What a file declares, in its order."""
    root = document.root
    return (
        *_scene(root),
        *_keyed(root, "state", Kind.VARIABLE, "label"),
        *_keyed(root, "define", Kind.DEFINITION, ""),
        *_keyed(root, "people", Kind.PERSON, "name"),
        *_keyed(root, "endings", Kind.ENDING, "title"),
        *_keyed(root, "claims", Kind.CLAIM, "says"),
    )


def named(loaded: Loaded, words: str) -> Iterator[tuple[Symbol, Span]]:
    """The scenes, moments, endings and claims of a story in whose ids some words are."""
    story, wanted = loaded.story, words.lower()
    if story is None:
        return
    for scene in story.scenes.values():
        yield from _if_like(wanted, Kind.SCENE, scene.id, scene.span)
        for moment in scene.moments:
            yield from _if_like(wanted, Kind.MOMENT, moment.id, moment.span)
    for ending in story.endings.values():
        yield from _if_like(wanted, Kind.ENDING, ending.id, ending.span)
    for claim in claims(loaded.library):
        yield from _if_like(wanted, Kind.CLAIM, claim.id, claim.span)


def _if_like(wanted: str, kind: Kind, name: str, span: Span) -> Iterator[tuple[Symbol, Span]]:
    if wanted in name:
        yield Symbol(kind, name), span


def _scene(root: Node | None) -> Iterator[Heading]:
    named = written(root, "scene")
    shared = (_holder(entry, Kind.SHARED, listed(entry.value)) for entry in entries(root, "shared"))
    moments = (*shared, *(_moment(entry) for entry in entries(root, "moments")))
    if named and root:
        name = named.text.strip()
        whole = _around(named.span, root)
        yield Heading(name, text(root, "title"), Kind.SCENE, whole, named.span, moments)
    else:
        yield from moments


def _moment(entry: Entry) -> Heading:
    return _holder(entry, Kind.MOMENT, items(entry.value, "choices"))


def _holder(entry: Entry, kind: Kind, offered: Iterable[Node]) -> Heading:
    choices = []
    for item in offered:
        if name := written(item, "id"):
            whole = _around(name.span, item)
            choices.append(Heading(name.text, text(item, "text"), Kind.CHOICE, whole, name.span))
    detail = text(entry.value, "standing")
    return _heading(entry, detail, kind, tuple(choices))


def _keyed(root: Node | None, key: str, kind: Kind, detail: str) -> Iterator[Heading]:
    for entry in entries(root, key):
        yield _heading(entry, text(entry.value, detail), kind)


def _heading(entry: Entry, detail: str, kind: Kind, inner: tuple[Heading, ...] = ()) -> Heading:
    whole = _around(entry.key.span, entry.value)
    return Heading(entry.key.text, detail, kind, whole, entry.key.span, inner)


def _around(head: Span, node: Node) -> Span:
    """From the beginning of a name to the end of what belongs to it."""
    end = max((head.end_line, head.end_column), _end(node))
    begin = min((head.line, head.column), (node.span.line, node.span.column))
    return Span(head.path, *begin, *end)


def _end(node: Node) -> tuple[int, int]:
    while not isinstance(node, Scalar):
        last: Node | None = None
        if isinstance(node, Mapping) and node.entries:
            last = node.entries[-1].value
        elif isinstance(node, Sequence) and node.items:
            last = node.items[-1]
        if last is None:
            break
        node = last
    return node.span.end_line, node.span.end_column
