"""The names of places: those that readers give, and the automatic ones."""

from __future__ import annotations

import re
from unicodedata import normalize

from engine.document.visible import visible
from engine.saves.error import SaveError

AUTO = "auto"
"""The slot that follows the reader."""

LONGEST_NAME = 60
"""Characters of a place's name."""

OWN_NAMES = rf"(?i){AUTO}(-[0-9]+)?"
"""What a reader cannot call a place."""


def named(name: str) -> str:
    """A name as it is kept: on one line, with nothing in it that a terminal would obey.

    Raises:
        SaveError: It is empty, too long, or one of the names that places get by themselves.
    """
    kept = normalize("NFC", " ".join(visible(name).split()))
    if not kept:
        raise SaveError("A place needs a name of at least one letter.")
    if len(kept) > LONGEST_NAME:
        raise SaveError(f"That name is too long: {LONGEST_NAME} letters are the most.")
    if re.fullmatch(OWN_NAMES, kept):
        raise SaveError(f"“{kept}” is a name that places get by themselves: take another.")
    return kept
