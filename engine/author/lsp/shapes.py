"""What the published schemas say: which keys can stand at a place, and which fixed values."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from engine.load.shape import NAMES, published

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def closed(schema: str) -> dict[str, tuple[str, ...]]:
    """The keys of a schema whose values are a few words, and the words."""
    found: dict[str, tuple[str, ...]] = {}
    root = _root(schema)
    todo: list[Any] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            todo += node.values()
            inner = node.get("properties")
            for key, value in inner.items() if isinstance(inner, dict) else ():
                words = _words(_whole(root, value)) if isinstance(value, dict) else ()
                if words:
                    found[key] = tuple(dict.fromkeys((*found.get(key, ()), *words)))
        elif isinstance(node, list):
            todo += node
    return found


def _words(node: dict[str, Any]) -> tuple[str, ...]:
    """The few words that are all that can stand for a plain value."""
    if node.get("type") == "boolean":
        return ("true", "false")
    if node.get("const") is True:
        return ("true",)
    words = node.get("enum") or node.get("then", {}).get("enum") or ()
    return tuple(word for word in words if isinstance(word, str))


@cache
def keys(schema: str, path: tuple[str, ...]) -> dict[str, str]:
    """The keys that can stand under some keys, the outermost first, and what each is for."""
    root = _root(schema)
    node: Any = root
    for name in path:
        node = _under(root, node, name)
        if node is None:
            return {}
    return {
        key: _whole(root, inner).get("description", "") for key, inner in _properties(root, node)
    }


def _root(schema: str) -> dict[str, Any]:
    root: dict[str, Any] = json.loads(published(schema)) if schema in NAMES else {}
    return root


def _under(root: dict[str, Any], node: Any, name: str) -> Any:  # noqa: ANN401  (any schema)
    """What stands under a key, in a list or not."""
    found = dict(_properties(root, node)).get(name, _whole(root, node).get("additionalProperties"))
    if not isinstance(found, dict):
        return None
    return _whole(root, found).get("items", found)


def _whole(root: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """A schema with what it refers to."""
    name = str(node.get("$ref", "")).removeprefix("#/$defs/")
    found: dict[str, Any] = {**root.get("$defs", {}).get(name, {}), **node}
    return found


def _properties(root: dict[str, Any], node: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The keys of a thing and of its variants."""
    todo = [_whole(root, node)]
    while todo:
        at = todo.pop(0)
        for key, inner in at.get("properties", {}).items():
            if isinstance(inner, dict):
                yield key, inner
        todo += [
            _whole(root, at[part]) for part in ("then", "else") if isinstance(at.get(part), dict)
        ]
