"""The last screen of an ending: what the reader did, set beside what the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.english import listed, plural
from engine.model.calendar import when
from engine.model.story import Standing
from engine.plain.text import BLANK, Line
from engine.record.claims import page, speaker
from engine.record.reckoning import Reckoning, by_scene, reckon
from engine.record.works import gist

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.record import Library
    from engine.model.story import Ending, Story
    from engine.play import Playthrough
    from engine.record.margin import Card
    from engine.record.reckoning import Deed, Read, Voice


def last_screen(
    playthrough: Playthrough,
    ending: Ending,
    story: Story,
    library: Library,
    *,
    new_first: bool = False,
) -> Iterator[Line]:
    """The ending's title, what the record says of the way there, and the credits."""
    yield BLANK
    yield Line(f"The end: {ending.title}")
    if ending.summary:
        yield Line(ending.summary)
    reckoning = reckon(playthrough, library)
    yield from _deeds(reckoning, new_first=new_first)
    yield from _counts(reckoning)
    yield from _voices(reckoning)
    if story.credits:
        yield BLANK
        yield Line("Credits")
        yield from (Line(paragraph) for paragraph in story.credits.split("\n\n"))


def _deeds(reckoning: Reckoning, *, new_first: bool) -> Iterator[Line]:
    """Every choice with its words, and the claims that ground it."""
    if not reckoning.deeds:
        return
    yield BLANK
    yield Line("What you did, and what the record says of it")
    for number, deed in enumerate(reckoning.deeds, 1):
        yield Line(deed.words, lead=f"{number}. ")
        yield from (Line(_ground(card, new_first=new_first), depth=1) for card in deed.cards)
    yield from _ungrounded(reckoning.deeds)


def _ground(card: Card, *, new_first: bool) -> str:
    claim = card.claim
    where = ", ".join(part for part in (card.source.short, page(claim)) if part)
    date = when(claim.date, new_first=new_first)
    who = ", ".join(part for part in (speaker(claim), date) if part)
    return f"{claim.says} ({who}; {where}; {card.kind}.)"


def _ungrounded(deeds: Iterable[Deed]) -> Iterator[Line]:
    numbers = [str(number) for number, deed in enumerate(deeds, 1) if not deed.cards]
    if numbers:
        yield Line(f"The record says nothing of {listed(numbers)}.")


def _counts(reckoning: Reckoning) -> Iterator[Line]:
    yield BLANK
    yield Line("Beside the record")
    count = sum(reckoning.moments.values())
    parts = ", ".join(f"{reckoning.moments[s]} {s}" for s in reversed(Standing))
    yield Line(f"You read {plural(count, 'moment')}: {parts}.")
    if reckoning.invented:
        yield Line(f"What is invented: {_scenes(reckoning.invented)}.")
    silent = f": {_scenes(reckoning.silences)}" if reckoning.silences else ""
    yield Line(f"At {reckoning.silent} of them no source speaks{silent}.")


def _scenes(read: Iterable[Read]) -> str:
    named = by_scene(read).items()
    return ", ".join(f"{title} ({many})" if many > 1 else title for title, many in named)


def _voices(reckoning: Reckoning) -> Iterator[Line]:
    """Who spoke: a kind of voice weighs what it is, not how often it is quoted."""
    if not reckoning.voices:
        return
    yield BLANK
    yield Line("Who spoke, by kind of voice")
    introduced: set[str] = set()
    for voice in reckoning.voices:
        yield Line(_voice(voice))
        for source in voice.sources:
            leaning = "" if source.id in introduced else gist(source)
            introduced.add(source.id)
            yield Line(f"{source.short}. {leaning}", depth=1)


def _voice(voice: Voice) -> str:
    return f"{voice.name.capitalize()}, {plural(voice.claims, 'claim')}:"
