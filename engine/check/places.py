"""Where a field of a claim or a conflict is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from engine.document.span import Span
    from engine.model.record import Claim, Conflict


def field_span(of: Claim | Conflict, key: str, index: int | None = None) -> Span:
    """The place of a field's value, or of one item of its list; else of the id above it."""
    node = of.tree.get(key) if of.tree else None
    if index is not None and isinstance(node, Sequence) and index < len(node.items):
        node = node.items[index]
    if isinstance(node, Scalar):
        return node.span
    if isinstance(of.tree, Mapping) and (entry := of.tree.entry(key)):
        return entry.key.span
    return of.span


def words_span(of: Claim | Conflict, key: str, words: str) -> Span:
    """The place of some words inside a field's text."""
    node = of.tree.get(key) if of.tree else None
    if isinstance(node, Scalar) and (at := node.text.find(words)) >= 0:
        return node.within(at, at + len(words))
    return field_span(of, key)
