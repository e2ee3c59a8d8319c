"""One reader with one open book: what to read now, and the place kept after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine import play
from engine.saves import SaveError

if TYPE_CHECKING:
    from engine.model.record import Library
    from engine.play.page import Page
    from engine.play.playthrough import Playthrough
    from engine.record.notebook import Notebook
    from engine.record.search import Index
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
    _read: dict[str, None] = field(default_factory=dict)
    _index: Index | None = None

    def page(self) -> Page:
        """What there is to read."""
        return play.view(self.playthrough)

    def pages(self) -> list[Page]:
        """Everything read so far, the first page first."""
        return [play.view(at) for at in reversed(list(self.playthrough.pages()))]

    def visited(self) -> dict[str, int]:
        """The moments read in this playthrough, each with the page it was last read on."""
        return {at.moment: at.number for at in reversed(list(self.playthrough.pages()))}

    def note_opened(self, claim: str) -> str:
        """Note that a claim was read in full; why it could not be kept, if it could not."""
        self._read.setdefault(claim)
        try:
            self.saves.note_opened(self.playthrough.book.story.id, claim)
        except SaveError as error:
            return str(error)
        return ""

    def notebook(self) -> tuple[Notebook, str]:
        """What was met and opened until here, and why older notes are missing, if they are."""
        from engine.record.notebook import notebook  # noqa: PLC0415  (when first asked)

        kept: tuple[str, ...] = ()
        trouble = ""
        try:
            kept = self.saves.opened(self.playthrough.book.story.id)
        except SaveError as error:
            trouble = str(error)
        opened = dict.fromkeys((*kept, *self._read))
        return notebook(self.playthrough, self.library, opened), trouble

    def index(self) -> Index:
        """The record, ready to be searched."""
        from engine.record.search import make_index  # noqa: PLC0415  (when first asked)

        if self._index is None:
            self._index = make_index(self.library)
        return self._index

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
