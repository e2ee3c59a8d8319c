"""A page: everything there is to see at one point of a playthrough."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.model.prose import Paragraph
    from engine.model.story import Choice, Citation, Ending, Moment, Scene, Story
    from engine.play.book import Beat
    from engine.play.playthrough import Playthrough

CONTINUE = "continue"
"""The id of the one thing to do at a moment that only goes on."""


@frozen()
class Offer:
    """Something the reader can do, or could if it were not locked.

    Attributes:
        id: The choice's id, or `CONTINUE`.
        text: What it says; without words for `CONTINUE`.
        locked: Why it cannot be taken now; nothing if it can.
        beat: The moment that offers the choice; nothing for `CONTINUE`.
    """

    id: str
    text: Paragraph
    locked: str | None = None
    beat: Beat | None = field(default=None, repr=False, compare=False)

    @property
    def choice(self) -> Choice | None:
        """The choice as declared; nothing for `CONTINUE`."""
        choices = self.beat.moment.choices if self.beat else ()
        return next((choice for choice in choices if choice.id == self.id), None)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The claims that ground it and give nothing away."""
        choice = self.choice
        return tuple(one for one in choice.citations if not one.after) if choice else ()


@frozen()
class Gauge:
    """A variable that the reader sees."""

    name: str
    label: str
    value: int
    minimum: int
    maximum: int


@frozen()
class Page:
    """What a screen, a line mode or a test shows.

    The words are there; all else is looked up when it is asked for, and may be read from a
    file only then.

    Attributes:
        at: The point of the playthrough.
        paragraphs: The prose.
        offers: What the reader can do; none at an ending.
    """

    at: Playthrough
    paragraphs: tuple[Paragraph, ...]
    offers: tuple[Offer, ...]

    @property
    def story(self) -> Story:
        """The story."""
        return self.at.book.story

    @property
    def scene(self) -> Scene:
        """The scene, with its place and its date."""
        return self.at.book.scene(self.at.moment)

    @property
    def moment(self) -> Moment:
        """The moment, with its standing and its citations."""
        return self.at.beat.moment

    @property
    def number(self) -> int:
        """Which page of the playthrough it is, from 1."""
        return self.at.number

    @property
    def opens(self) -> bool:
        """Whether the scene has just begun."""
        before = self.at.previous
        return before is None or before.beat.scene != self.at.beat.scene

    @property
    def gauges(self) -> tuple[Gauge, ...]:
        """The state that is shown."""
        state = self.at.state
        return tuple(
            Gauge(v.name, v.label, int(state[place]), v.minimum, v.maximum)  # type: ignore[arg-type]
            for place, v in self.at.book.gauges
        )

    @property
    def revealed(self) -> tuple[Citation, ...]:
        """The claims behind the choice just taken that waited for it."""
        before = self.at.previous
        choices = before.beat.moment.choices if before else ()
        taken = next((choice for choice in choices if choice.id == self.at.choice), None)
        return tuple(one for one in taken.citations if one.after) if taken else ()

    @property
    def ending(self) -> Ending | None:
        """How the story ended, if it did."""
        ending = self.at.beat.ending
        return self.story.endings[ending] if ending else None
