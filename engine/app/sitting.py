"""A reading session: one reader, one open book, and the place kept after every step."""

from __future__ import annotations

from dataclasses import field
from threading import Thread
from typing import TYPE_CHECKING

from engine import play
from engine.document.frozen import changing
from engine.saves import SaveError

if TYPE_CHECKING:
    from engine.model.record import Library
    from engine.play.page import Page
    from engine.play.playthrough import Playthrough
    from engine.record.notebook import Notebook
    from engine.record.search import Index
    from engine.saves import Progress, Saves
    from engine.saves.tried import Tree, Tried


@changing
class Sitting:
    """A playthrough being read.

    Attributes:
        playthrough: Where the reader is.
        library: The book's sources.
        saves: Where the place is kept.
        trouble: Why the last step could not be kept, in a sentence; empty if it was.
        notices: What there is to tell of how the reader came to this page.
    """

    playthrough: Playthrough
    library: Library
    saves: Saves
    trouble: str = ""
    notices: tuple[str, ...] = ()
    _ahead: list[Playthrough] = field(default_factory=list)
    _read: dict[str, None] = field(default_factory=dict)
    _index: Index | None = None
    _taken: set[tuple[str, str]] | None = None
    _keeping: Thread | None = None
    _failed: BaseException | None = None

    @property
    def was_kept(self) -> bool:
        """Whether some page of this reading is kept."""
        return any(self.saves.step_of(page) is not None for page in self.playthrough.pages())

    def was_taken(self, choice: str) -> bool:
        """Whether a choice of this page was taken before, in this reading or an earlier one."""
        if self._taken is None:
            try:
                self._taken = set(self.saves.taken(self.playthrough.book.story))
            except SaveError:  # told when the place cannot be kept either
                self._taken = set()
        return (self.playthrough.moment, choice) in self._taken

    def page(self) -> Page:
        """What there is to read."""
        return play.view(self.playthrough)

    def visited(self) -> dict[str, int]:
        """The moments read in this playthrough, each with the page it was last read on."""
        return {at.moment: at.number for at in reversed(list(self.playthrough.pages()))}

    def note_opened(self, claim: str) -> str:
        """Note that a claim was read in full; why it could not be kept, if it could not."""
        self._read.setdefault(claim)
        try:
            self.saves.note_opened(self.story, claim)
        except SaveError as error:
            return str(error)
        return ""

    def notebook(self, *, new_first: bool = False) -> tuple[Notebook, str]:
        """What was met and opened until here, and why older notes are missing, if they are."""
        from engine.record.notebook import notebook  # noqa: PLC0415  (when first asked)

        kept: tuple[str, ...] = ()
        trouble = ""
        try:
            kept = self.saves.opened(self.story)
        except SaveError as error:
            trouble = str(error)
        opened = dict.fromkeys((*kept, *self._read))
        found = notebook(self.playthrough, self.library, opened, new_first=new_first)
        return found, trouble

    def index(self) -> Index:
        """The record, ready to be searched."""
        from engine.record.search import make_index  # noqa: PLC0415  (when first asked)

        if self._index is None:
            self._index = make_index(self.library)
        return self._index

    def renew(self, playthrough: Playthrough, library: Library) -> None:
        """Read on in another edition of the book."""
        self.library, self._index = library, None
        self._ahead.clear()
        self.saves.let_go()  # the pages of the edition before would hold all of it
        self.turn_to(playthrough)

    def take(self, choice: str) -> None:
        """Make a choice that is offered and not locked."""
        if self._taken is not None:
            self._taken.add((self.playthrough.moment, choice))
        self.turn_to(play.take(self.playthrough, choice))

    def undo(self) -> bool:
        """Go one choice back; false at the first page."""
        at = self.playthrough
        if at.previous is None:
            return False
        self.turn_to(at.previous)
        self._ahead.append(at)
        return True

    def redo(self) -> bool:
        """Go forward to where the reader was last after this page; false if nowhere."""
        after = self._ahead.pop() if self._ahead else None
        if after is None or after.previous is not self.playthrough:
            self._ahead.clear()
            try:
                after = self.saves.onward(self.playthrough)
            except SaveError:
                after = None
        if after is None:
            return False
        self.turn_to(after)
        return True

    def around(self) -> tuple[Tree, Tried | None]:
        """All that was tried in this book, and where the reader is in it."""
        from engine.saves.navigation import around  # noqa: PLC0415  (when first asked)

        return around(self.saves, self.playthrough)

    @property
    def story(self) -> str:
        """The id of the book."""
        return self.playthrough.book.story.id

    @property
    def slot(self) -> str:
        """The slot that follows the reader."""
        return self.saves.slot(self.story)

    def save(self, name: str, *, instead: bool = False) -> str:
        """Keep this place under a name, and return that as it was kept.

        Raises:
            NameTakenError: Another place has the name, and this one shall not take its stead.
            SaveError: It cannot be kept so.
        """
        return self.saves.save(self.playthrough, name, instead=instead)

    def open_place(self, name: str) -> str:
        """Go to a place kept under a name; why that cannot be, if it cannot."""
        try:
            found = self.saves.open(self.playthrough.book, name)
        except SaveError as error:
            return str(error)
        if found is None:
            return f"“{name}” is no longer there."
        self.leap(found.playthrough, *found.notices)
        return ""

    def places(self) -> tuple[Progress, ...]:
        """The places kept in this book, the latest first; none where they cannot be read."""
        try:
            return self.saves.places(self.story)
        except SaveError:
            return ()

    def go(self, tried: Tried) -> str:
        """Go to a page that was tried; why that cannot be, if it cannot."""
        from engine.saves.navigation import reach  # noqa: PLC0415  (when first asked)

        try:
            found = reach(self.saves, self.playthrough, tried)
        except SaveError as error:
            return str(error)
        if found is None:
            return "That page is no longer there."
        self.leap(found.playthrough, *found.notices)
        return ""

    def leap(self, playthrough: Playthrough, *notices: str) -> None:
        """Read on at another page, and say how to come back from there."""
        from engine.saves.navigation import way_back  # noqa: PLC0415  (when first asked)

        left = self.playthrough
        self.turn_to(playthrough)
        branches = "" if self.trouble else "the branches show"
        self.notices = (*notices, *way_back(left, playthrough, branches))

    def begin_anew(self, seed: int) -> None:
        """Begin the book again."""
        self.turn_to(play.begin(self.playthrough.book, seed))

    def turn_to(self, playthrough: Playthrough) -> None:
        """Read on elsewhere, and keep the place before it is shown.

        A place that cannot be kept does not stop the reading.
        """
        self.playthrough = playthrough
        self.notices = ()
        self.keep()

    def keep_meanwhile(self) -> None:
        """Keep the place while its page is being made: the disk takes as long as that.

        No page is shown that is not kept: whoever shows it calls `wait` first.
        """
        self._keeping = Thread(target=self._keep_aside)
        self._keeping.start()

    def _keep_aside(self) -> None:
        try:
            self.keep()
        except BaseException as error:  # noqa: BLE001  (raised again by whoever waits)
            self._failed = error

    def wait(self) -> None:
        """Wait until the place is kept, or cannot be; a fault of the program is raised here."""
        if self._keeping is not None:
            self._keeping.join()
            self._keeping = None
        failed, self._failed = self._failed, None
        if failed is not None:
            raise failed

    def keep(self) -> None:
        """Keep the place, or say in `trouble` why it cannot be."""
        try:
            self.saves.keep(self.playthrough)
        except SaveError as error:
            self.trouble = str(error)
        else:
            self.trouble = ""
