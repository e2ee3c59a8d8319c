"""Forms: what is meant, with every name turned into its place in the state.

A form is a list as JSON can say it: a word, and what the word is about. ``order >= 3`` becomes
``[">=", ["at", 1], ["is", 3]]`` where `order` stands at place 1. It can be kept in a file, it
needs no story to be understood, and it carries no code: `engine.language.closures` makes a
function of it, once for all that say the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.language.layout import TURNS, Layout
from engine.language.meaning import (
    Arithmetic,
    Chosen,
    Comparison,
    Conditional,
    Constant,
    Logic,
    Meaning,
    Membership,
    Not,
    Random,
    Read,
    Since,
    Turns,
    Visited,
    Visits,
    type_of,
)
from engine.language.tree import Mark, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.language.meaning import Change
    from engine.language.tree import Passage, Prose, Words

Form: TypeAlias = "list[Any]"

_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)


def written(form: Form) -> str:
    """A form as text, by which those that say the same are known."""
    return _JSON.encode(form)


def form_of(node: Meaning, layout: Layout) -> Form:
    """The form of a value or a condition.

    Raises:
        KeyError: The layout has no place for something the tree reads: it must be made
            from what `engine.language.observed.observed` says of the tree.
    """
    return _FORMS[type(node)](node, layout)


def effect_form(change: Change, layout: Layout) -> Form:
    """The form of an effect: what it does to which place, and what that place can hold.

    Raises:
        KeyError: The layout lacks a place for something the effect reads or writes.
    """
    variable = change.variable
    return [
        change.operator,
        layout.variables[variable.name],
        variable.kind,
        variable.minimum,
        variable.maximum,
        form_of(change.value, layout),
    ]


def printed_form(node: Meaning, layout: Layout) -> Form:
    """The form of a value that prose prints: each branch of a conditional as its type asks."""
    if isinstance(node, Conditional):
        then, otherwise = (printed_form(one, layout) for one in (node.then, node.otherwise))
        return ["if", then, form_of(node.condition, layout), otherwise]
    kind = type_of(node)
    return [kind.kind, form_of(node, layout), *(kind.values if kind.kind == "set" else ())]


def prose_form(prose: Prose[Meaning], layout: Layout) -> Form:
    """The form of a piece of prose: one for each paragraph in which something stands.

    A paragraph of plain words is these words. The commonest in which a value is printed is
    ``["around", "plain", "It is ", ..., "."]``; any other is its pieces.
    """
    return [_paragraph(passage, layout) for passage in prose.passages if passage.pieces]


def _paragraph(passage: Passage[Meaning], layout: Layout) -> str | Form:
    kind, pieces = passage.kind, [_piece(piece, layout) for piece in passage.pieces]
    slots = [n for n, piece in enumerate(pieces) if piece[0] == "slot"]
    plain = all(isinstance(piece, str) or piece[2:] == [False, False] for piece in pieces)
    if not slots:
        single = kind == "plain" and plain and len(pieces) == 1
        return pieces[0] if single else ["styled", kind, *pieces]
    if not plain or len(slots) > 1:
        return ["mixed", kind, *pieces]
    at = slots[0]
    return ["around", kind, "".join(pieces[:at]), pieces[at][1], "".join(pieces[at + 1 :])]


def _piece(piece: Words | Slot[Meaning] | Mark, layout: Layout) -> Any:  # noqa: ANN401  (a form)
    if isinstance(piece, Mark):
        return ["mark", piece.name]
    style = [piece.emphasis, piece.strong]
    if isinstance(piece, Slot):
        return ["slot", written(printed_form(piece.value, layout)), *style]
    return ["words", piece.text, *style] if any(style) else piece.text


# One function a kind of node.


def _read(node: Read, layout: Layout) -> Form:
    return ["at", layout.variables[node.variable.name]]


def _counter(place: str, layout: Layout) -> int:
    return layout.moments[place] if "/" in place else layout.scenes[place]


def _membership(node: Membership[Meaning], layout: Layout) -> Form:
    word = "not in" if node.negated else "in"
    return [word, form_of(node.item, layout), form_of(node.group, layout)]


def _both(node: Comparison[Meaning] | Arithmetic[Meaning], layout: Layout) -> Form:
    return [node.operator, form_of(node.left, layout), form_of(node.right, layout)]


def _conditional(node: Conditional[Meaning], layout: Layout) -> Form:
    return ["if", *(form_of(part, layout) for part in node.children)]


_FORMS: dict[type, Callable[[Any, Layout], Form]] = {
    Constant: lambda node, _: ["is", node.value],
    Read: _read,
    Turns: lambda _, __: ["at", TURNS],
    Since: lambda node, layout: ["at", layout.since[node.what]],
    Visits: lambda node, layout: ["at", _counter(node.place, layout)],
    Visited: lambda node, layout: ["begun", _counter(node.place, layout)],
    Chosen: lambda node, layout: ["begun", layout.choices[node.choice]],
    Random: lambda node, _: ["random", node.low, node.high],
    Not: lambda node, layout: ["not", form_of(node.operand, layout)],
    Logic: lambda node, layout: [node.operator, *(form_of(p, layout) for p in node.operands)],
    Comparison: _both,
    Membership: _membership,
    Arithmetic: _both,
    Conditional: _conditional,
}
