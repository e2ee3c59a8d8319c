"""The detours of a story, where they are simple enough to be stepped over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.explore.doom import closed_from
from engine.explore.ranges import roads_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.explore.machine import Machine


@dataclass(frozen=True, slots=True)
class Detours:
    """The ways of a story with each detour stepped over.

    Attributes:
        plain: Where each moment that is read leads to; from a detour, to where it comes back.
        main: What is read while no detour is under way.
        bodies: By the moment that a detour goes to, all that is read on it.
        entered: The detours that each moment can begin, by the moment they go to.
        returning: The moments that return, by id.
    """

    plain: Mapping[int, set[int]]
    main: set[int]
    bodies: Mapping[int, set[int]]
    entered: Mapping[int, set[int]]
    returning: Mapping[str, int]

    @property
    def are_simple(self) -> bool:
        """Whether no detour runs into the main story, or into another detour.

        Then each detour that is begun comes to a `return` or to an ending, if every cycle on
        it can be left, and stepping over it leaves nothing out.
        """
        apart = all(not body & self.main for body in self.bodies.values())
        return apart and not any(self.entered[n] for body in self.bodies.values() for n in body)

    def come_back(self, moment: str) -> bool:
        """Whether a detour is under way whenever a moment that returns is read."""
        return self.are_simple and self.returning[moment] not in self.main

    def within(self, number: int) -> set[int]:
        """All that is read on the detours that a moment can begin."""
        return {inner for target in self.entered[number] for inner in self.bodies[target]}


def detours_of(machine: Machine) -> Detours:
    """Find the detours of a story, along the ways that were taken."""
    plain: dict[int, set[int]] = {}
    entered: dict[int, set[int]] = {}
    for number, spot in enumerate(machine.spots):
        ways = [road.way for road in roads_from(spot) if road.taken and not road.way.returns]
        plain[number] = {way.there if way.back is None else way.back for way in ways}
        entered[number] = {way.there for way in ways if way.back is not None}
    targets = {target for found in entered.values() for target in found}
    return Detours(
        plain=plain,
        main=closed_from(machine.start, plain),
        bodies={target: closed_from(target, plain) for target in targets},
        entered=entered,
        returning={s.moment.id: n for n, s in enumerate(machine.spots) if s.moment.returns},
    )
