"""What the rules check: a story as loaded, with what several rules derive from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from engine.check.graph import Graph, graph_of, reachable
from engine.document.finding import Severity
from engine.load.codes import LIBRARY_OUTSIDE, NO_FOLDER
from engine.model.walk import moments

if TYPE_CHECKING:
    from engine.load import Loaded
    from engine.model.record import Library
    from engine.model.story import Moment, Story

SHAPE: Final = "E01"
"""How the codes of what has the wrong shape begin."""


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
    def misread(self) -> frozenset[str]:
        """The files of which something has the wrong shape, so that it is not in the story."""
        return frozenset(f.span.path for f in self.loaded.findings if f.code.code.startswith(SHAPE))

    @cached_property
    def is_whole(self) -> bool:
        """Whether all that is written was read; else what seems unused may be used there."""
        wrong = (f.code.severity is Severity.ERROR for f in self.loaded.findings)
        return not (self.loaded.loose or any(wrong))

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
