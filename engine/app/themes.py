"""How the reader looks: ink on dark, ink on paper, high contrast, the terminal's own colours.

A theme gives the app's words beyond Textual's: `quiet` colours what waits in the background,
`soft` does the same within a line, `mark` is the rubric, `rule` the lines between parts, and
`glow` and `glow-text` show what is highlighted. Nothing is told by colour alone.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

INK = Theme(
    name="ink",
    dark=True,
    primary="#d8a657",
    accent="#d8a657",
    warning="#e78a4e",
    error="#ea6962",
    foreground="#ddd8cb",
    background="#15171b",
    surface="#15171b",
    panel="#1d2026",
    variables={
        "quiet": "#9d998e",
        "soft": "#9d998e",
        "mark": "#d8a657",
        "rule": "#3b3f47",
        "glow": "#2a2e36",
        "glow-text": "#f3eee0",
    },
)
PAPER = Theme(
    name="paper",
    dark=False,
    primary="#8f3a1d",
    accent="#8f3a1d",
    warning="#8f3a1d",
    error="#9d0006",
    foreground="#2c2721",
    background="#f7f2e6",
    surface="#f7f2e6",
    panel="#efe8d7",
    variables={
        "quiet": "#6a6254",
        "soft": "#6a6254",
        "mark": "#8f3a1d",
        "rule": "#cdc3ad",
        "glow": "#e9dfc8",
        "glow-text": "#1b1713",
    },
)
CONTRAST = Theme(
    name="contrast",
    dark=True,
    primary="#ffe14d",
    accent="#ffe14d",
    warning="#ffe14d",
    error="#ff9d9d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={
        "quiet": "#ffffff",
        "soft": "#d9d9d9",
        "mark": "#ffe14d",
        "rule": "#ffffff",
        "glow": "#003c8f",
        "glow-text": "#ffffff",
    },
)
_ANSI = BUILTIN_THEMES["ansi-dark"]
TERMINAL = replace(
    _ANSI,
    name="terminal",
    primary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    variables=_ANSI.variables
    | {
        "quiet": "ansi_default",
        "soft": "dim",
        "mark": "bold",
        "rule": "ansi_default",
        "glow": "ansi_default",
        "glow-text": "ansi_default",
    },
)
THEMES = (INK, PAPER, CONTRAST, TERMINAL)
DEFAULTS = dict(INK.variables)


def after(name: str) -> str:
    """The theme that comes after another when the reader goes through them."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
