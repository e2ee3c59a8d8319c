"""Play: three pure functions over an immutable playthrough.

Nothing here knows a clock, a screen or a file. Undo is `Playthrough.previous`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.layout import TURNS
from engine.model.prose import Paragraph
from engine.play.dice import Dice
from engine.play.page import CONTINUE, Gauge, Offer, Page
from engine.play.playthrough import Playthrough

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.state import State, Value
    from engine.model.story import Citation, Target
    from engine.play.book import Beat, Book, Option, Way
    from engine.play.playthrough import Step

DEEPEST = 32
"""Detours within detours; beyond it the outermost is forgotten, so that a state stays finite."""

NOTHING = Paragraph(())


class NotOfferedError(Exception):
    """The choice is not there, or cannot be taken now."""


def begin(book: Book, seed: int) -> Playthrough:
    """Open a book at its first moment.

    Args:
        book: The book.
        seed: Any whole number: the same seed and choices give the same story everywhere.
    """
    state, dice = list(book.initial), Dice(seed)
    beat = book.beat(book.story.start)
    _arrive(state, dice, beat, scene=None)
    return Playthrough(book, seed, beat.moment.id, tuple(state), rolls=dice.rolls)


def take(playthrough: Playthrough, choice_id: str) -> Playthrough:
    """Take a choice, or turn the page with `CONTINUE`.

    Returns:
        The playthrough one page on; the one given is untouched.

    Raises:
        NotOfferedError: The choice is not there, or cannot be taken now.
    """
    beat = playthrough.book.beat(playthrough.moment)
    state, dice = list(playthrough.state), Dice(playthrough.seed, playthrough.rolls)
    option = _find(beat, playthrough.state, choice_id)
    if option:
        _count(state, TURNS)
        _count(state, option.counter)
        for effect in option.effects:
            effect(state, dice)
    ways = option.ways if option else beat.ways
    there, detours = _go(beat, ways, state, playthrough.detours)
    arrived = playthrough.book.beat(there)
    _arrive(state, dice, arrived, scene=beat.moment.scene)
    return Playthrough(
        book=playthrough.book,
        seed=playthrough.seed,
        moment=there,
        state=tuple(state),
        detours=detours,
        rolls=dice.rolls,
        previous=playthrough,
        choice=choice_id,
        number=playthrough.number + 1,
    )


def replay(book: Book, seed: int, steps: Iterable[Step]) -> Playthrough:
    """Play recorded choices again from the beginning.

    Raises:
        NotOfferedError: A choice is not there any more, or is not where it was made.
    """
    at = begin(book, seed)
    for step in steps:
        if at.moment != step.moment:
            raise NotOfferedError(f"the story is at {at.moment}, not at {step.moment}")
        at = take(at, step.choice)
    return at


def view(playthrough: Playthrough) -> Page:
    """Everything there is to see at this point."""
    book, state = playthrough.book, playthrough.state
    beat = book.beat(playthrough.moment)
    moment, before = beat.moment, playthrough.previous
    seed = playthrough.seed
    return Page(
        story=book.story,
        scene=book.scene(moment.id),
        moment=moment,
        opens=before is None or book.scene(before.moment) is not book.scene(moment.id),
        paragraphs=tuple(p for block in beat.blocks for p in block(state, seed)),
        offers=tuple(_offers(beat, playthrough)),
        gauges=tuple(_gauges(book, state)),
        revealed=_revealed(playthrough),
        ending=book.story.endings[moment.ending] if moment.ending else None,
        number=playthrough.number,
    )


def _find(beat: Beat, state: State, choice_id: str) -> Option | None:
    """The option of a choice that can be taken; nothing where the page is only turned."""
    for option, locked in _visible(beat, state):
        if option.choice.id == choice_id:
            if locked:
                raise NotOfferedError(f'"{choice_id}" is locked: {option.choice.locked}')
            return option
    if choice_id == CONTINUE and not beat.options:
        return None
    raise NotOfferedError(f'there is no choice "{choice_id}" at {beat.moment.id}')


def _visible(beat: Beat, state: State) -> list[tuple[Option, bool]]:
    """The choices that are there, each with whether it is locked."""
    shown = [
        (option, option.open is not None and not option.open(state))
        for option in beat.options
        if not option.choice.fallback and _is_there(option, state)
    ]
    if all(locked for _, locked in shown):
        shown += [
            (option, option.open is not None and not option.open(state))
            for option in beat.options
            if option.choice.fallback and _is_there(option, state)
        ]
    return shown


def _is_there(option: Option, state: State) -> bool:
    if option.choice.once and option.counter is not None and state[option.counter]:
        return False
    return option.visible is None or option.visible(state)


def _go(
    beat: Beat, ways: tuple[Way, ...], state: list[Value], detours: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """The next moment, and the detours then under way."""
    for test, target in ways:
        if test is None or test(state):
            return target.moment, _with(target, detours)
    if beat.moment.returns and detours:
        return detours[-1], detours[:-1]
    raise NotOfferedError(f"the story goes no further than {beat.moment.id}")


def _with(target: Target, detours: tuple[str, ...]) -> tuple[str, ...]:
    return (*detours, target.back)[-DEEPEST:] if target.back else detours


def _arrive(state: list[Value], dice: Dice, beat: Beat, *, scene: str | None) -> None:
    """Count the visit, then let the moment change what it changes."""
    _count(state, beat.counter)
    if scene != beat.moment.scene:
        _count(state, beat.scene_counter)
    for effect in beat.enter:
        effect(state, dice)


def _count(state: list[Value], place: int | None) -> None:
    if place is not None:
        state[place] = int(state[place]) + 1  # type: ignore[arg-type]  # a counter


def _offers(beat: Beat, playthrough: Playthrough) -> Iterator[Offer]:
    goes_on = beat.ways or (beat.moment.returns and playthrough.detours)
    if not beat.options and goes_on:
        yield Offer(CONTINUE, NOTHING)
    for option, locked in _visible(beat, playthrough.state):
        words = option.words(playthrough.state)
        yield Offer(
            id=option.choice.id,
            text=words[0] if words else NOTHING,
            locked=option.choice.locked if locked else None,
            citations=tuple(c for c in option.choice.citations if not c.after),
            choice=option.choice,
        )


def _gauges(book: Book, state: State) -> Iterator[Gauge]:
    for variable in book.story.variables:
        if variable.gauge:
            value = int(state[book.layout.variables[variable.name]])  # type: ignore[arg-type]
            yield Gauge(variable.name, variable.label, value, variable.minimum, variable.maximum)


def _revealed(playthrough: Playthrough) -> tuple[Citation, ...]:
    """The claims behind the choice just taken that waited for it."""
    if playthrough.previous is None or playthrough.choice is None:
        return ()
    taken = playthrough.book.beat(playthrough.previous.moment).option(playthrough.choice)
    return tuple(c for c in taken.choice.citations if c.after) if taken else ()
