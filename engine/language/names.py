"""What a condition, an effect or a piece of prose may speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.model.state import Definition, Variable


class Names(Protocol):
    """The names that can be used at one place of a story.

    The lists are asked for only when a name is not known, to find the one that was meant.
    """

    def variable(self, name: str, /) -> Variable | None:
        """Find a declared variable."""

    def definition(self, name: str, /) -> Definition | None:
        """Find what a name was defined as, if it is no variable."""

    def variable_names(self) -> Collection[str]:
        """Every declared variable, and every name that is defined."""

    def place(self, word: str, /) -> str | None:
        """Find the full id, ``scene`` or ``scene/moment``, that an id used here denotes.

        A bare id is a moment of this scene if there is one, else a scene.
        """

    def places(self) -> Collection[str]:
        """Every id that `place` knows here, bare or full."""

    def choice(self, word: str, /) -> str | None:
        """Find the full id, ``scene/moment/choice``, that an id used here denotes.

        A bare id is a choice of this scene.
        """

    def choices(self) -> Collection[str]:
        """Every id that `choice` knows here, bare or full."""
