"""The declared state: `state:` of story.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from engine.document.english import listed
from engine.document.finding import Finding
from engine.document.tree import Mapping, Scalar, Sequence
from engine.load import codes
from engine.load.fields import number, scalar, text, texts, words
from engine.model.state import Kind, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.tree import Entry, Node
    from engine.model.state import Value

_JOINED = re.compile(r"\s*(?:,\s*and\s|[,;|/]|\sand\s|\sor\s)\s*")
"""What stands between values of which the brackets are missing."""
WIDEST = 999_999_999
"""The range of a number of which none is declared."""


def variable(entry: Entry) -> Variable | None:
    """A declared variable; nothing where what stands there tells nothing of it.

    Where its type is misspelt, the keys beside it tell what was meant, and so does a value
    that stands in their place: one slip is not told again wherever the variable is used.
    """
    node = entry.value
    if not isinstance(node, Mapping):
        return _of_value(entry)
    kind = text(node, "type")
    if kind not in get_args(Kind):
        kind = _likely(node)
    least, most = number(node, "minimum"), number(node, "maximum")
    if least is None or most is None or least > most:
        least, most = -WIDEST, WIDEST
    return Variable(
        name=entry.key.text,
        kind=kind,  # type: ignore[arg-type]  # one of Kind by now
        default=_default(kind, node),
        span=entry.key.span,
        minimum=least,
        maximum=most,
        values=_values(node),
        label=text(node, "label") or entry.key.text,
        gauge=text(node, "show") == "gauge",
    )


def _values(node: Mapping) -> tuple[str, ...]:
    """The values of an enum or a set; where their brackets are missing, the words themselves."""
    bare = text(node, "values")
    return tuple(_JOINED.split(bare.strip())) if bare else texts(node, "values")


def _of_value(entry: Entry) -> Variable | None:
    """A variable of which nothing but its first value is written."""
    value = entry.value.value if isinstance(entry.value, Scalar) else None
    if not isinstance(value, bool | int):
        return None
    kind: Kind = "boolean" if isinstance(value, bool) else "integer"
    return Variable(entry.key.text, kind, value, entry.key.span, minimum=-WIDEST, maximum=WIDEST)


def _likely(node: Mapping) -> str:
    if node.get("values") is not None:
        return "set" if isinstance(node.get("default"), Sequence) else "enum"
    return "boolean" if node.get("minimum") is None else "integer"


def _default(kind: str, node: Mapping) -> Value:
    found = scalar(node, "default")
    if kind == "integer":
        return number(node, "default") or 0
    if kind == "boolean":
        return found is not None and found.value is True
    if kind == "set":
        return frozenset(texts(node, "default"))
    return text(node, "default") or next(iter(_values(node)), "")


def variable_findings(entry: Entry) -> Iterator[Finding]:
    """What is wrong with a variable beyond its form."""
    node = entry.value
    if (found := variable(entry)) is None:
        return
    yield from _repeated(node)
    if found.kind == "integer":
        yield from _range(node)
    elif found.values:
        yield from _chosen(node, found)


def _repeated(node: Node) -> Iterator[Finding]:
    seen: set[str] = set()
    for word in words(node, "values"):
        if word.text in seen:
            message = f'the value "{word.text}" stands here twice'
            yield Finding(codes.DUPLICATE_VALUE, message, word.span)
        seen.add(word.text)


def _range(node: Node) -> Iterator[Finding]:
    least, most = scalar(node, "minimum"), scalar(node, "maximum")
    low, high, default = (number(node, key) for key in ("minimum", "maximum", "default"))
    if low is not None and high is not None and most is not None and low > high:
        message = f"the maximum, {high}, is less than the minimum, {low}"
        yield Finding(codes.BAD_DEFAULT, message, most.span)
    elif None not in (low, high, default) and not low <= default <= high:  # type: ignore[operator]
        place = scalar(node, "default") or least
        message = f"the default, {default}, is not between {low} and {high}"
        yield Finding(codes.BAD_DEFAULT, message, place.span if place else node.span)


def _chosen(node: Node, found: Variable) -> Iterator[Finding]:
    given = node.get("default") if isinstance(node, Mapping) else None
    chosen = given.items if isinstance(given, Sequence) else [given]
    for value in chosen:
        if isinstance(value, Scalar) and value.text not in found.values:
            message = f'"{value.text}" is not a value of {found.name}'
            hint = f"its values are {listed(found.values, 'and')}"
            yield Finding(codes.BAD_DEFAULT, message, value.span, hint)
