"""Play: three pure functions over an immutable playthrough.

Nothing here knows a clock, a screen or a file. Undo is `Playthrough.previous`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.layout import TURNS
from engine.play.book import NOTHING, offer_of
from engine.play.dice import Dice
from engine.play.lots import drawn, visit_of
from engine.play.page import CONTINUE, Offer, Page
from engine.play.playthrough import Playthrough

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.state import State, Value
    from engine.model.story import Citation, Target
    from engine.play.book import Apply, Beat, Book, Option, Way
    from engine.play.playthrough import Step

DEEPEST = 32
"""Detours within detours; beyond it the outermost is forgotten, so that a state stays finite."""

_ON = (Offer(CONTINUE, NOTHING),)
"""The one thing to do where the page is only turned."""


class NotOfferedError(Exception):
    """The choice is not there, or cannot be taken now."""


def begin(book: Book, seed: int, at: str | None = None, state: State | None = None) -> Playthrough:
    """Open a book at its first moment, or at another one.

    Args:
        book: The book.
        seed: Any whole number: the same seed and choices give the same story everywhere.
        at: The moment, as ``scene/moment``, which the book has; the first, if none is named.
        state: The state in which the moment is come to; the book's first, if none is given.
    """
    values, beat = list(state or book.initial), book.beats[at or book.story.start]
    rolls = _arrive(values, (seed, 0), beat, before=None)
    return Playthrough(book, seed, beat.moment.id, tuple(values), (), rolls)


def take(playthrough: Playthrough, choice_id: str) -> Playthrough:
    """Take a choice, or turn the page with `CONTINUE`.

    Returns:
        The playthrough one page on; the one given is untouched.

    Raises:
        NotOfferedError: The choice is not there, or cannot be taken now.
    """
    book, seed, rolls = playthrough.book, playthrough.seed, playthrough.rolls
    beat, state = book.beats[playthrough.moment], list(playthrough.state)
    option = _find(beat, playthrough, choice_id)
    if option:
        _count(state, TURNS)
        if option.counter is not None:
            _count(state, option.counter)
        if book.clocks:
            _tick(state, book.clocks, option.clock)
        if option.effects:
            rolls = _change(option.effects, state, seed, rolls)
    ways = option.ways if option else beat.ways
    there, detours = _go(beat, ways, state, playthrough.detours)
    rolls = _arrive(state, (seed, rolls), book.beats[there], before=beat)
    number = playthrough.number + 1
    return Playthrough(
        book, seed, there, tuple(state), detours, rolls, playthrough, choice_id, number
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
    beat, before = book.beats[playthrough.moment], playthrough.previous
    ending = beat.moment.ending
    if beat.options:
        offers = tuple(_offers(beat, state, playthrough.seed))
    else:
        offers = _ON if _goes_on(beat, playthrough) else ()
    return Page(
        story=book.story,
        scene=beat.scene,
        moment=beat.moment,
        opens=before is None or not before.moment.startswith(beat.within),
        paragraphs=beat.prose(state, playthrough.seed),
        offers=offers,
        gauges=tuple([gauge(state[place]) for place, gauge in book.gauges]),
        revealed=_revealed(playthrough),
        ending=book.story.endings[ending] if ending else None,
        number=playthrough.number,
    )


def _find(beat: Beat, playthrough: Playthrough, choice_id: str) -> Option | None:
    """The option of a choice that can be taken; nothing where the page is only turned."""
    state = playthrough.state
    option = beat.options.get(choice_id)
    if option is None and choice_id == CONTINUE and not beat.options:
        return None
    if option is None or not _is_there(option, beat, playthrough):
        raise NotOfferedError(f'there is no choice "{choice_id}" at {beat.moment.id}')
    if option.open is not None and not option.open(state):
        raise NotOfferedError(f'"{choice_id}" is locked: {option.choice.locked}')
    return option


def _is_there(option: Option, beat: Beat, playthrough: Playthrough) -> bool:
    if option.choice.fallback or option.choice.storylet:
        offers = _offers(beat, playthrough.state, playthrough.seed)
        return any(offer.choice is option.choice for offer in offers)
    return option.visible is None or option.visible(playthrough.state)


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


def _arrive(state: list[Value], chance: tuple[int, int], beat: Beat, before: Beat | None) -> int:
    """Count the visit, then let the moment change what it changes.

    Args:
        state: The state, which is changed.
        chance: The seed, and how many random numbers have been drawn.
        beat: The moment arrived at.
        before: The moment it was reached from, if there is one.

    Returns:
        How many random numbers have been drawn then.
    """
    if beat.counter is not None:
        _count(state, beat.counter)
    if beat.scene_counter is not None and (before is None or before.scene is not beat.scene):
        _count(state, beat.scene_counter)
    for clock in beat.clocks:
        state[clock] = 0
    return _change(beat.enter, state, *chance) if beat.enter else chance[1]


def _change(effects: tuple[Apply, ...], state: list[Value], seed: int, rolls: int) -> int:
    """Let effects change the state; how many random numbers have been drawn then."""
    dice = Dice(seed, rolls)
    for effect in effects:
        effect(state, dice)
    return dice.rolls


def _tick(state: list[Value], clocks: Iterable[tuple[int, int]], taken: int | None) -> None:
    """Move every clock on by a turn, as far as it counts, and begin that of what is taken."""
    for place, most in clocks:
        if state[place] < most:  # type: ignore[operator]  # a counter
            _count(state, place)
    if taken is not None:
        state[taken] = 0


def _count(state: list[Value], place: int) -> None:
    state[place] += 1  # type: ignore[operator]  # a counter


def _offers(beat: Beat, state: State, seed: int) -> list[Offer]:
    """The choices that are there, each with why it is locked, if it is."""
    offers = _there(beat.plain, state)
    if beat.drawn:
        offers += _there(_drawn(beat, state, seed), state)
    if beat.fallbacks and all(offer.locked is not None for offer in offers):
        offers += _there(beat.fallbacks, state)
    return offers


def _drawn(beat: Beat, state: State, seed: int) -> list[Option]:
    """The storylets that are drawn."""
    there = [one for one in beat.drawn if one.visible is None or one.visible(state)]
    count = beat.moment.draw.count if beat.moment.draw else None
    if count is None or beat.counter is None:
        return there
    visits = int(state[beat.counter])  # type: ignore[arg-type]  # a counter
    return drawn(there, count, seed, visit_of(beat.moment.id, visits))


def _there(options: Iterable[Option], state: State) -> list[Offer]:
    return [
        (option.offered or offer_of(option.choice, option.words(state), locked=False))
        if option.open is None or option.open(state)
        else (option.barred or offer_of(option.choice, option.words(state), locked=True))
        for option in options
        if option.visible is None or option.visible(state)
    ]


def _goes_on(beat: Beat, playthrough: Playthrough) -> bool:
    """Whether the page is turned without a choice."""
    return bool(beat.ways or (beat.moment.returns and playthrough.detours))


def _revealed(playthrough: Playthrough) -> tuple[Citation, ...]:
    """The claims behind the choice just taken that waited for it."""
    if playthrough.previous is None or playthrough.choice is None:
        return ()
    before = playthrough.book.beats[playthrough.previous.moment]
    taken = before.options.get(playthrough.choice)
    return taken.after if taken else ()
