"""Chance that is the same in every language: a walk through one story is one walk everywhere.

`bench/drivers/inkjs.js` holds the same three lines. The constants are those of Numerical
Recipes; the upper half of the 32 bits is used, because the lower bits repeat too soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Chance:
    """A linear congruential generator of 32 bits."""

    __slots__ = ("_number",)

    def __init__(self, seed: int) -> None:
        self._number = seed

    def below(self, count: int) -> int:
        """A whole number from 0 to one less than the count."""
        self._number = (1664525 * self._number + 1013904223) & 0xFFFFFFFF
        return (self._number >> 16) % count

    def one(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[self.below(len(things))]
