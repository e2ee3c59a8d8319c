"""How far an ink stands out from its ground, as WCAG reckons it."""

from __future__ import annotations

from textual.color import Color

READABLE = 4.5
"""WCAG's least contrast for running text."""

HIGH = 7
"""WCAG's enhanced contrast."""


def luminance(name: str) -> float:
    parts = (part / 255 for part in Color.parse(name).rgb)
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
