"""One reading of a book, from the first line typed to the last."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from engine.document.english import listed
from engine.document.frozen import changing
from engine.plain.page import turns, whole, words
from engine.plain.reckoning import last_screen
from engine.plain.text import BLANK, Line
from engine.play import CONTINUE, take, view
from engine.record.notebook import notebook
from engine.settings import MEASURE, Forgetful, Settings, new_first, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from engine.author.draft import Draft
    from engine.model.record import Library
    from engine.plain.console import Console
    from engine.plain.place import Place
    from engine.play import Page, Playthrough
    from engine.record.notebook import Notebook
    from engine.saves import Progress
    from engine.saves.tried import Tree, Tried


YES, NO = ("y", "yes"), ("n", "no", "")


@changing
class Session:
    """What is being read, on what, and where the place is kept.

    Attributes:
        at: The page.
        library: The sources.
        console: Where it is printed.
        place: Where the place is kept.
        draft: What an author has besides; nothing for a reader.
        read: The ids of the claims read in full, in order; the saves know of older ones.
        settings: What the reader chose about the reading.
    """

    at: Playthrough
    library: Library
    console: Console
    place: Place
    draft: Draft | None = None
    read: list[str] = field(default_factory=list)
    settings: Settings = field(default_factory=Forgetful)
    _ahead: list[Playthrough] = field(default_factory=list)
    _asked: Callable[[], None] | None = None
    _taken: set[tuple[str, str]] | None = None

    def page(self) -> Page:
        """The page being read."""
        return view(self.at)

    def turn_to(self, at: Playthrough, *before: str) -> None:
        """Go to a page: it is kept first, and then shown, and what led there before it."""
        notices = self.place.keep(at)
        self.at = at
        self.console.say([BLANK, *map(Line, before)] if before else [])
        self.console.say(map(Line, notices))
        self.show()

    def show(self) -> None:
        """Print the page being read."""
        page = self.page()
        taken = {choice for moment, choice in self._ever() if moment == self.at.moment}
        self.console.say(whole(page, self.library, taken, new_first=self.new_first))
        if page.ending is not None:
            story = self.at.book.story
            self.console.say(
                last_screen(self.at, page.ending, story, self.library, new_first=self.new_first)
            )
        if page.ending is not None and not self.console.piped:
            self.console.say([BLANK, Line(possible(page))])

    @property
    def new_first(self) -> bool:
        """Whether New Style comes first in a date."""
        return new_first(self.settings)

    def follow_settings(self) -> None:
        """Set the lines as the reader chose."""
        self.console.set_to(number(self.settings, MEASURE))

    def _ever(self) -> set[tuple[str, str]]:
        """Every choice ever taken in this book."""
        if self._taken is None:
            self._taken = set(self.place.taken(self.at.book.story))
        return self._taken

    def choose(self, number: int) -> None:
        """Take the choice of a number, or say why not."""
        page = self.page()
        if not 1 <= number <= len(page.offers):
            self.refuse()
            return
        offer = page.offers[number - 1]
        if offer.locked is not None:
            why = f": {offer.locked}" if offer.locked else "."
            self.console.say([Line(f"Choice {number} is locked{why}"), Line(possible(page))])
            return
        chosen = (f"You chose: {words(offer.text, {})}",) if offer.id != CONTINUE else ()
        if not self.console.piped:
            self._ever().add((self.at.moment, offer.id))
        self.turn_to(take(self.at, offer.id), *chosen)

    def undo(self) -> None:
        """Go back one page."""
        if self.at.previous is None:
            self.console.say([Line("This is the first page: there is nothing to go back to.")])
            return
        self._ahead.append(self.at)
        self.turn_to(self.at.previous, "You go back one page.")

    def redo(self) -> None:
        """Go forward to where the reader was last after this page."""
        after = self._ahead.pop() if self._ahead else None
        if after is None or after.previous is not self.at:
            self._ahead.clear()
            after = self.place.onward(self.at)
        if after is None:
            self.console.say([Line("Nothing lies ahead: you have not been further from here.")])
            return
        self.turn_to(after, "You go forward again.")

    def around(self) -> tuple[Tree, Tried | None]:
        """All that was tried in this book, and where the reader is in it."""
        from engine.saves.navigation import around  # noqa: PLC0415  (when first asked)

        return around(self.place.saves, self.at)

    def go(self, tried: Tried) -> None:
        """Go to a page that was tried.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        from engine.saves.navigation import reach  # noqa: PLC0415  (when first asked)

        found = reach(self.place.saves, self.at, tried)
        if found is None:
            self.console.say([Line("That page is no longer there.")])
        else:
            self.leap(found.playthrough, *found.notices)

    def leap(self, at: Playthrough, *notices: str) -> None:
        """Read on at another page, and say how to come back from there."""
        from engine.saves.navigation import way_back  # noqa: PLC0415  (when first asked)

        kept = self.place.saves is not None and not self.place.trouble
        back = way_back(self.at, at, "b shows" if kept else "")
        self.turn_to(at, *notices, f"You go to page {at.number}.", *back)

    def places(self) -> tuple[Progress, ...]:
        """The places kept in this book."""
        return self.place.places(self.at.book.story.id)

    def endings(self) -> frozenset[str]:
        """The endings found, the one at hand among them."""
        now = self.page().ending
        return self.place.endings(self.at.book.story.id) | ({now.id} if now else frozenset())

    def ask_first(self, deed: Callable[[], None]) -> None:
        """Do something only if the next line says yes."""
        self._asked = deed

    def answer(self, typed: str) -> bool:
        """Take a line as the answer to what was asked; false where it is none."""
        asked, self._asked = self._asked, None
        if asked is None:
            return False
        if typed.lower() in YES:
            asked()
            return True
        self.console.say([Line("Nothing is changed.")])
        return typed.lower() in NO

    def note_opened(self, claim: str) -> None:
        """Note that a claim was read in full."""
        if claim not in self.read:
            self.read.append(claim)
        notices = self.place.note_opened(self.at.book.story.id, claim)
        self.console.say(Line(sentence) for sentence in notices)

    def notebook(self) -> Notebook:
        """What has been met and opened until here."""
        kept, notices = self.place.opened(self.at.book.story.id)
        self.console.say(Line(sentence) for sentence in notices)
        opened = dict.fromkeys((*kept, *self.read))
        return notebook(self.at, self.library, opened, new_first=self.new_first)

    def refuse(self) -> None:
        """Say what is possible here, in one sentence."""
        self.console.say([Line(possible(self.page()))])

    def farewell(self) -> Iterator[Line]:
        """What to say when the reader leaves; a place that is not kept is tried once more."""
        if self.place.trouble:
            self.place.keep(self.at)
        yield Line(self.place.farewell(self.at))


def possible(page: Page) -> str:
    """What can be typed at a page, in one sentence."""
    if page.ending is not None:
        return (
            "The story has ended: press Enter to close the book, or type u to go back, ? for help."
        )
    if turns(page):
        return "Press Enter to turn the page, or type ? for help."
    numbers = [str(n) for n, offer in enumerate(page.offers, 1) if offer.locked is None]
    if not numbers:
        return "Nothing can be chosen here: type u to go back one page, or ? for help."
    return f"Type {listed(numbers)} to choose, or ? for help."
