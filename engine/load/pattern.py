"""Regular expressions of a schema, with the meaning that JSON Schema gives them."""

from __future__ import annotations

import re
from functools import cache


@cache
def pattern_of(wanted: str) -> re.Pattern[str]:
    """Compile a pattern: ``$`` is the very end, where Python also allows a line end after it."""
    return re.compile(wanted.removesuffix("$") + r"\Z" if wanted.endswith("$") else wanted)
