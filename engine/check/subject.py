"""What the rules look at: a story as loaded, and what several rules need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from engine.check.graph import Graph, graph_of, reachable
from engine.load.codes import LIBRARY_OUTSIDE, NO_FOLDER
from engine.model.walk import moments

if TYPE_CHECKING:
    from engine.load import Loaded
    from engine.model.record import Library
    from engine.model.story import Moment, Story


@dataclass(frozen=True)
class Subject:
    """A story that could be read.

    Attributes:
        loaded: The story as loaded.
        story: The story.
    """

    loaded: Loaded
    story: Story

    @property
    def library(self) -> Library:
        """The story's sources."""
        return self.loaded.library

    @cached_property
    def moments(self) -> dict[str, Moment]:
        """Every moment by its full id."""
        return {moment.id: moment for moment in moments(self.story)}

    @cached_property
    def decks(self) -> set[str]:
        """Every deck that some moment draws from."""
        return {moment.draw.deck for moment in self.moments.values() if moment.draw}

    @cached_property
    def is_open(self) -> bool:
        """Whether some part of the story leads nobody knows where: an end may lie there."""
        ways = (m.choices or m.targets or m.ending or m.returns for m in self.moments.values())
        return self.loaded.loose or not all(ways)

    @cached_property
    def has_library(self) -> bool:
        """Whether the library that the story names could be found; told once where it was not."""
        head = str(self.story.folder / "story.yaml")
        lost = (LIBRARY_OUTSIDE, NO_FOLDER)
        return not any(f.code in lost and f.span.path == head for f in self.loaded.findings)

    @cached_property
    def graph(self) -> Graph:
        """Which moment leads to which."""
        return graph_of(self.story)

    @cached_property
    def reachable(self) -> set[str]:
        """Every moment that some way leads to; every moment, where that cannot be known."""
        if self.loaded.loose or not self.story.start:
            return set(self.moments)
        return reachable(self.graph, self.story.start)
