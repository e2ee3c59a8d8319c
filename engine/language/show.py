"""Trees back to text, with parentheses only where they are needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from engine.language.grammar import (
    AND_POWER,
    ATOM_POWER,
    CHOICE_POWER,
    COMPARISON_POWER,
    KEYWORDS,
    NOT_POWER,
    OR_POWER,
    POWERS,
    SUM_POWER,
)
from engine.language.meaning import (
    Change,
    Chosen,
    Constant,
    Meaning,
    Random,
    Read,
    Since,
    Visited,
    Visits,
)
from engine.language.tree import (
    Arithmetic,
    Boolean,
    Call,
    Comparison,
    Conditional,
    Effect,
    Expression,
    Integer,
    Logic,
    Membership,
    Not,
    Text,
    Word,
)

if TYPE_CHECKING:
    from engine.model.state import Value

_Node: TypeAlias = "Expression | Meaning"
_BARE = re.compile(r"(?![0-9.]+$)[A-Za-z0-9_]+(?:[.\-/][A-Za-z0-9_]+)*")


def show(tree: Expression | Meaning | Effect | Change) -> str:
    """Write a tree as an author would.

    What it gives reads back as the same tree. A tree of meanings is shown with the full ids
    that its words denote.
    """
    if isinstance(tree, Effect):
        return f"{tree.target.text} {tree.operator} {show(tree.value)}"
    if isinstance(tree, Change):
        return f"{tree.variable.name} {tree.operator} {show(tree.value)}"
    return _operation(tree) or _leaf(tree)


def show_value(value: Value) -> str:
    """Write a value as an author would in YAML; a set in the order of the alphabet."""
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    return value if isinstance(value, str) else _literal(value)


def _operation(node: _Node) -> str | None:
    if isinstance(node, Not):
        return f"not {_inside(node.operand, NOT_POWER)}"
    if isinstance(node, Logic):
        least = POWERS[node.operator] + 1
        return f" {node.operator} ".join(_inside(part, least) for part in node.operands)
    if isinstance(node, Comparison):
        return _between(node.left, node.operator, node.right, SUM_POWER, SUM_POWER)
    if isinstance(node, Membership):
        operator = "not in" if node.negated else "in"
        return _between(node.item, operator, node.group, SUM_POWER, SUM_POWER)
    if isinstance(node, Arithmetic):
        # A chain such as a - b - c leans to the left: only its right side needs parentheses.
        power = POWERS[node.operator]
        return _between(node.left, node.operator, node.right, power, power + 1)
    if isinstance(node, Conditional):
        then, condition = (_inside(part, OR_POWER) for part in (node.then, node.condition))
        return f"{then} if {condition} else {_inside(node.otherwise, CHOICE_POWER)}"
    return None


def _between(left: _Node, operator: str, right: _Node, least: int, right_least: int) -> str:
    return f"{_inside(left, least)} {operator} {_inside(right, right_least)}"


def _inside(node: _Node, least: int) -> str:
    """Show a part, in parentheses if it binds less tightly than its place asks."""
    text = show(node)
    return text if _power(node) >= least else f"({text})"


def _power(node: _Node) -> int:
    if isinstance(node, Not):
        return NOT_POWER
    if isinstance(node, Logic):
        return AND_POWER if node.operator == "and" else OR_POWER
    if isinstance(node, Comparison | Membership):
        return COMPARISON_POWER
    if isinstance(node, Arithmetic):
        return POWERS[node.operator]
    if isinstance(node, Conditional):
        return CHOICE_POWER
    return ATOM_POWER


def _leaf(node: _Node) -> str:
    if isinstance(node, Word):
        return node.text
    if isinstance(node, Text):
        return _quoted(node.text)
    if isinstance(node, Integer | Boolean):
        return _literal(node.value)
    if isinstance(node, Call):
        return f"{node.function}({', '.join(show(part) for part in node.arguments)})"
    if isinstance(node, Constant):
        return _constant(node)
    if isinstance(node, Read):
        return node.variable.name
    return _call(node)


def _call(node: _Node) -> str:
    if isinstance(node, Visits):
        return f"visits({_word(node.place)})"
    if isinstance(node, Since):
        return f"turns_since({_word(node.what)})"
    if isinstance(node, Visited):
        return f"visited({_word(node.place)})"
    if isinstance(node, Chosen):
        return f"chosen({_word(node.choice)})"
    if isinstance(node, Random):
        return f"random({node.low}, {node.high})"
    return "turns()"


def _constant(node: Constant) -> str:
    if not isinstance(node.value, str):
        return _literal(node.value)
    return _quoted(node.value) if node.type.kind == "text" else _word(node.value)


def _literal(value: bool | int) -> str:  # noqa: FBT001  (a value of the language, not a switch)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _word(text: str) -> str:
    """A value or an id, in quotes only if it would be read as something else."""
    bare = _BARE.fullmatch(text) and text.lower() not in KEYWORDS
    return text if bare else _quoted(text)


def _quoted(text: str) -> str:
    quote = '"' if "'" in text else "'"
    return f"{quote}{text}{quote}"
