"""Where each thing that can change has its place in the flat state."""

from __future__ import annotations

from dataclasses import field, replace
from itertools import count
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TURNS = 0
"""The first place counts the choices taken."""


@frozen()
class Layout:
    """The places of the flat state: turns, then variables, then counters.

    Only what some condition, once-only choice or varying text looks at has a counter, so
    that a state stays small and two states that no condition can tell apart are equal.

    Attributes:
        variables: Place of each variable, by name.
        scenes: Place of each counted scene's visits, by id.
        moments: Place of each counted moment's visits, by ``scene/moment``.
        choices: Place of each counted choice's takings, by ``scene/moment/choice``.
        since: Place of the turns since each scene, moment or choice that somebody asks for.
        most: How far these are counted, by the same ids.
    """

    variables: dict[str, int] = field(default_factory=dict)
    scenes: dict[str, int] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)

    def counting(self, most: Mapping[str, int]) -> Layout:
        """The same, with how far each thing is counted that is asked since when."""
        return replace(self, most={what: most[what] for what in self.since})

    @property
    def tables(self) -> tuple[dict[str, int], ...]:
        """The places by name, one table a kind, in the order of the state."""
        return self.variables, self.scenes, self.moments, self.choices, self.since

    @property
    def size(self) -> int:
        """How many places there are."""
        return 1 + sum(map(len, self.tables))

    @property
    def clocks(self) -> tuple[tuple[int, int], ...]:
        """What each turn moves on: a place, and how far it counts."""
        return tuple((place, self.most[what]) for what, place in self.since.items())


def lay_out(
    variables: Iterable[str],
    scenes: Iterable[str],
    moments: Iterable[str],
    choices: Iterable[str],
    since: Mapping[str, int],
) -> Layout:
    """Give each thing its place; of what is asked since when, how far it is counted is given."""
    kinds = (variables, sorted(scenes), sorted(moments), sorted(choices), sorted(since))
    place = count(TURNS + 1)
    tables = ({key: next(place) for key in keys} for keys in kinds)
    return Layout(*tables).counting(since)
