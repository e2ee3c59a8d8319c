"""Random numbers that are the same on every machine.

The nth number of a seed is a hash of both (the finaliser of SplitMix64, by Sebastiano Vigna,
in the public domain), so that a playthrough needs to remember only how many it has drawn.
"""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(number: int) -> int:
    """Scramble 64 bits into 64 others."""
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB & MASK
    return number ^ (number >> 31)


def key(seed: int, name: str) -> int:
    """A seed of its own for each name, out of one seed."""
    made = mix(seed & MASK)
    for byte in name.encode():
        made = mix((made ^ byte) + GOLDEN & MASK)
    return made


def luck(own: int, weight: int) -> int:
    """How a thing fares in a draw: the best of as many throws as it weighs.

    Args:
        own: A seed of the thing's own, so that what else is there does not matter.
        weight: One of weight 3 is drawn as often as three of weight 1, to the last throw.
    """
    return max(mix(own + number * GOLDEN & MASK) for number in range(weight))


class Dice:
    """Draws numbers from a seed, from a position on.

    Attributes:
        rolls: How many numbers have been drawn from the seed so far.
    """

    __slots__ = ("_seed", "rolls")

    def __init__(self, seed: int, rolls: int = 0) -> None:
        self._seed = seed
        self.rolls = rolls

    def roll(self, low: int, high: int) -> int:
        """A whole number from low to high, both included; low where high is less."""
        self.rolls += 1
        number = mix(mix(self._seed & MASK) + self.rolls * GOLDEN & MASK)
        return low + number % (high - low + 1) if high > low else low

    def shuffled(self, things: tuple[T, ...]) -> tuple[T, ...]:
        """The things in an order drawn at random (Fisher and Yates)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.roll(0, last)
            order[last], order[other] = order[other], order[last]
        return tuple(order)
