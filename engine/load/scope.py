"""Resolving names at one place of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.load.index import Index
    from engine.model.state import Definition, Variable


class Scope:
    """The names that an expression of one scene can use.

    A bare id is a moment or a choice of the scene itself first, then a scene.
    """

    def __init__(self, index: Index, scene: str) -> None:
        self.index = index
        self.scene = scene

    def variable(self, name: str) -> Variable | None:
        """The declared variable of that name."""
        return self.index.variables.get(name)

    def definition(self, name: str) -> Definition | None:
        """What a name was defined as."""
        return self.index.definitions.get(name)

    def variable_names(self) -> Collection[str]:
        """Every declared variable, and every name that is defined."""
        return self.index.variables.keys() | self.index.definitions.keys()

    def place(self, name: str) -> str | None:
        """The full id of the scene or moment that a name denotes here."""
        scene, slash, moment = name.partition("/")
        if slash:
            known = moment in self.index.scenes.get(scene, {}) or scene in self.index.broken
            return name if known else None
        if name in self.index.scenes.get(self.scene, {}):
            return f"{self.scene}/{name}"
        return name if name in self.index.scenes or name in self.index.broken else None

    def places(self) -> Collection[str]:
        """Every id that denotes a place here."""
        own = self.index.scenes.get(self.scene, {})
        full = (f"{s}/{m}" for s, moments in self.index.scenes.items() for m in moments)
        return {*own, *self.index.scenes, *full}

    def choice(self, name: str) -> str | None:
        """The full id of the choice that a name denotes here."""
        match name.split("/"):
            case [choice]:
                return self._only(choice)
            case [holder, choice]:
                return self._choice(self.scene, holder, choice)
            case [scene, holder, choice]:
                return self._choice(scene, holder, choice)
        return None

    def choices(self) -> Collection[str]:
        """Every id that denotes a choice here."""
        own = self.index.choices(self.scene).values()
        full = (
            f"{scene}/{holder}/{choice.text}"
            for scene in self.index.scenes
            for holder, choices in self.index.choices(scene).items()
            for choice in choices
        )
        return {*(choice.text for ids in own for choice in ids), *full}

    def _only(self, choice: str) -> str | None:
        """A bare id is unique in its moment or set: it must be so in its scene to stand alone."""
        found = [
            f"{self.scene}/{holder}/{choice}"
            for holder, choices in self.index.choices(self.scene).items()
            if any(known.text == choice for known in choices)
        ]
        return found[0] if len(found) == 1 else None

    def _choice(self, scene: str, holder: str, choice: str) -> str | None:
        full = f"{scene}/{holder}/{choice}"
        if scene in self.index.broken:
            return full
        choices = self.index.choices(scene).get(holder, [])
        return full if any(known.text == choice for known in choices) else None
