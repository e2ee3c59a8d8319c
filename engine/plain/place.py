"""The reader's place: kept before a page is shown, and found again at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import changing
from engine.saves import KeptApart, SaveError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.model.story import Story
    from engine.play import Book, Playthrough
    from engine.saves import Progress, Resumed, Saves


@changing
class Place:
    """Where the reader's place is kept, if it is.

    Attributes:
        saves: The saves; nothing where no place is kept.
        unkept: Why none is, in a sentence.
        trouble: Why the place could not be kept; empty if it was.
    """

    saves: Saves | None
    unkept: str = "No place is kept of this reading."
    trouble: str = ""
    _untold: bool = True

    def keep(self, at: Playthrough) -> tuple[str, ...]:
        """Keep a page before it is shown; what to tell, the same trouble only once."""
        if self.saves is None:
            return ()
        before, self.trouble, notice = self.trouble, "", ""
        try:
            self.saves.keep(at)
        except KeptApart as news:
            notice = str(news)
        except SaveError as error:
            self.trouble = str(error)
            notice = self.trouble if self.trouble != before else ""
        return tuple(sentence for sentence in (*self.saves.notices(), notice) if sentence)

    def resume(self, book: Book) -> tuple[Resumed | None, tuple[str, ...]]:
        """The place kept of a book, and what to tell of the file."""
        if self.saves is None:
            return None, ()
        try:
            found = self.saves.resume(book)
        except SaveError as error:
            self.trouble = str(error)
            return None, (self.trouble,)
        return found, self.saves.notices()

    def onward(self, at: Playthrough) -> Playthrough | None:
        """The page that the reader last went on to from one."""
        if self.saves is None:
            return None
        try:
            return self.saves.onward(at)
        except SaveError:
            return None

    def places(self, story: str) -> tuple[Progress, ...]:
        """The places kept in a book; none where they cannot be read."""
        if self.saves is None:
            return ()
        try:
            return self.saves.places(story)
        except SaveError:
            return ()

    def endings(self, story: str) -> frozenset[str]:
        """The endings found in a book; none where they cannot be read."""
        try:
            found = self.saves.progress(story) if self.saves else None
        except SaveError:
            found = None
        return found.endings if found else frozenset()

    def endings_found(self, story: str) -> Mapping[str, str]:
        """When each ending found of a book was; none where that cannot be read."""
        try:
            return self.saves.endings(story) if self.saves else {}
        except SaveError:
            return {}

    def met(self, story: Story) -> frozenset[str]:
        """The moments of a book that were ever read; none where that cannot be read."""
        try:
            return self.saves.met(story) if self.saves else frozenset()
        except SaveError:
            return frozenset()

    def taken(self, story: Story) -> frozenset[tuple[str, str]]:
        """The choices of a book that were ever taken; none where that cannot be read."""
        try:
            return self.saves.taken(story) if self.saves else frozenset()
        except SaveError:
            return frozenset()

    def note_opened(self, story: str, claim: str) -> tuple[str, ...]:
        """Note that a claim was read in full; what to tell, trouble only once."""
        if self.saves is None:
            return ()
        try:
            self.saves.note_opened(story, claim)
        except SaveError as error:
            return self._tell(error)
        return self.saves.notices()

    def opened(self, story: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The claims that were read in full, in this reading or another, and what to tell."""
        if self.saves is None:
            return (), ()
        try:
            return self.saves.opened(story), self.saves.notices()
        except SaveError as error:
            return (), self._tell(error)

    def _tell(self, error: SaveError) -> tuple[str, ...]:
        notice = (str(error),) if self._untold and str(error) != self.trouble else ()
        self._untold = False
        return notice

    def farewell(self, at: Playthrough) -> str:
        """Whether the reader can come back."""
        if self.saves is None:
            return self.unkept
        if self.trouble:
            return f"Your place is not kept. {self.trouble}"
        return f"Your place is kept, at page {at.number}."
