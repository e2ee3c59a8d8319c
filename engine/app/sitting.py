"""One reader with one open book: what to read now, and the place kept after every step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine import play
from engine.saves import SaveError

if TYPE_CHECKING:
    from engine.model.record import Library
    from engine.play.page import Page
    from engine.play.playthrough import Playthrough
    from engine.saves import Saves


@dataclass(slots=True)
class Sitting:
    """A playthrough being read.

    Attributes:
        playthrough: Where the reader is.
        library: The book's sources.
        saves: Where the place is kept.
        trouble: Why the last step could not be kept, in a sentence; empty if it was.
    """

    playthrough: Playthrough
    library: Library
    saves: Saves
    trouble: str = ""

    def page(self) -> Page:
        """What there is to read."""
        return play.view(self.playthrough)

    def pages(self) -> list[Page]:
        """Everything read so far, the first page first."""
        return [play.view(at) for at in reversed(list(self.playthrough.pages()))]

    def take(self, choice: str) -> None:
        """Make a choice that is offered and not locked."""
        self.turn_to(play.take(self.playthrough, choice))

    def undo(self) -> bool:
        """Go one choice back; false at the first page."""
        if self.playthrough.previous is None:
            return False
        self.turn_to(self.playthrough.previous)
        return True

    def begin_anew(self, seed: int) -> None:
        """Begin the book again."""
        self.turn_to(play.begin(self.playthrough.book, seed))

    def turn_to(self, playthrough: Playthrough) -> None:
        """Read on elsewhere, and keep the place before it is shown.

        A place that cannot be kept does not stop the reading.
        """
        self.playthrough = playthrough
        try:
            self.saves.keep(playthrough)
        except SaveError as error:
            self.trouble = str(error)
        else:
            self.trouble = ""
