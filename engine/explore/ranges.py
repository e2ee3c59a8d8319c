"""The range that each number can have at each moment, along the ways that are really taken.

Ranges of single variables, and not of whole states: never too narrow, so that what holds of
a range holds of every reader.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, TypeAlias

from engine.language.intervals import MOST_COUNTED, Interval, interval, verdict
from engine.language.meaning import Change, Comparison, Logic, Not, type_of
from engine.language.types import INTEGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.explore.machine import Machine, Road, Spot
    from engine.explore.ways import Deed
    from engine.language.meaning import Meaning
    from engine.model.state import Variable

Ranges: TypeAlias = "dict[str, Interval]"

PATIENCE = 40
"""After so many changes at one moment, a range that still grows is taken to be the whole."""


def idle_changes(machine: Machine, variables: Iterable[Variable], *, whole: bool) -> dict[int, int]:
    """The effects that can never do anything: the value is at the edge whenever they run.

    Args:
        machine: A story of which nothing is left open.
        variables: What the story declares.
        whole: Whether every way that can be gone was gone; else each may be.

    Returns:
        By the ``id`` of each such `Change`, the edge that its variable is at.
    """
    first = _first(variables)
    roads = [
        [road for road in roads_from(spot) if road.taken or not whole] for spot in machine.spots
    ]
    at = _settled(machine, roads, first)
    ran: dict[int, int | None] = {}
    _note(machine.first.way.deeds, first, ran)
    for number, known in at.items():
        for road in roads[number]:
            _note(road.way.deeds, known, ran)
    return {change: edge for change, edge in ran.items() if edge is not None}


def never_open(machine: Machine, variables: Iterable[Variable]) -> Iterator[int]:
    """The ``id`` of each choice and each way of a crossing that no number allows for.

    Args:
        machine: A story, of which any way may be gone.
        variables: What the story declares.
    """
    roads = [list(roads_from(spot)) for spot in machine.spots]
    for number, known in _settled(machine, roads, _first(variables)).items():
        spot = machine.spots[number]
        for option in spot.options:
            asked = (option.choice.visible, option.choice.requires)
            if any(_answer(code.tree, known) is False for code in asked if code and code.tree):
                yield id(option)
        for fork in spot.forks:
            code = fork.road.way.target.condition if fork.road.way.target else None
            if code and code.tree and _answer(code.tree, known) is False:
                yield id(fork.road)


def _answer(tree: Meaning, known: Ranges) -> bool | None:
    """What a condition says whatever the numbers are; nothing where that hangs on more."""
    if isinstance(tree, Not):
        answer = _answer(tree.operand, known)
        return None if answer is None else not answer
    if isinstance(tree, Logic):
        answers = {_answer(part, known) for part in tree.operands}
        decisive = tree.operator == "or"
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive
    if isinstance(tree, Comparison) and type_of(tree.left) == type_of(tree.right) == INTEGER:
        return verdict(tree.operator, interval(tree.left, known), interval(tree.right, known))
    return None


def _first(variables: Iterable[Variable]) -> Ranges:
    """Of each number, what it is at first."""
    numbers = (variable for variable in variables if variable.kind == "integer")
    return {v.name: Interval(int(v.default), int(v.default)) for v in numbers}  # type: ignore[arg-type]


def roads_from(spot: Spot) -> Iterator[Road]:
    """Every way out of a moment, compiled."""
    yield from (option.road for option in spot.options)
    yield from (fork.road for fork in spot.forks)
    if spot.onward:
        yield spot.onward
    yield from (spot.returning or {}).values()


def _settled(machine: Machine, roads: list[list[Road]], first: Ranges) -> dict[int, Ranges]:
    """The ranges at each moment that is reached, once its page is shown."""
    at: dict[int, Ranges] = {machine.start: _after(machine.first.way.deeds, first)}
    grown: Counter[int] = Counter()
    todo = deque([machine.start])
    while todo:
        number = todo.popleft()
        for road in roads[number]:
            there, found = road.way.there, _after(road.way.deeds, at[number])
            known = at.get(there)
            joined = _joined(known, found) if known else found
            if joined != known:
                grown[there] += 1
                impatient = known and grown[there] > PATIENCE
                at[there] = _loosened(joined, known) if known and impatient else joined
                todo.append(there)
    return at


def _after(deeds: Iterable[Deed], known: Ranges) -> Ranges:
    found = dict(known)
    for deed in deeds:
        if isinstance(deed, Change) and deed.variable.kind == "integer":
            found[deed.variable.name] = _changed(deed, found[deed.variable.name])
    return found


def _note(deeds: Iterable[Deed], known: Ranges, ran: dict[int, int | None]) -> None:
    """Note of each effect the edge at which it did nothing, here as well as everywhere before."""
    for deed in deeds:
        if isinstance(deed, Change) and deed.variable.kind == "integer":
            name = deed.variable.name
            edge = _edge(deed, known[name])
            ran[id(deed)] = edge if ran.get(id(deed), edge) == edge else None
            known = {**known, name: _changed(deed, known[name])}


def _edge(change: Change, now: Interval) -> int | None:
    """The edge at which a variable is and which an effect would cross, if it is always so."""
    if change.operator == "=":
        return None
    value = interval(change.value)
    if change.operator == "-=":
        value = Interval(-value.high, -value.low)
    low, high = change.variable.minimum, change.variable.maximum
    if value.low > 0 and now.low >= high:
        return high
    return low if value.high < 0 and now.high <= low else None


def _changed(change: Change, now: Interval) -> Interval:
    value = interval(change.value)
    if change.operator == "+=":
        value = Interval(now.low + value.low, now.high + value.high)
    elif change.operator == "-=":
        value = Interval(now.low - value.high, now.high - value.low)
    low, high = change.variable.minimum, change.variable.maximum
    return Interval(min(max(value.low, low), high), min(max(value.high, low), high))


def _joined(one: Ranges, other: Ranges) -> Ranges:
    """What holds whichever way the reader came."""
    return {
        name: Interval(min(a.low, other[name].low), max(a.high, other[name].high))
        for name, a in one.items()
    }


def _loosened(joined: Ranges, known: Ranges) -> Ranges:
    """Give up on what still grows."""
    widest = Interval(-MOST_COUNTED, MOST_COUNTED)
    return {name: found if found == known[name] else widest for name, found in joined.items()}
