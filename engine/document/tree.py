"""The tree of a Story YAML file: values that know their places."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from engine.document.frozen import frozen
from engine.document.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen()
class Source:
    """A file's text, kept to map an offset inside a scalar to a place in the file."""

    path: str
    text: str

    def locate(self, scalar: Scalar, start: int, end: int) -> Span:
        """See `Scalar.within`."""
        from engine.document.offsets import locate  # noqa: PLC0415  (only a finding needs it)

        return locate(self.text, scalar, start, end)


@frozen()
class Scalar:
    """A single value.

    Most of a file are these, so they hold where they stand as numbers, and no span.

    Attributes:
        value: What it means: text, a number, a truth value or nothing.
        text: What it says: the text after YAML's own quoting and folding.
        line: See `span`.
        column: See `span`.
        end_line: See `span`.
        end_column: See `span`.
        style: How it is written: ``'``, ``"``, ``|`` or ``>``; empty for an unquoted value.
        source: The whole file's text and this scalar's place in it, to map offsets.
    """

    value: str | int | float | bool | None
    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    style: str = field(default="", compare=False)
    source: Source = field(default=Source("", ""), compare=False, repr=False)

    @property
    def span(self) -> Span:
        """Where it is written, with its quotes or its block indicator.

        A block ends with its last words, and an empty value has no width.
        """
        place = self.line, self.column, self.end_line, self.end_column
        return Span(self.source.path, *place)

    def within(self, start: int, end: int) -> Span:
        """Find where ``text[start:end]`` stands in the file.

        Args:
            start: Offset in `text`, in code points.
            end: Offset just after the last character, at least `start`.

        Returns:
            The exact span in the file, for all five styles of YAML scalar.
        """
        return self.source.locate(self, start, end)


@frozen()
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@frozen()
class Mapping:
    """Keys and values in the order of the file; a key stands once."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of a key, or nothing."""
        for entry in self.entries:  # the same as below, without the call
            if entry.key.text == key:
                return entry.value
        return None

    def entry(self, key: str) -> Entry | None:
        """A key with its value, or nothing."""
        for entry in self.entries:  # a generator would cost as much again
            if entry.key.text == key:
                return entry
        return None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


@frozen()
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    span: Span

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


Node: TypeAlias = Scalar | Mapping | Sequence


def scalars_in(root: Node) -> Iterator[Scalar]:
    """Every scalar of a tree, keys among them, in no particular order."""
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            todo += [part for entry in node for part in (entry.key, entry.value)]
        else:
            todo += node.items


def start_span(node: Node) -> Span:
    """Where a node begins: its first key where it is a mapping, whose own span can be long."""
    return node.entries[0].key.span if isinstance(node, Mapping) and node.entries else node.span
