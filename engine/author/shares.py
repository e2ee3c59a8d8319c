"""Shares of readers, given no more precisely than the sample allows."""

from __future__ import annotations

from math import sqrt

NORMAL = 1.96
"""How many standard deviations hold nineteen of twenty samples."""


def interval(part: int, whole: int) -> tuple[float, float]:
    """Between which shares the true one lies, nineteen times in twenty (Wilson, 1927)."""
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, NORMAL**2
    middle = share + square / (2 * whole)
    half = NORMAL * sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    spread = 1 + square / whole
    return max((middle - half) / spread, 0.0), min((middle + half) / spread, 1.0)


def percent(part: int, whole: int) -> str:
    """A share in whole percent, which is 100% only of all, and 0% only of nothing."""
    if not whole:
        return ""
    if part in (0, whole):
        return f"{100 * part // whole}%"
    return f"{min(max(round(100 * part / whole), 1), 99)}%"
