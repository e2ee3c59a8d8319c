"""A playthrough: one reader's run through a story, as an immutable value."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.state import State
    from engine.play.book import Beat, Book


class Step(NamedTuple):
    """What the reader chose, and where: all that is needed to play it again."""

    moment: str
    choice: str


@frozen()
class Playthrough:
    """One point of one reader's run. Undo is `previous`.

    Attributes:
        book: The story, ready to play.
        seed: What its random numbers grow from.
        beat: The moment on the page.
        state: Every variable and counter, flat.
        detours: Where each detour under way comes back to, the innermost last.
        rolls: How many random numbers have been drawn.
        previous: The playthrough one choice earlier; nothing at the start.
        choice: The id of the choice that led here.
        number: How many pages have been read, this one included.
    """

    book: Book = field(repr=False)
    seed: int
    beat: Beat = field(repr=False)
    state: State
    detours: tuple[str, ...] = ()
    rolls: int = 0
    previous: Playthrough | None = field(default=None, repr=False, compare=False)
    choice: str | None = None
    number: int = 1

    @property
    def moment(self) -> str:
        """The moment on the page, ``scene/moment``."""
        return self.beat.id

    def pages(self) -> Iterator[Playthrough]:
        """Every page of the run, the latest first."""
        at: Playthrough | None = self
        while at is not None:
            yield at
            at = at.previous

    def steps(self) -> tuple[Step, ...]:
        """The choices made, in order."""
        made = [
            Step(at.previous.moment, at.choice)
            for at in self.pages()
            if at.previous is not None and at.choice is not None
        ]
        return tuple(reversed(made))
