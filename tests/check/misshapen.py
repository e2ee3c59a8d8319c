"""Values of a wrong shape, made of right ones at random; `bench/agreement.py` asks others too."""

# ruff: noqa: ANN401  (any JSON value)

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

STRANGE: list[Any] = [None, True, False, 0, 1, 1.0, -1, 10**12, "", "a", "A b", "x" * 600, [], {}]
NAMES = ["goto", "ending", "detour", "if", "vary", "text", "Ω"]


def mutant(value: Any, rng: random.Random) -> Any:
    """The same with a few values replaced, keys taken away, doubled or renamed."""
    made = copy.deepcopy(value)
    for _ in range(rng.randint(1, 3)):
        places = list(_places(made))
        if places:
            holder, key = rng.choice(places)
            _change(holder, key, rng)
    return made


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in list(pairs):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def _change(holder: Any, key: Any, rng: random.Random) -> None:
    match rng.randrange(4):
        case 0:
            holder[key] = copy.deepcopy(rng.choice(STRANGE))
        case 1:
            del holder[key]
        case 2 if isinstance(holder, dict):
            holder[rng.choice(NAMES)] = holder[key]
        case _:
            holder[key] = [holder[key]] if rng.random() < 0.5 else {"if": holder[key]}
