"""A snapshot: one point of a playthrough, by names instead of places, as JSON.

Names outlive an edit of the story; a place in the flat state does not. A counter that
stands at nought is left out, so that a snapshot grows with what was read, not with the book.
"""

from __future__ import annotations

import json
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from engine.document.frozen import frozen
from engine.language.layout import TURNS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from engine.model.renames import Renames
    from engine.model.state import State, Value
    from engine.play.playthrough import Playthrough

Stored: TypeAlias = bool | int | str | list[str]
"""A variable's value as JSON has it: a set is a sorted list."""


@frozen()
class Snapshot:
    """Everything that a playthrough is at one page, but for how it came there.

    Attributes:
        story: The content hash of the story it was played in.
        moment: The moment on the page.
        seed: What the random numbers grow from.
        rolls: How many have been drawn.
        number: Which page it is, from 1.
        turns: How many choices have been taken.
        variables: The value of each variable, by name.
        scenes: Visits, by scene.
        moments: Visits, by ``scene/moment``.
        choices: Takings, by ``scene/moment/choice``.
        detours: Where each detour under way comes back to.
        since: Turns since a scene, a moment or a choice, by its full id, where they count still.
    """

    story: str
    moment: str
    seed: int
    rolls: int
    number: int
    turns: int
    variables: Mapping[str, Stored]
    scenes: Mapping[str, int]
    moments: Mapping[str, int]
    choices: Mapping[str, int]
    detours: tuple[str, ...]
    since: Mapping[str, int] = field(default_factory=dict)


def snapshot(playthrough: Playthrough) -> Snapshot:
    """Describe one point of a playthrough by names."""
    layout, state = playthrough.book.layout, playthrough.state
    return Snapshot(
        story=playthrough.book.story.hash,
        moment=playthrough.moment,
        seed=playthrough.seed,
        rolls=playthrough.rolls,
        number=playthrough.number,
        turns=_count(state[TURNS]),
        variables={name: store(state[place]) for name, place in layout.variables.items()},
        scenes=_counters(layout.scenes, state),
        moments=_counters(layout.moments, state),
        choices=_counters(layout.choices, state),
        detours=playthrough.detours,
        since={
            what: _count(state[place])
            for what, place in layout.since.items()
            if _count(state[place]) < layout.most[what]
        },
    )


def store(value: Value) -> Stored:
    """A value as JSON has it."""
    return sorted(value) if isinstance(value, frozenset) else value


def _counters(places: Mapping[str, int], state: State) -> dict[str, int]:
    return {name: _count(state[place]) for name, place in places.items() if state[place]}


def _count(value: Value) -> int:
    return value if isinstance(value, int) else 0


def renamed(taken: Snapshot, names: Renames) -> Snapshot:
    """A snapshot by the names of today."""
    return replace(
        taken,
        moment=names.moment(taken.moment),
        scenes=_recount(taken.scenes, names.scene),
        moments=_recount(taken.moments, names.moment),
        choices=_recount(taken.choices, lambda known: _choice(known, names)),
        detours=tuple(map(names.moment, taken.detours)),
        since={_today(what, names): turns for what, turns in taken.since.items()},
    )


def _recount(counts: Mapping[str, int], today: Callable[[str], str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, count in counts.items():
        found[today(name)] = found.get(today(name), 0) + count
    return found


def _today(known: str, names: Renames) -> str:
    """Today's id of a scene, a moment or a choice."""
    today = (names.scene, names.moment, lambda choice: _choice(choice, names))
    return today[known.count("/")](known)


def _choice(known: str, names: Renames) -> str:
    moment, _, choice = known.rpartition("/")
    today = names.moment(moment)
    return f"{today}/{names.choice(today, choice)}"


def write(taken: Snapshot) -> str:
    """A snapshot as JSON; equal snapshots give equal text."""
    named = {name: getattr(taken, name) for name in Snapshot.__match_args__}
    return json.dumps(named, sort_keys=True, separators=(",", ":"))


def read(text: object) -> Snapshot | None:
    """The snapshot that a text holds, or nothing if it is damaged."""
    try:
        fields = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return _snapshot(fields) if isinstance(fields, dict) else None


WORDS = ("story", "moment")
NUMBERS = ("seed", "rolls", "number", "turns")
COUNTERS = ("scenes", "moments", "choices")


def _snapshot(fields: dict[str, Any]) -> Snapshot | None:
    sound = (
        all(isinstance(fields.get(name), str) for name in WORDS)
        and all(type(fields.get(name)) is int for name in NUMBERS)
        and all(_is_counters(fields.get(name)) for name in COUNTERS)
        and _is_variables(fields.get("variables"))
        and _is_words(fields.get("detours"))
    )
    if not sound:
        return None
    known = {name: fields[name] for name in (*WORDS, *NUMBERS, *COUNTERS, "variables")}
    # A snapshot from before there were clocks has none.
    since = fields["since"] if _is_counters(fields.get("since")) else {}
    return Snapshot(**known, detours=tuple(fields["detours"]), since=since)


def _is_counters(value: object) -> bool:
    return isinstance(value, dict) and all(type(count) is int for count in value.values())


def _is_variables(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(stored, bool | int | str) or _is_words(stored) for stored in value.values()
    )


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
