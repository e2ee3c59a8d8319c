"""The detours of a story, where they are simple enough to be stepped over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.explore.doom import closed_from
from engine.explore.ranges import roads_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.explore.machine import Machine, Road, Spot
    from engine.model.story import Draw, Target


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

    def come_back_from(self, target: int) -> bool:
        """Whether something that is read on the detour to a moment may return."""
        return not self.bodies[target].isdisjoint(self.returning.values())

    def run_on(self, target: int) -> bool:
        """Whether the detour to a moment runs into the main story."""
        return not self.bodies[target].isdisjoint(self.main)


@dataclass(frozen=True, slots=True)
class Lost:
    """A detour that some reader begins and nobody ever comes back from.

    Attributes:
        source: The moment where it is begun, by id.
        target: Where it goes to.
        back: The moment that it should come back to, by id.
        onward: Where it leaves for the main story, if it does.
        draw: The draw that sends the reader on it, where it is a storylet.
    """

    source: str
    target: Target
    back: str
    onward: Target | None
    draw: Draw | None


def lost_detours(machine: Machine, *, whole: bool) -> Iterator[Lost]:
    """Find the detours that never come back, in a story of which nothing is left open.

    A storylet that ends the story however it goes is none of them: it was drawn among others,
    and the way back is theirs.

    Args:
        machine: The story.
        whole: Whether every state was visited, so that what was not read never is.
    """
    detours = detours_of(machine)
    for spot in machine.spots:
        for road in roads_from(spot):
            way, target = road.way, road.way.target
            if not road.taken or way.back is None or target is None or target.back is None:
                continue
            draw = spot.moment.draw if _is_drawn(road, spot) else None
            runs_on = detours.run_on(way.there)
            lost = not detours.come_back_from(way.there) and (runs_on or not draw)
            if lost or (whole and not machine.spots[way.back].reached):
                onward = _onward(machine, detours, way.there) if runs_on else None
                yield Lost(spot.moment.id, target, target.back, onward, draw)


def _is_drawn(road: Road, spot: Spot) -> bool:
    return any(option.road is road for option in spot.drawn)


def _onward(machine: Machine, detours: Detours, target: int) -> Target | None:
    """The first way by which a detour leaves for the main story."""
    apart = detours.bodies[target] - detours.main
    roads = (road for number in sorted(apart) for road in roads_from(machine.spots[number]))
    out = (r.way.target for r in roads if r.taken and r.way.there in detours.main)
    return next((target for target in out if target), None)


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
