"""Checks names and types, and gives the tree of what is meant.

Each function takes what a parser gave and the names known at that place. Its outcome has a
tree of meanings unless some problem is an error, and may have warnings beside the tree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from engine.language.parser import parse_condition, parse_effect
from engine.language.problem import Outcome, settle
from engine.language.prose import parse_prose
from engine.language.resolve import Resolver
from engine.language.tree import Mark, Passage, Prose, Slot, Words

if TYPE_CHECKING:
    from engine.language.meaning import Change, Meaning
    from engine.language.names import Names
    from engine.language.tree import Effect, Expression


def check_condition(tree: Expression, names: Names) -> Outcome[Meaning]:
    """Check that a condition is true or false, and find what its words mean."""
    resolver = Resolver(names, "condition")
    return settle(resolver.whole(resolver.truth(tree)), resolver.problems, resolver.uses)


def check_definition(tree: Expression, names: Names) -> Outcome[Meaning]:
    """Find what an expression of any type means, which other expressions will use."""
    resolver = Resolver(names, "condition")
    return settle(resolver.whole(resolver.meaning(tree)), resolver.problems, resolver.uses)


def check_effect(tree: Effect, names: Names) -> Outcome[Change]:
    """Check that an effect fits the variable it changes, and find what its words mean."""
    resolver = Resolver(names, "effect")
    return settle(resolver.change(tree), resolver.problems, resolver.uses)


def check_prose(tree: Prose[Expression], names: Names) -> Outcome[Prose[Meaning]]:
    """Check every expression in a piece of prose, and find what its words mean."""
    if not tree.values:
        return Outcome(cast("Prose[Meaning]", tree))  # nothing in it has a meaning to be found
    resolver = Resolver(names, "prose")
    passages = tuple(_passage(passage, resolver) for passage in tree.passages)
    return settle(Prose(passages, tree.start, tree.end), resolver.problems, resolver.uses)


def _passage(passage: Passage[Expression], resolver: Resolver) -> Passage[Meaning]:
    pieces: list[Words | Slot[Meaning] | Mark] = []
    for piece in passage.pieces:
        if isinstance(piece, Slot):
            value = resolver.whole(resolver.printed(piece.value))
            if value is not None:  # else a problem was reported, and the tree is given up
                pieces.append(Slot(value, piece.emphasis, piece.strong, piece.start, piece.end))
        else:
            pieces.append(piece)
    return Passage(tuple(pieces), passage.kind, passage.start, passage.end)


def read_condition(text: str, names: Names) -> Outcome[Meaning]:
    """Parse and check a condition."""
    parsed = parse_condition(text)
    return check_condition(parsed.tree, names) if parsed.tree else Outcome(None, parsed.problems)


def read_effect(text: str, names: Names) -> Outcome[Change]:
    """Parse and check an effect."""
    parsed = parse_effect(text)
    return check_effect(parsed.tree, names) if parsed.tree else Outcome(None, parsed.problems)


def read_prose(text: str, names: Names) -> Outcome[Prose[Meaning]]:
    """Parse and check a piece of prose."""
    parsed = parse_prose(text)
    if parsed.tree is None:
        return Outcome(None, parsed.problems)
    checked = check_prose(parsed.tree, names)
    return settle(checked.tree, [*parsed.problems, *checked.problems], checked.uses)
