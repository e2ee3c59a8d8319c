"""Reading fields of a tree that may be wrong.

The schema has already told what is wrong with a field; here a wrong field reads as a
missing one, so that one cause is one finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.document.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.tree import Entry, Node


_ID = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")


def renaming(stem: str) -> str:
    """What to do where a file is not called as what it holds, and can be; or cannot be."""
    return f"write {stem}, or rename the file" if _ID.fullmatch(stem) else "rename the file"


def scalar(node: Node | None, key: str) -> Scalar | None:
    """The single value under a key, or nothing."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, Scalar) else None


def written(node: Node | None, key: str) -> Scalar | None:
    """The text under a key, or nothing: numbers and truth values are not text."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, Scalar) and isinstance(found.value, str) else None


def text(node: Node | None, key: str) -> str:
    """The words under a key, without the line end that a block leaves; empty if none."""
    found = written(node, key)
    return found.text.rstrip("\n") if found else ""


def text_or_number(node: Node | None, key: str) -> str:
    """What is written under a key, be it text or a number: a page, a year."""
    found = scalar(node, key)
    return found.text.rstrip("\n") if found is not None and found.value is not None else ""


def flag(node: Node | None, key: str) -> bool:
    """Whether a key says true."""
    found = scalar(node, key)
    return found is not None and found.value is True


def number(node: Node | None, key: str) -> int | None:
    """The whole number under a key, or nothing."""
    found = scalar(node, key)
    value = found.value if found else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def mapping(node: Node | None, key: str) -> Mapping | None:
    """The keys and values under a key, or nothing."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, Mapping) else None


def entries(node: Node | None, key: str) -> tuple[Entry, ...]:
    """The keys and values under a key; none if there are none."""
    found = mapping(node, key)
    return found.entries if found else ()


def items(node: Node | None, key: str) -> tuple[Node, ...]:
    """The items of the list under a key; none if there is none."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found.items if isinstance(found, Sequence) else ()


def listed(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; none if it is no list."""
    return node.items if isinstance(node, Sequence) else ()


def words(node: Node | None, key: str) -> Iterator[Scalar]:
    """The items of a list that are text."""
    return (n for n in items(node, key) if isinstance(n, Scalar) and isinstance(n.value, str))


def texts(node: Node | None, key: str) -> tuple[str, ...]:
    """The items of a list that are text, as strings."""
    return tuple(word.text.rstrip("\n") for word in words(node, key))
