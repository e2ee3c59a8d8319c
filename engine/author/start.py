"""Where its author asks a playthrough to begin: `--at SCENE/MOMENT`, `--set NAME=VALUE`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.author.refusal import CannotError
from engine.document.nearest import did_you_mean, one_of
from engine.play import begin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from engine.model.state import Value, Variable
    from engine.model.story import Story
    from engine.play import Book, Playthrough

FEW = 8
TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
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
        state = list(book.initial)
        for variable, value in _values(self.settings, book.story):
            state[book.layout.variables[variable.name]] = value
        return begin(book, self.seed, _moment(self.at, book.story), tuple(state))


def _moment(at: str, story: Story) -> str:
    """The moment that is meant: that of a scene alone is its first."""
    scene, slash, moment = at.partition("/")
    if not at:
        return story.start
    if scene not in story.scenes:
        hint = did_you_mean(scene, story.scenes) or _known(story.scenes)
        raise CannotError(f'--at {at}: {story.id} has no scene "{scene}"{hint}')
    moments = [found.id.partition("/")[2] for found in story.scenes[scene].moments]
    if slash and moment not in moments:
        hint = did_you_mean(moment, moments) or _known(moments)
        raise CannotError(f'--at {at}: the scene {scene} has no moment "{moment}"{hint}')
    return f"{scene}/{moment or moments[0]}"


def _known(names: Collection[str]) -> str:
    """All that there is, where that is little."""
    return f": there is {one_of(names, 'and')}" if 0 < len(names) <= FEW else ""


def _values(settings: tuple[str, ...], story: Story) -> Iterator[tuple[Variable, Value]]:
    declared = {variable.name: variable for variable in story.variables}
    for setting in settings:
        name, sign, said = (part.strip() for part in setting.partition("="))
        if not sign:
            raise CannotError(f"--set {setting}: write NAME=VALUE")
        if name not in declared:
            hint = did_you_mean(name, declared) or _known(declared)
            raise CannotError(f'--set {setting}: {story.id} declares no "{name}"{hint}')
        value = _value(declared[name], said)
        if value is None:
            raise CannotError(f"--set {setting}: {_wanted(declared[name], said)}")
        yield declared[name], value


def _value(variable: Variable, said: str) -> Value | None:
    """What was said as a value that the variable can have; nothing where it cannot."""
    if variable.kind == "integer":
        number = int(said) if _is_number(said) else None
        within = number is not None and variable.minimum <= number <= variable.maximum
        return number if within else None
    if variable.kind == "boolean":
        return TRUTHS.get(said)
    if variable.kind == "enum":
        return said if said in variable.values else None
    words = _words(said)
    return frozenset(words) if words <= set(variable.values) else None


LONGEST = 12
"""Characters of the longest whole number that any variable can be."""


def _is_number(said: str) -> bool:
    digits = said.removeprefix("-")
    return len(said) <= LONGEST and digits.isascii() and digits.isdecimal()


def _words(said: str) -> set[str]:
    """The values of a set, with or without the brackets that YAML has."""
    inside = said[1:-1] if said.startswith("[") and said.endswith("]") else said
    return {word.strip() for word in inside.split(",") if word.strip()}


def _wanted(variable: Variable, said: str) -> str:
    """What a variable can be set to."""
    if variable.kind == "integer":
        return f"{variable.name} is a whole number from {variable.minimum} to {variable.maximum}"
    if variable.kind == "boolean":
        return f"{variable.name} is true or false"
    if variable.kind == "enum":
        hint = did_you_mean(said, variable.values)
        return f"{variable.name} is {one_of(variable.values)}{hint}"
    strange = min(_words(said) - set(variable.values))
    hint = did_you_mean(strange, variable.values)
    known = one_of(variable.values, "and")
    return f'{variable.name} is a set of {known}, not of "{strange}"{hint}'
