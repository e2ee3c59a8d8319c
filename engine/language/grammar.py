"""The words, operators and limits of the language."""

from __future__ import annotations

from typing import Literal, TypeAlias

Comparator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]
Calculator: TypeAlias = Literal["+", "-", "*", "//", "%"]
Connective: TypeAlias = Literal["and", "or"]
Assigner: TypeAlias = Literal["=", "+=", "-="]

MAX_LENGTH = 500
"""The most characters of a condition, an effect or an expression in prose."""

MAX_DEPTH = 24
"""How deep an expression nests, in what is written and in the tree that comes of it."""

MAX_PARTS = 500
"""The most parts of an expression with its definitions written out."""

MAX_DIGITS = 9
"""The most digits of a number."""

KEYWORDS = frozenset({"and", "or", "not", "in", "if", "else", "true", "false"})

# How tightly each operator binds; the order is Python's.
CHOICE_POWER = 1
OR_POWER = 2
AND_POWER = 3
NOT_POWER = 4
COMPARISON_POWER = 5
SUM_POWER = 6
PRODUCT_POWER = 7
ATOM_POWER = 8

COMPARATORS: dict[str, Comparator] = {
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "=": "==",  # reported, and then read as what was meant
}
CALCULATORS: dict[str, Calculator] = {"+": "+", "-": "-", "*": "*", "//": "//", "%": "%"}
CONNECTIVES: dict[str, Connective] = {"and": "and", "or": "or"}
ASSIGNERS: dict[str, Assigner] = {"=": "=", "+=": "+=", "-=": "-=", "==": "="}

POWERS: dict[str, int] = {
    "if": CHOICE_POWER,
    "or": OR_POWER,
    "and": AND_POWER,
    "not": COMPARISON_POWER,  # between two values it can only begin "not in"
    "in": COMPARISON_POWER,
    **dict.fromkeys(COMPARATORS, COMPARISON_POWER),
    "+": SUM_POWER,
    "-": SUM_POWER,
    "*": PRODUCT_POWER,
    "//": PRODUCT_POWER,
    "%": PRODUCT_POWER,
}
"""The power of every operator that stands between two values."""
