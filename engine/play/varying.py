"""Texts of a moment that hang on a condition, or on how often it was visited."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from engine.document.frozen import frozen
from engine.language.telling import tell
from engine.play.dice import Dice, key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from engine.language.telling import Text
    from engine.model.prose import Paragraph
    from engine.model.state import State, Value

    Pick: TypeAlias = Callable[[int, int, int, str], int | None]


@frozen(eq=False)
class Either:
    """What is said while a condition holds, and what is said else."""

    test: Callable[[Sequence[Value]], bool]
    then: Text
    otherwise: Text

    def told(self, state: State, seed: int) -> tuple[Paragraph, ...]:
        """What is said now."""
        test = self.test  # and `tell` written out: every page comes through here
        text = self.then if test(state) else self.otherwise
        return text if type(text) is tuple else text.told(state, seed)  # type: ignore[union-attr]


@frozen(eq=False)
class Varying:
    """What changes from visit to visit.

    Attributes:
        pick: Which of the texts is said at a visit.
        visits: The place that counts the visits.
        name: What it is called where lots are drawn.
        texts: What can be said.
    """

    pick: Pick
    visits: int
    name: str
    texts: tuple[Text, ...]

    def told(self, state: State, seed: int) -> tuple[Paragraph, ...]:
        """What is said at this visit."""
        visit = int(state[self.visits])  # type: ignore[arg-type]  # a counter
        chosen = self.pick(visit - 1, len(self.texts), seed, self.name)
        return () if chosen is None else tell(self.texts[chosen], state, seed)


def _stop(visit: int, count: int, _: int, __: str) -> int | None:
    return min(visit, count - 1)


def _cycle(visit: int, count: int, _: int, __: str) -> int | None:
    return visit % count


def _once(visit: int, count: int, _: int, __: str) -> int | None:
    return visit if visit < count else None


def _shuffle(visit: int, count: int, seed: int, name: str) -> int | None:
    """Each round takes every text once, in an order of its own."""
    dice = Dice(key(seed, f"{name}#{visit // count}"))
    return dice.shuffled(tuple(range(count)))[visit % count]


PICK: dict[str, Pick] = {
    "stop": _stop,
    "cycle": _cycle,
    "once": _once,
    "shuffle": _shuffle,
}
"""How a text is picked by the visit, from 0, of so many; a seed and a name draw lots."""
