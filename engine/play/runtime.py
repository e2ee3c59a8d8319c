"""Play: three pure functions over an immutable playthrough.

Nothing here knows a clock, a screen or a file. Undo is `Playthrough.previous`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.layout import TURNS
from engine.play.book import NOTHING
from engine.play.dice import Dice
from engine.play.lots import drawn, visit_of
from engine.play.page import CONTINUE, Offer, Page
from engine.play.playthrough import Playthrough

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.model.prose import Paragraph
    from engine.model.state import State, Value
    from engine.play.book import Arrival, Beat, Book, Option, Way
    from engine.play.playthrough import Step

DEEPEST = 32
"""Detours within detours; beyond it the outermost is forgotten, so that a state stays finite."""

_ON = (Offer(CONTINUE, NOTHING),)
"""The one thing to do where the page is only turned."""


_UNROLLED = Dice(0)
"""For effects that draw no number."""


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
    values, beat, rolls = list(state or book.initial), book.beats[at or book.story.start], 0
    if beat.arrival is not None:
        rolls = _arrive(values, (seed, 0), beat.arrival, opens=True)
    return Playthrough(book, seed, beat, tuple(values), (), rolls)


def take(playthrough: Playthrough, choice_id: str) -> Playthrough:
    """Take a choice, or turn the page with `CONTINUE`.

    Returns:
        The playthrough one page on; the one given is untouched.

    Raises:
        NotOfferedError: The choice is not there, or cannot be taken now.
    """
    book, seed, beat = playthrough.book, playthrough.seed, playthrough.beat
    state, detours, rolls = [*playthrough.state], playthrough.detours, playthrough.rolls
    for option in beat.options:
        if option.id == choice_id and (option.always or _is_offered(option, playthrough)):
            ways = option.ways
            state[TURNS] += 1  # type: ignore[operator]  # a counter
            if option.counter is not None:
                _count(state, option.counter)
            if book.clocks:
                _tick(state, book.clocks, option.clock)
            if option.effects:
                rolls = _change(option, state, seed, rolls)
            break
    else:
        ways = _turned(beat, choice_id)
    for way in ways:
        test, back, there = way.test, way.back, way.beat
        if test is None or test(state):
            there = way.meet(book.beats) if there is None else there
            if back is not None:
                detours = (*detours, back)[-DEEPEST:]
            break
    else:
        there, detours = _back(playthrough)
    if there.arrival is not None:
        rolls = _arrive(state, (seed, rolls), there.arrival, opens=there.scene != beat.scene)
    number = playthrough.number + 1
    return Playthrough(
        book, seed, there, tuple(state), detours, rolls, playthrough, choice_id, number
    )


def replay(book: Book, seed: int, steps: Iterable[Step]) -> Playthrough:
    """Play recorded choices again from the beginning.

    Raises:
        NotOfferedError: A choice is not there any more, or is not where it was made.
    """
    return play_on(begin(book, seed), steps)


def play_on(at: Playthrough, steps: Iterable[Step]) -> Playthrough:
    """Play recorded choices again from some page on.

    Raises:
        NotOfferedError: A choice is not there any more, or is not where it was made.
    """
    for step in steps:
        if at.moment != step.moment:
            raise NotOfferedError(f"the story is at {at.moment}, not at {step.moment}")
        at = take(at, step.choice)
    return at


def view(playthrough: Playthrough) -> Page:
    """Everything there is to see at this point."""
    beat, state, seed = playthrough.beat, playthrough.state, playthrough.seed
    said: tuple[Paragraph, ...] = ()
    for text in beat.texts:
        said += text if type(text) is tuple else text.told(state, seed)  # type: ignore[union-attr]
    if not beat.options:
        return Page(playthrough, said, _turning(beat, playthrough))
    offers: list[Offer] = []
    for option in beat.plain if beat.plain is beat.options else _dealt(beat, state, seed):
        visible, offered = option.visible, option.offered
        if visible is None or visible(state):
            offers.append(option.now(state) if offered is None else offered)
    return Page(playthrough, said, tuple(offers))


def _turned(beat: Beat, choice_id: str) -> tuple[Way, ...]:
    """Where the story goes when the page is turned."""
    if beat.options or choice_id != CONTINUE:
        raise NotOfferedError(f'there is no choice "{choice_id}" at {beat.id}')
    return beat.ways


def _is_offered(option: Option, playthrough: Playthrough) -> bool:
    """Whether an option is there now.

    Raises:
        NotOfferedError: It is there, but locked.
    """
    state = playthrough.state
    if option.visible is not None and not option.visible(state):
        return False
    held_back = option.fallback or option.lot is not None
    if held_back and option not in _dealt(playthrough.beat, state, playthrough.seed):
        return False
    if option.open is not None and not option.open(state):
        raise NotOfferedError(f'"{option.id}" is locked: {option.locked}')
    return True


def _back(playthrough: Playthrough) -> tuple[Beat, tuple[str, ...]]:
    """Where a detour comes back to, and the detours then under way."""
    detours = playthrough.detours
    if not (playthrough.beat.returns and detours):
        raise NotOfferedError(f"the story goes no further than {playthrough.moment}")
    return playthrough.book.beats[detours[-1]], detours[:-1]


def _arrive(state: list[Value], chance: tuple[int, int], arrival: Arrival, *, opens: bool) -> int:
    """Count the visit, then let the moment change what it changes.

    Args:
        state: The state, which is changed.
        chance: The seed, and how many random numbers have been drawn.
        arrival: What happens when the moment is come to.
        opens: Whether its scene begins.

    Returns:
        How many random numbers have been drawn then.
    """
    if arrival.counter is not None:
        _count(state, arrival.counter)
    if arrival.scene is not None and opens:
        _count(state, arrival.scene)
    for clock in arrival.clocks:
        state[clock] = 0
    return _change(arrival, state, *chance)


def _change(deed: Option | Arrival, state: list[Value], seed: int, rolls: int) -> int:
    """Let effects change the state; how many random numbers have been drawn then."""
    dice = Dice(seed, rolls) if deed.draws else _UNROLLED
    for effect in deed.effects:
        effect(state, dice)
    return dice.rolls if deed.draws else rolls


def _tick(state: list[Value], clocks: Iterable[tuple[int, int]], taken: int | None) -> None:
    """Move every clock on by a turn, as far as it counts, and begin that of what is taken."""
    for place, most in clocks:
        if state[place] < most:  # type: ignore[operator]  # a counter
            _count(state, place)
    if taken is not None:
        state[taken] = 0


def _count(state: list[Value], place: int) -> None:
    state[place] += 1  # type: ignore[operator]  # a counter


def _dealt(beat: Beat, state: State, seed: int) -> list[Option]:
    """The choices of a moment, of those that are drawn and of its fallbacks only what is there."""
    options = [*beat.plain, *_drawn(beat, state, seed)]
    opens = any(option.opens(state) for option in options)
    return options if opens else [*options, *beat.fallbacks]


def _drawn(beat: Beat, state: State, seed: int) -> list[Option]:
    """The storylets that are drawn."""
    there = [one for one in beat.drawn if one.visible is None or one.visible(state)]
    if beat.draw is None or beat.arrival is None or beat.arrival.counter is None:
        return there
    visits = int(state[beat.arrival.counter])  # type: ignore[arg-type]  # a counter
    return drawn(there, beat.draw, seed, visit_of(beat.id, visits))


def _turning(beat: Beat, playthrough: Playthrough) -> tuple[Offer, ...]:
    """What there is to do at a moment without choices: the page can be turned, or nothing."""
    return _ON if beat.ways or (beat.returns and playthrough.detours) else ()
