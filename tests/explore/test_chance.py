"""All that can come of an effect that draws, against every fall of its dice."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import folders
import pytest

from engine.explore.chance import Chance, draws
from engine.language.compile import compile_effect
from engine.language.form import form_of
from engine.language.meaning import Change, Random
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.language.meaning import Meaning

EFFECTS = [
    "lamps += random(1, 2)",
    "lamps -= random(-1, 2) - random(0, 1)",
    "lamps = random(0, 3) + lamps - random(1, 2) + 1",
    "lamps = random(1, 3) * random(1, 2) % 3",
    "lamps = random(1, 6) // 2 if random(0, 1) == lamps else lamps - 1",
    "lamps = 2 - random(0, 9)",
    "door = open if random(1, 6) > 4 and lamps > 0 else shut",
]


class Fallen:
    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._numbers = iter(numbers)

    def roll(self, low: int, high: int) -> int:
        number = next(self._numbers)
        assert low <= number <= high
        return number


def dice(tree: Meaning) -> Iterator[range]:
    if isinstance(tree, Random):
        yield range(tree.low, tree.high + 1)
    for child in tree.children:
        yield from dice(child)


@pytest.mark.parametrize("effect", EFFECTS)
@pytest.mark.parametrize("told", [None, (1, 2, 3), (2,)])
def test_what_can_come_of_an_effect_is_what_some_fall_brings_about(
    effect: str, told: tuple[int, ...] | None, tmp_path: Path
) -> None:
    hall = folders.HALL.replace("effects: [lamps += 1]", f"effects:\n              - {effect}")
    book = folders.book(tmp_path, hall=hall)
    change = next(code.tree for m in walk.moments(book.story) for code in walk.effects(m))
    assert isinstance(change, Change)
    layout = book.layout
    assert draws(form_of(change.value, layout))
    place = layout.variables[change.variable.name]
    rolled = list(dice(change.value))
    act = compile_effect(change, layout)
    for lamps in range(4):
        state = list(book.initial)
        state[layout.variables["lamps"]] = lamps
        expected = set()
        for numbers in product(*rolled):
            after = list(state)
            act(after, Fallen(numbers))
            expected.add(_settled(after[place], told))
        found = Chance(change, layout, told).after(list(state))
        assert {_settled(after[place], told) for after in found} == expected


def _settled(value: object, told: tuple[int, ...] | None) -> object:
    if told is None or not isinstance(value, int):
        return value
    return max((edge for edge in told if edge <= value), default=0)
