"""What an unquoted value means: text, unless it is one of a few other things."""

from __future__ import annotations

import re
from typing import Final

Value = str | int | float | bool | None

DIGITS: Final = 18
"""The most digits of a number: what fits a signed 64-bit integer on every machine."""

_WORDS: Final[dict[str, Value]] = {"": None, "null": None, "true": True, "false": False}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?")
_NUMBER_START: Final = frozenset("-0123456789")


class LongNumberError(ValueError):
    """A number has more digits than a number may have."""


def value_of(text: str) -> Value:
    """Read an unquoted value.

    Args:
        text: What it says. Only ``true``, ``false``, ``null`` and decimal numbers mean more than
            text: an author who writes ``yes``, ``~``, ``1e3``, ``12:30`` or a date gets the text.

    Returns:
        What it means; nothing if it says nothing.

    Raises:
        LongNumberError: It is a number of more than `DIGITS` digits.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_START:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    if len(text) > DIGITS and sum(c.isdigit() for c in text) > DIGITS:
        raise LongNumberError
    return float(text) if match["fraction"] else int(text)
