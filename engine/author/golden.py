"""A golden playthrough: a recorded run through a story, with what it expects on the way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.document.frozen import frozen
from engine.document.reader import read_file
from engine.document.tree import Mapping, Scalar, Sequence, start_span
from engine.load import shape
from engine.load.fields import entries, items, mapping, number, scalar, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.finding import Finding
    from engine.document.reader import Document
    from engine.document.span import Span
    from engine.document.tree import Node
    from engine.model.state import Value

MOST_WORDS = 10**9
"""More words than anybody reads."""

What: TypeAlias = Literal[
    "moment", "text", "ending", "state", "claim", "offered", "locked", "hidden", "words"
]


@frozen()
class Take:
    """A choice to take."""

    choice: str
    span: Span


@frozen()
class Want:
    """One thing that must be there.

    Attributes:
        what: What kind of thing.
        value: The words, the id or the value.
        span: Where it is written.
        name: The variable, where it is one's value.
        bounds: The least and the most, where it is a number of words.
    """

    what: What
    value: Value
    span: Span
    name: str = ""
    bounds: tuple[int, int] = (0, 0)


@frozen()
class Expect:
    """Things that must be there, all on one page."""

    wants: tuple[Want, ...]
    span: Span


Step: TypeAlias = Take | Expect


@frozen()
class Place:
    """Where it begins, a scene or a ``scene/moment``."""

    name: str
    span: Span


@frozen()
class Setting:
    """A value that the state has where it begins.

    Attributes:
        name: The variable.
        value: Its value.
        named: Where the variable is named.
        span: Where the value is written.
    """

    name: str
    value: Value
    named: Span
    span: Span


@frozen()
class Golden:
    """A golden playthrough.

    Attributes:
        path: Its file.
        story: The story, as the file names it.
        seed: What random numbers grow from.
        steps: Choices and expectations in order.
        at: Where it begins; where the story does, if nothing is named.
        settings: What its state is then, but for what the story begins with.
    """

    path: Path
    story: str
    seed: int
    steps: tuple[Step, ...]
    at: Place | None = None
    settings: tuple[Setting, ...] = ()


@frozen()
class Read:
    """A file as read.

    Attributes:
        golden: The playthrough; nothing where the file has findings.
        findings: What is wrong with the file.
        text: What it says.
    """

    golden: Golden | None
    findings: tuple[Finding, ...]
    text: str


def read(path: Path) -> Read:
    """Read a golden playthrough; never raises for what the file holds."""
    return parsed(read_file(path, str(path)))


def parsed(document: Document) -> Read:
    """Make a golden playthrough of a file that has been read."""
    findings = list(document.findings)
    if document.root is not None:
        findings += shape.findings(document.root, "playthrough")
    findings.sort(key=lambda finding: finding.sort_key)
    if findings or document.root is None:
        return Read(None, tuple(findings), document.text)
    root = document.root
    path = Path(document.path)
    at = scalar(root, "at")
    golden = Golden(
        path=path,
        story=text(root, "story"),
        seed=number(root, "seed") or 0,
        steps=tuple(_steps(root)),
        at=Place(at.text.rstrip("\n"), at.span) if at else None,
        settings=tuple(_settings(root)),
    )
    return Read(golden, (), document.text)


def _settings(root: Node) -> Iterator[Setting]:
    for entry in entries(root, "set"):
        yield Setting(entry.key.text, _value(entry.value), entry.key.span, entry.value.span)


def _steps(root: Node) -> Iterator[Step]:
    for item in items(root, "steps"):
        if isinstance(item, Scalar):
            yield Take(item.text.rstrip("\n"), item.span)
        elif expected := mapping(item, "expect"):
            yield Expect(tuple(_wants(expected)), start_span(item))


def _wants(expected: Mapping) -> Iterator[Want]:
    plain: tuple[What, ...] = ("moment", "text", "ending", "claim", "offered", "locked", "hidden")
    for what in plain:
        for found in _one_or_many(expected, what):
            yield Want(what, found.text.rstrip("\n"), found.span)
    for entry in entries(expected, "state"):
        yield Want("state", _value(entry.value), entry.value.span, entry.key.text)
    if (bounds := expected.entry("words")) is not None:
        least, most = number(bounds.value, "least"), number(bounds.value, "most")
        span = bounds.key.span
        yield Want("words", "", span, bounds=(least or 0, MOST_WORDS if most is None else most))


def _one_or_many(node: Mapping, key: str) -> Iterator[Scalar]:
    if found := scalar(node, key):
        yield found
    yield from (item for item in items(node, key) if isinstance(item, Scalar))


def _value(node: Node) -> Value:
    if isinstance(node, Sequence):
        return frozenset(item.text for item in node.items if isinstance(item, Scalar))
    if isinstance(node, Scalar) and isinstance(node.value, bool | int):
        return node.value
    return node.text if isinstance(node, Scalar) else ""
