"""What can be wrong with a condition, an effect or a piece of prose."""

from __future__ import annotations

from engine.document.finding import Code

UNKNOWN_NAME = Code("E0301", "unknown-name")
TYPE_MISMATCH = Code("E0302", "type-mismatch")
SINGLE_EQUALS = Code("E0303", "single-equals")
DOUBLE_EQUALS = Code("E0304", "double-equals")
FOREIGN_SPELLING = Code("E0305", "foreign-spelling")
CHAINED_COMPARISON = Code("E0306", "chained-comparison")
BAD_CHARACTER = Code("E0307", "bad-character")
UNCLOSED_QUOTE = Code("E0308", "unclosed-word")
UNCLOSED_PARENTHESIS = Code("E0309", "unclosed-parenthesis")
UNOPENED_PARENTHESIS = Code("E0310", "unopened-parenthesis")
BROKEN_EXPRESSION = Code("E0311", "broken-expression")
EMPTY_EXPRESSION = Code("E0312", "empty-expression")
TOO_LONG = Code("E0313", "too-long")
TOO_DEEP = Code("E0314", "too-deep")
OUT_OF_RANGE = Code("E0315", "out-of-range")
UNKNOWN_FUNCTION = Code("E0316", "unknown-function")
WRONG_ARGUMENTS = Code("E0317", "wrong-arguments")
UNKNOWN_VALUE = Code("E0318", "unknown-value")
UNKNOWN_PLACE = Code("E0319", "unknown-place")
UNKNOWN_CHOICE = Code("E0320", "unknown-choice")
RANDOM_OUTSIDE_EFFECT = Code("E0321", "random-outside-effect")
NOT_AN_EFFECT = Code("E0322", "not-an-effect")
CUT_BY_COMMA = Code("E0323", "cut-by-comma")
UNSPACED_OPERATOR = Code("E0324", "unspaced-operator")
DIVISION_BY_ZERO = Code("E0325", "division-by-zero")
UNCLOSED_BRACE = Code("E0326", "unclosed-brace")
UNOPENED_BRACE = Code("E0327", "unopened-brace")
BAD_MARK = Code("E0328", "bad-mark")
CHANGED_DEFINITION = Code("E0329", "changed-definition")
UNCOMPARED_TURNS = Code("E0330", "uncompared-turns")

NEVER_TRUE_COMPARISON = Code("W0301", "never-true-comparison")
ALWAYS_TRUE_COMPARISON = Code("W0302", "always-true-comparison")
CLAMPED_VALUE = Code("W0303", "clamped-value")
PRINTED_MARKUP = Code("W0304", "printed-markup")

ALL: tuple[Code, ...] = (
    UNKNOWN_NAME,
    TYPE_MISMATCH,
    SINGLE_EQUALS,
    DOUBLE_EQUALS,
    FOREIGN_SPELLING,
    CHAINED_COMPARISON,
    BAD_CHARACTER,
    UNCLOSED_QUOTE,
    UNCLOSED_PARENTHESIS,
    UNOPENED_PARENTHESIS,
    BROKEN_EXPRESSION,
    EMPTY_EXPRESSION,
    TOO_LONG,
    TOO_DEEP,
    OUT_OF_RANGE,
    UNKNOWN_FUNCTION,
    WRONG_ARGUMENTS,
    UNKNOWN_VALUE,
    UNKNOWN_PLACE,
    UNKNOWN_CHOICE,
    RANDOM_OUTSIDE_EFFECT,
    NOT_AN_EFFECT,
    CUT_BY_COMMA,
    UNSPACED_OPERATOR,
    DIVISION_BY_ZERO,
    UNCLOSED_BRACE,
    UNOPENED_BRACE,
    BAD_MARK,
    CHANGED_DEFINITION,
    UNCOMPARED_TURNS,
    NEVER_TRUE_COMPARISON,
    ALWAYS_TRUE_COMPARISON,
    CLAMPED_VALUE,
    PRINTED_MARKUP,
)
"""Every code of the language, in the order of the numbers."""
