"""Plain mode: the same story as lines, with nothing but the standard library."""

from engine.plain.reading import play, play_draft
from engine.plain.shelf import choose

__all__ = ["choose", "play", "play_draft"]
