"""A page: everything there is to see at one point of a playthrough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from engine.model.prose import Paragraph
    from engine.model.story import Choice, Citation, Ending, Moment, Scene, Story

CONTINUE = "continue"
"""The id of the one thing to do at a moment that only goes on."""


@frozen()
class Offer:
    """Something the reader can do, or could if it were not locked.

    Attributes:
        id: The choice's id, or `CONTINUE`.
        text: What it says; without words for `CONTINUE`.
        locked: Why it cannot be taken now; nothing if it can.
        citations: The claims that ground it and give nothing away.
        choice: The choice as declared; nothing for `CONTINUE`.
    """

    id: str
    text: Paragraph
    locked: str | None = None
    citations: tuple[Citation, ...] = ()
    choice: Choice | None = None


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

    Attributes:
        story: The story.
        scene: The scene, with its place and its date.
        moment: The moment, with its standing and its citations.
        opens: Whether the scene has just begun.
        paragraphs: The prose.
        offers: What the reader can do; none at an ending.
        gauges: The state that is shown.
        revealed: The claims behind the choice just taken that waited for it.
        ending: How the story ended, if it did.
        number: Which page of the playthrough it is, from 1.
    """

    story: Story
    scene: Scene
    moment: Moment
    opens: bool
    paragraphs: tuple[Paragraph, ...]
    offers: tuple[Offer, ...]
    gauges: tuple[Gauge, ...]
    revealed: tuple[Citation, ...]
    ending: Ending | None
    number: int
