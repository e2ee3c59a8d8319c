"""Where an author starts a playthrough: `--at SCENE/MOMENT`, `--set NAME=VALUE`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.author.refusal import CannotError
from engine.document.english import listed
from engine.document.frozen import frozen
from engine.document.nearest import did_you_mean
from engine.model import walk
from engine.play import begin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from engine.model.state import Value, Variable
    from engine.model.story import Story
    from engine.play import Book, Playthrough

FEW = 8
TRUTHS = {"true": True, "false": False}


@frozen()
class Start:
    """A beginning as it was asked for.

    Attributes:
        at: A scene or a ``scene/moment``; the story's start, if nothing is named.
        settings: Each ``name=value``.
        seed: What random numbers grow from.
    """

    at: str = ""
    settings: tuple[str, ...] = ()
    seed: int = 0

    @property
    def elsewhere(self) -> bool:
        """Whether it may be another beginning than a reader's."""
        return bool(self.at or self.settings)

    def begin(self, book: Book) -> Playthrough:
        """Open a book there, as if the moment were come to in that state.

        Raises:
            CannotError: The book has no such moment, no such variable, or no such value.
        """
        try:
            moment = moment_of(self.at, book.story)
        except CannotError as error:
            raise CannotError(f"--at {self.at}: {error}") from None
        return begin_at(book, self.seed, moment, self.values(book.story))

    def values(self, story: Story) -> list[tuple[Variable, Value]]:
        """The values that the state is given.

        Raises:
            CannotError: The book has no such variable, or it no such value.
        """
        return [_setting(setting, story) for setting in self.settings]


def begin_at(
    book: Book, seed: int, moment: str, values: Iterable[tuple[Variable, Value]]
) -> Playthrough:
    """Open a book at a moment, come to in its first state but for some values.

    What is only read on a detour comes back to where the first that leads there does.
    """
    state = list(book.initial)
    for variable, value in values:
        state[book.layout.variables[variable.name]] = value
    opened = begin(book, seed, moment, tuple(state))
    back = _back(moment, book.story)
    return replace(opened, detours=(back,)) if back else opened


def _back(moment: str, story: Story) -> str | None:
    """Where the first detour on which a moment lies comes back to; nothing if it lies on none."""
    if moment == story.start:
        return None
    from engine.check.graph import reachable  # noqa: PLC0415  (no reader's first page needs it)

    ways = {found.id: tuple(walk.targets(found)) for found in walk.moments(story)}
    plain = {name: tuple(way.back or way.moment for way in out) for name, out in ways.items()}
    if moment in reachable(plain, story.start):
        return None
    detours = {way.moment: way.back for out in ways.values() for way in out if way.back}
    lie_on = (back for first, back in detours.items() if moment in reachable(plain, first))
    return next(lie_on, None)


def moment_of(at: str, story: Story) -> str:
    """The moment that is meant: that of a scene alone is its first, and of nothing the start.

    Raises:
        CannotError: There is no such moment.
    """
    scene, slash, moment = at.partition("/")
    if not at:
        return story.start
    if scene not in story.scenes:
        hint = did_you_mean(scene, story.scenes) or _known(story.scenes)
        raise CannotError(f'{story.id} has no scene "{scene}"{hint}')
    moments = [found.id.partition("/")[2] for found in story.scenes[scene].moments]
    if slash and moment not in moments:
        hint = did_you_mean(moment, moments) or _known(moments)
        raise CannotError(f'the scene {scene} has no moment "{moment}"{hint}')
    return f"{scene}/{moment or moments[0]}"


def _known(names: Collection[str]) -> str:
    """All that there is, where that is little."""
    return f": there is {listed(names, 'and')}" if 0 < len(names) <= FEW else ""


def _setting(setting: str, story: Story) -> tuple[Variable, Value]:
    name, sign, said = (part.strip() for part in setting.partition("="))
    if not sign:
        raise CannotError(f"--set {setting}: write NAME=VALUE")
    try:
        variable = variable_of(name, story)
        return variable, checked(variable, _value(variable, said))
    except CannotError as error:
        raise CannotError(f"--set {setting}: {error}") from None


def variable_of(name: str, story: Story) -> Variable:
    """The variable of a name.

    Raises:
        CannotError: There is none.
    """
    declared = {variable.name: variable for variable in story.variables}
    if name not in declared:
        hint = did_you_mean(name, declared) or _known(declared)
        raise CannotError(f'{story.id} declares no "{name}"{hint}')
    return declared[name]


def checked(variable: Variable, value: Value) -> Value:
    """A value that the variable can have.

    Raises:
        CannotError: It cannot have this one.
    """
    if not _fits(variable, value):
        raise CannotError(_wanted(variable, value))
    return value


def _fits(variable: Variable, value: Value) -> bool:
    if variable.kind == "integer":
        number = isinstance(value, int) and not isinstance(value, bool)
        return number and variable.minimum <= int(value) <= variable.maximum  # type: ignore[arg-type]
    if variable.kind == "boolean":
        return isinstance(value, bool)
    if variable.kind == "enum":
        return value in variable.values
    return isinstance(value, frozenset) and value <= set(variable.values)


def _value(variable: Variable, said: str) -> Value:
    """What was said as a value of the variable's kind, where it can be one."""
    if variable.kind == "integer":
        return int(said) if _is_number(said) else said
    if variable.kind == "boolean":
        return TRUTHS.get(said, said)
    return frozenset(_words(said)) if variable.kind == "set" else said


LONGEST = 12
"""Characters of the longest whole number that any variable can be."""


def _is_number(said: str) -> bool:
    digits = said.removeprefix("-")
    return len(said) <= LONGEST and digits.isascii() and digits.isdecimal()


def _words(said: str) -> set[str]:
    """The values of a set, with or without the brackets that YAML has."""
    inside = said[1:-1] if said.startswith("[") and said.endswith("]") else said
    return {word.strip() for word in inside.split(",") if word.strip()}


def _wanted(variable: Variable, value: Value) -> str:
    """What a variable can be set to."""
    if variable.kind == "integer":
        return f"{variable.name} is a whole number from {variable.minimum} to {variable.maximum}"
    if variable.kind == "boolean":
        return f"{variable.name} is true or false"
    if variable.kind == "enum":
        hint = did_you_mean(value, variable.values) if isinstance(value, str) else ""
        return f"{variable.name} is {listed(variable.values)}{hint}"
    known = listed(variable.values, "and")
    if not isinstance(value, frozenset):
        return f"{variable.name} is a set of {known}, written as a list: [{variable.values[0]}]"
    strange = min(value - set(variable.values))
    hint = did_you_mean(strange, variable.values)
    return f'{variable.name} is a set of {known}, not of "{strange}"{hint}'
