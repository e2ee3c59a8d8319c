"""What a list of kept places shows of each."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model.calendar import Day
from engine.saves.naming import AUTO

if TYPE_CHECKING:
    from engine.play.playthrough import Playthrough
    from engine.saves.rows import Slot


@frozen()
class Resumed:
    """A place found again.

    Attributes:
        playthrough: Where the reader goes on.
        notices: What was lost or changed since, in plain sentences; none if nothing was.
        slot: The slot that it was kept in.
    """

    playthrough: Playthrough
    notices: tuple[str, ...] = ()
    slot: str = AUTO


@frozen()
class Progress:
    """How far a reader is in a story.

    Attributes:
        number: The page, from 1; 0 where no place is kept.
        title: The scene's title, as it was when the place was kept.
        place: The scene's place.
        when: When the place was kept: UTC, ISO 8601.
        ending: The ending that the page is, if it is one.
        endings: The ids of all endings reached in any playthrough.
        slot: The slot that the place is kept in.
        named: Whether the reader gave it its name; else it follows the reader by itself.
        step: The step that records the page.
    """

    number: int
    title: str
    place: str
    when: str
    ending: str | None
    endings: frozenset[str]
    slot: str = AUTO
    named: bool = False
    step: int | None = None

    @property
    def clock(self) -> str:
        """When the place was kept, by the clock of this machine: ``25 November 2026, 17:40``."""
        return f"{local_day(self.when)}, {_local(self.when):%H:%M}"


def local_day(when: str) -> str:
    """The day of a time in UTC, by the clock of this machine: ``25 November 2026``."""
    then = _local(when)
    return str(Day(then.year, then.month, then.day))


def _local(when: str) -> datetime:
    return datetime.fromisoformat(when).astimezone()


def progress(slot: Slot, endings: frozenset[str]) -> Progress:
    """How far a slot is, with the endings found in any."""
    return Progress(
        number=slot.number,
        title=slot.title,
        place=slot.place,
        when=slot.when,
        ending=slot.ending,
        endings=endings,
        slot=slot.name,
        named=slot.origin != AUTO,
        step=slot.head,
    )
