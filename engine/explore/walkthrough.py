"""Ways through a story, confirmed by play: random numbers fall there as a seed has them fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.explore.machine import make_machine
from engine.explore.readers import steps_of
from engine.explore.trail import Reader, one_of
from engine.play import NotOfferedError, begin, replay, take, view
from engine.play.dice import Dice, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.explore.shortest import Goal
    from engine.model.story import Story
    from engine.play import Book, Playthrough, Step

SEEDS = 4_000
"""So many seeds are tried for a way on which random numbers must fall in one manner."""
READERS = 4_000
"""So many random readers then look for another way."""
LONGEST = 1_000


def confirmed(book: Book, steps: Sequence[Step], goal: Goal) -> Playthrough | None:
    """Play a way with one seed after the other.

    Returns:
        The last page, with the first seed that leads to the goal; nothing if none of them does.
    """
    for seed in range(SEEDS if _draws(book, steps) else 1):
        try:
            at = replay(book, seed, steps)
        except NotOfferedError:
            continue
        if is_there(at, goal):
            return at
    return None


def _draws(book: Book, steps: Sequence[Step]) -> bool:
    """Whether another seed could make a difference: a lot or a number is drawn on the way."""
    if any(book.story.moment(step.moment).draw for step in steps):
        return True
    at = begin(book, 0)
    for step in steps:
        if at.rolls or at.moment != step.moment:
            break
        try:
            at = take(at, step.choice)
        except NotOfferedError:
            break
    return at.rolls > 0


def is_there(at: Playthrough, goal: Goal) -> bool:
    """Whether a playthrough has come to a goal."""
    if goal.ending:
        return at.beat.ending == goal.ending
    return at.moment == goal.moment and all(o.locked is not None for o in view(at).offers)


def looked_for(story: Story, book: Book, goal: Goal) -> Playthrough | None:
    """Let random readers look for a goal; a way that is found is rarely the shortest."""
    machine = make_machine(story, whole=True)
    reader, chance = Reader(machine), key(0, "looking")
    best: Playthrough | None = None
    longest = LONGEST
    for seed in range(READERS):
        pick = reader.least_taken if seed % 2 else one_of
        trail = reader.play(Dice(chance + seed), Dice(seed), longest, pick, seed)
        if not trail.over or len(trail.where) >= longest:
            continue
        moment = machine.spots[trail.where[-1]].moment
        if moment.ending == goal.ending and (goal.ending or moment.id == goal.moment):
            at = replay(book, seed, steps_of(machine.spots, trail.where, trail.by))
            if is_there(at, goal):
                best, longest = at, len(trail.where)
    return best
