"""Why a storylet is never drawn: its condition, or those that always come before it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.explore.machine import Option, Spot, Values
    from engine.explore.search import Search
    from engine.model.story import Storylet


@dataclass(frozen=True, slots=True)
class Undrawn:
    """Why a storylet is never drawn.

    Attributes:
        allowed: Whether its own condition holds somewhere where its deck is drawn from; nothing
            where that is not known.
        before: The storylets that take the room whenever it could be drawn, those of the
            highest priority first.
    """

    allowed: bool | None
    before: tuple[Storylet, ...] = ()


def always_before(found: Search, storylet: Storylet) -> tuple[Storylet, ...]:
    """The storylets that take the room whenever another, which is never drawn, could be.

    Args:
        found: A search that has finished.
        storylet: The one that is never drawn.
    """
    drawing = {
        number: option
        for number, spot in enumerate(found.machine.spots)
        for option in spot.drawn
        if option.choice.storylet is storylet
    }
    before: dict[int, Storylet] = {}
    for at, state in zip(found.where, found.states, strict=True):
        if at in drawing and _holds(drawing[at], state):
            before |= {id(one): one for one in _taking_room(found.machine.spots[at], state)}
    return tuple(sorted(before.values(), key=lambda one: -one.priority))


def _holds(option: Option, state: Values) -> bool:
    return option.visible is None or option.visible(state)  # type: ignore[arg-type]


def _taking_room(spot: Spot, state: Values) -> Iterator[Storylet]:
    """What is there, of each priority, until there is no room left."""
    room = spot.count or len(spot.drawn)
    for _, group in groupby(spot.drawn, key=lambda option: option.priority):
        there = [option for option in group if _holds(option, state)]
        yield from (option.choice.storylet for option in there if option.choice.storylet)
        room -= len(there)
        if room <= 0:
            return
