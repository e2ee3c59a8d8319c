"""The timeline: what was read and what the record says, on one scale.

A reader sees at a glance what was said about that very week and what about ten years later.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.model.calendar import describe, when
from engine.model.record import Period
from engine.record.lag import gap
from engine.record.notebook import notebook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.model.record import Claim, Library
    from engine.model.story import Scene
    from engine.play import Playthrough

DAY_PARTS = 3
"""How many parts a date has that names a day."""


class EntryKind(StrEnum):
    """What stands at a point of the timeline."""

    MOMENTS = "moments"
    CLAIM = "claim"


@frozen()
class Entry:
    """One thing on the timeline.

    Attributes:
        period: When it is: its bounds are New Style; without bounds it is undated.
        label: When it is, in words; a day before the reform in both calendars.
        kind: Whether it is moments of the story or a claim.
        ids: The moments of one scene, ``scene/moment``, or the one claim, ``source/claim``.
        title: The scene's title, or what the claim says.
        beside: The moments that the claim was read beside; the claims cited at the moments.
        gap: How much later it begins than the entry before, in words; empty where it does not.
    """

    period: Period
    label: str
    kind: EntryKind
    ids: tuple[str, ...]
    title: str
    beside: tuple[str, ...] = ()
    gap: str = ""


@frozen()
class Timeline:
    """What has a place in time, in order, and what has none."""

    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...] = ()


def timeline(playthrough: Playthrough, library: Library, *, new_first: bool = False) -> Timeline:
    """The moments read until here, and the claims met beside them.

    Args:
        playthrough: The reading.
        library: The sources.
        new_first: Whether New Style comes first in its dates.
    """
    story = playthrough.book.story
    scenes: dict[str, list[str]] = {}
    for moment in dict.fromkeys(at.moment for at in reversed(list(playthrough.pages()))):
        scenes.setdefault(moment.partition("/")[0], []).append(moment)
    met = {
        note.claim.id: tuple(dict.fromkeys(seen.moment for seen in note.sightings))
        for note in notebook(playthrough, library).notes
    }
    entries = []  # moments first, which is their order where a claim has the same time
    for name, ids in scenes.items():
        label = describe(story.scenes[name].date, new_first=new_first)
        entries.append(_moments(story.scenes[name], label, ids, met))
    entries += [
        _claim(claim, when(claim.date, new_first=new_first), at)
        for name, at in met.items()
        if (claim := library.claim(name))
    ]
    dated = sorted((entry for entry in entries if entry.period.first), key=_place)
    undated = (entry for entry in entries if not entry.period.first)
    return Timeline(_with_gaps(dated), tuple(undated))


def _moments(scene: Scene, label: str, ids: list[str], met: Mapping[str, tuple[str, ...]]) -> Entry:
    iso = scene.date.day.iso if scene.date.day else ""
    return Entry(
        period=Period(scene.date.text or iso, iso, iso, scene.date.plain),
        label=label,
        kind=EntryKind.MOMENTS,
        ids=tuple(ids),
        title=scene.title,
        beside=tuple(claim for claim, at in met.items() if any(one in ids for one in at)),
    )


def _claim(claim: Claim, label: str, beside: tuple[str, ...]) -> Entry:
    return Entry(claim.date, label, EntryKind.CLAIM, (claim.id,), claim.says, beside)


def _place(entry: Entry) -> tuple[object, ...]:
    """Where an entry stands: by its first day, the longer before the shorter."""
    first, last = entry.period.first.split("-"), entry.period.last.split("-")
    begins = [*first, "01", "01"][:DAY_PARTS]
    ends = [*last, *("12", "31")[len(last) - 1 :]]
    longer = tuple(-int(part) if part.isdecimal() else 0 for part in ends)
    return (*begins, longer)


def _with_gaps(entries: list[Entry]) -> tuple[Entry, ...]:
    before = [None, *entries]
    return tuple(
        replace(entry, gap=gap(one.period, entry.period)) if one else entry
        for one, entry in zip(before, entries, strict=False)
    )
