"""The last screen of an ending: what was read, set beside what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.model.story import Standing
from engine.plain.record import STANDINGS
from engine.plain.text import BLANK, Line
from engine.record.margin import KINDS
from engine.record.reckoning import Reckoning, reckon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.model.record import Library
    from engine.model.story import Ending, Story
    from engine.play import Playthrough


def last_screen(
    playthrough: Playthrough, ending: Ending, story: Story, library: Library
) -> Iterator[Line]:
    """The ending's title, what the record says of the way there, and the credits."""
    yield BLANK
    yield Line(f"The end: {ending.title}")
    if ending.summary:
        yield Line(ending.summary)
    yield BLANK
    yield Line("Beside the record")
    yield from _counts(reckon(playthrough, library))
    if story.credits:
        yield BLANK
        yield Line("Credits")
        yield from (Line(paragraph) for paragraph in story.credits.split("\n\n"))


def _counts(reckoning: Reckoning) -> Iterator[Line]:
    count = sum(reckoning.moments.values())
    parts = ", ".join(f"{reckoning.moments[s]} {STANDINGS[s]}" for s in reversed(Standing))
    yield Line(f"You read {count} {'moment' if count == 1 else 'moments'}: {parts}.")
    yield Line(f"At {reckoning.silent} of them no source speaks.")
    if reckoning.sources:
        yield Line("These sources spoke:")
    for source in reckoning.sources:
        yield Line(f"{source.short}, {KINDS[source.kind]}. {source.leaning}", depth=1)
