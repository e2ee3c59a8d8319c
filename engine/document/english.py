"""Lists and plurals in English sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "or") -> str:
    """A list in words; there must be at least one.

    >>> listed(["a", "b", "c"])
    'a, b or c'
    """
    *rest, final = words
    return f"{', '.join(rest)} {last} {final}" if rest else final


def plural(number: int, name: str) -> str:
    """A number of things.

    >>> plural(1, "claim"), plural(1200, "page")
    ('1 claim', '1,200 pages')
    """
    return f"{number:,} {name}{'' if number == 1 else 's'}"
