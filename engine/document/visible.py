"""The one filter between text and a terminal.

What a file holds, or what it is called, can carry escape sequences, controls and characters
that turn the direction of writing. They are shown as U+FFFD and never obeyed.
"""

from __future__ import annotations

from unicodedata import category

REPLACEMENT = "\ufffd"
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
KEPT = frozenset("\n\u200c\u200d")
"""A line end, and the two joiners that some scripts and signs need."""


class _Gate(dict[int, str]):
    """Maps a code point to what may be shown of it, deciding each one once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        safe = character in KEPT or category(character) not in UNSAFE
        self[code] = character if safe else REPLACEMENT
        return self[code]


_GATE = _Gate()


def visible(text: str) -> str:
    """Text that can do nothing to a terminal.

    Control, format and surrogate characters and separators of lines and paragraphs become
    U+FFFD; a line end stays.
    """
    return text.translate(_GATE)


def visible_line(text: str) -> str:
    """The same on one line: a line end is made visible as well."""
    return visible(text).replace("\n", REPLACEMENT)
