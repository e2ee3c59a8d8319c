"""The timeline: what was read and what the record says, on one scale.

A reader sees at a glance what was said about that very week and what about ten years later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from engine.model.calendar import REFORM, Day, both_styles, describe
from engine.model.record import Period
from engine.record import lookup
from engine.record.bibliography import date_parts
from engine.record.lag import gap
from engine.record.notebook import notebook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from engine.model.record import Claim, Library
    from engine.model.story import Scene, Story
    from engine.play import Playthrough

DAY_PARTS = 3
"""How many parts a date has that names a day."""


class EntryKind(StrEnum):
    """What stands at a point of the timeline."""

    MOMENTS = "moments"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Timeline:
    """What has a place in time, in order, and what has none."""

    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...] = ()


def of_playthrough(playthrough: Playthrough, library: Library) -> Timeline:
    """The moments read until here, and the claims met beside them."""
    read = dict.fromkeys(at.moment for at in reversed(list(playthrough.pages())))
    met = {
        note.claim.id: tuple(dict.fromkeys(seen.moment for seen in note.sightings))
        for note in notebook(playthrough, library).notes
    }
    return _timeline(playthrough.book.story, read, met, library)


def of_story(story: Story, library: Library) -> Timeline:
    """Every moment of a book, and every claim that it cites."""
    read = [moment.id for scene in story.scenes.values() for moment in scene.moments]
    return _timeline(story, read, lookup.cited(story, library), library)


def _timeline(
    story: Story, read: Iterable[str], met: Mapping[str, tuple[str, ...]], library: Library
) -> Timeline:
    scenes: dict[str, list[str]] = {}
    for moment in read:
        scenes.setdefault(moment.partition("/")[0], []).append(moment)
    entries = [_moments(story.scenes[name], ids, met) for name, ids in scenes.items()]
    entries += [_claim(claim, at) for name, at in met.items() if (claim := library.claim(name))]
    dated = sorted((entry for entry in entries if entry.period.first), key=_place)
    undated = (entry for entry in entries if not entry.period.first)
    return Timeline(_with_gaps(dated), tuple(undated))


def _moments(scene: Scene, ids: list[str], met: Mapping[str, tuple[str, ...]]) -> Entry:
    iso = scene.date.day.iso if scene.date.day else ""
    return Entry(
        period=Period(scene.date.text or iso, iso, iso),
        label=describe(scene.date),
        kind=EntryKind.MOMENTS,
        ids=tuple(ids),
        title=scene.title,
        beside=tuple(claim for claim, at in met.items() if any(one in ids for one in at)),
    )


def _claim(claim: Claim, beside: tuple[str, ...]) -> Entry:
    label = when(claim.date)
    return Entry(claim.date, label, EntryKind.CLAIM, (claim.id,), claim.says, beside)


def when(period: Period) -> str:
    """A period in words; its days in both calendars, where Russia still had two.

    >>> when(Period("that Monday", "1918-01-28", "1918-01-28"))
    'that Monday (15 January 1918 Old Style, 28 January New Style)'
    """
    days = dict.fromkeys(day for day in (_day(period.first), _day(period.last)) if day)
    told = "Style" in period.text or all(day >= REFORM for day in days)
    if not days or (told and period.text):
        return period.text
    styles = ", to ".join(map(both_styles, days))
    return f"{period.text} ({styles})" if period.text else styles


def _day(iso: str) -> Day | None:
    parts = date_parts(iso)
    return Day(*parts) if len(parts) == DAY_PARTS else None


def _place(entry: Entry) -> tuple[object, ...]:
    """Where an entry stands: by its first day, the longer before the shorter, moments first."""
    first, last = entry.period.first.split("-"), entry.period.last.split("-")
    begins = [*first, "01", "01"][:DAY_PARTS]
    ends = [*last, *("12", "31")[len(last) - 1 :]]
    longer = tuple(-int(part) if part.isdecimal() else 0 for part in ends)
    return (*begins, longer, entry.kind is EntryKind.CLAIM)


def _with_gaps(entries: list[Entry]) -> tuple[Entry, ...]:
    before = [None, *entries]
    return tuple(
        replace(entry, gap=gap(one.period, entry.period)) if one else entry
        for one, entry in zip(before, entries, strict=False)
    )
