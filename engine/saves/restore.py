"""A playthrough built from a snapshot, in a story that may have changed since."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, cast

from engine.document.frozen import changing
from engine.language.layout import TURNS
from engine.play.page import CONTINUE
from engine.play.playthrough import Playthrough
from engine.saves.snapshot import store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.model.state import State, Value, Variable
    from engine.play.book import Book
    from engine.saves.snapshot import Snapshot, Stored


@changing
class Trail:
    """What the recorded steps say was visited and taken, for counters a snapshot lacks.

    An author who adds ``visited(engines)`` to a story makes a counter that no older
    snapshot holds; the steps themselves still know.
    """

    book: Book | None = None
    scenes: dict[str, int] = field(default_factory=dict)
    moments: dict[str, int] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
    last: str = ""
    turns: int = 0
    at: dict[str, int] = field(default_factory=dict)

    def add(self, choice: str | None, moment: str) -> None:
        """Go one step further: a choice taken at the last moment, and where it led."""
        if self.last and choice is not None:
            taken = self._declared(choice)
            _more(self.choices, taken)
            self.turns += choice != CONTINUE
            self.at[taken] = self.turns
        scene = moment.partition("/")[0]
        if scene != self.last.partition("/")[0]:
            _more(self.scenes, scene)
        _more(self.moments, moment)
        self.at[scene] = self.at[moment] = self.turns
        self.last = moment

    def since(self, what: str) -> int | None:
        """How many turns ago a scene, a moment or a choice was met last; nothing if never."""
        return self.turns - self.at[what] if what in self.at else None

    def _declared(self, choice: str) -> str:
        """The full id of a choice of the last moment, which it may share with others."""
        if self.book and self.last in self.book:
            choices = self.book.story.moment(self.last).choices
            return next((c.full for c in choices if c.id == choice), f"{self.last}/{choice}")
        return f"{self.last}/{choice}"


def _more(counts: dict[str, int], key: str) -> None:
    counts[key] = counts.get(key, 0) + 1


def restore(
    blank: Playthrough, taken: Snapshot, trail: Trail, came: tuple[Playthrough | None, str | None]
) -> Playthrough:
    """The playthrough that a snapshot describes.

    Args:
        blank: The beginning of the book: it lends the shape of the state.
        taken: The snapshot; its moment and its detours are in the book.
        trail: What was read until there.
        came: The page before, and the choice that led from there.
    """
    previous, choice = came
    exact = taken.story == blank.book.story.hash
    return Playthrough(
        book=blank.book,
        seed=taken.seed,
        beat=blank.book.beats[taken.moment],
        state=_state(blank, taken, Trail() if exact else trail),
        detours=taken.detours,
        rolls=taken.rolls,
        previous=previous,
        choice=choice,
        number=taken.number,
    )


def _state(blank: Playthrough, taken: Snapshot, trail: Trail) -> State:
    layout, state = blank.book.layout, list(blank.state)
    state[TURNS] = taken.turns
    for variable in blank.book.story.variables:
        state[layout.variables[variable.name]] = fit(
            variable, taken.variables.get(variable.name, store(variable.default))
        )
    for places, counts, walked in (
        (layout.scenes, taken.scenes, trail.scenes),
        (layout.moments, taken.moments, trail.moments),
        (layout.choices, taken.choices, trail.choices),
    ):
        for name, place in places.items():
            state[place] = counts.get(name, walked.get(name, 0))
    for what, place in layout.since.items():
        turns = taken.since.get(what, trail.since(what))
        state[place] = layout.most[what] if turns is None else min(turns, layout.most[what])
    return tuple(state)


def fit(variable: Variable, value: Stored) -> Value:
    """A stored value as its variable can hold it today; the default where it cannot at all."""
    if variable.kind == "integer" and type(value) is int:
        return max(variable.minimum, min(variable.maximum, value))
    if variable.kind == "boolean" and isinstance(value, bool):
        return value
    if variable.kind == "enum" and isinstance(value, str) and value in variable.values:
        return value
    if variable.kind == "set" and isinstance(value, list):
        return frozenset(value).intersection(variable.values)
    return variable.default


def changes(book: Book, taken: Snapshot, state: State, *, new: bool) -> Iterator[str]:
    """What is no longer as a snapshot had it, in sentences.

    Args:
        book: The story as it is now.
        taken: The snapshot.
        state: The state that the reader goes on with.
        new: Whether to name the variables that the snapshot did not have.
    """
    declared = {variable.name: variable for variable in book.story.variables}
    gone = [name for name in taken.variables if name not in declared]
    if gone:
        yield f"No longer part of the story: {_names(gone)}."
    added = [_name(v) for name, v in declared.items() if name not in taken.variables]
    if new and added:
        yield f"New in the story, and as at its start: {_names(added)}."
    yield from _differences(book, declared, taken, state)


def _differences(
    book: Book, declared: Mapping[str, Variable], taken: Snapshot, state: State
) -> Iterator[str]:
    for name, before in taken.variables.items():
        if name not in declared:
            continue
        now = store(state[book.layout.variables[name]])
        if (type(now), now) != (type(before), before):
            yield f"“{_name(declared[name])}” is now {_words(now)}; it was {_words(before)}."


def _name(variable: Variable) -> str:
    return variable.label or variable.name


def _names(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _words(value: Stored) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, cast("list[object]", value))) or "nothing"
    return str(value)
