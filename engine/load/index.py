"""The names of a story: scenes, moments, choices, state, endings, people."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.load.fields import entries, items, listed, words, written
from engine.model.story import Former

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.document.tree import Mapping, Node, Scalar
    from engine.model.state import Definition, Variable


@frozen()
class Index:
    """Every name of a story, gathered before the first of them is looked up.

    Attributes:
        variables: The declared state, by name.
        scenes: The moments of each scene, by short id, in order; each with its choices' ids.
        broken: Scenes whose file cannot be read: nothing more is said about them.
        endings: The declared endings.
        people: The cast.
        definitions: What names were defined as.
        shared: The sets of shared choices of each scene, by short id, with their choices' ids.
        trees: The scenes as they are written.
    """

    variables: dict[str, Variable] = field(default_factory=dict)
    scenes: dict[str, dict[str, list[Scalar]]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    definitions: dict[str, Definition] = field(default_factory=dict)
    shared: dict[str, dict[str, list[Scalar]]] = field(default_factory=dict)
    trees: dict[str, Mapping | None] = field(default_factory=dict)

    def choices(self, scene: str) -> dict[str, list[Scalar]]:
        """The ids of a scene's choices, by the moment or the set that declares them."""
        return {**self.scenes.get(scene, {}), **self.shared.get(scene, {})}

    def first(self, scene: str) -> str:
        """The full id of a scene's first moment."""
        return f"{scene}/{next(iter(self.scenes[scene]), '')}"

    def renamed(self, place: str) -> str | None:
        """What a scene, or a scene/moment, is called today that was renamed from this."""
        for scene, tree in self.trees.items():
            if place in (former.id for former in former_ids(tree)):
                return scene
            for entry in entries(tree, "moments"):
                if place in (former.id for former in former_ids(entry.value, scene)):
                    return f"{scene}/{entry.key.text}"
        return None


def former_ids(node: Node | None, scene: str = "") -> Iterator[Former]:
    """The ids that something had before; a moment's bare one was of the scene that it is in."""
    one = written(node, "renamed_from")
    for word in (one,) if one else words(node, "renamed_from"):
        name = word.text.rstrip("\n")
        yield Former(f"{scene}/{name}" if scene and "/" not in name else name, word.span)


def moments_of(root: Mapping) -> dict[str, list[Scalar]]:
    """The moments of a scene file and the ids of their own choices."""
    return {e.key.text: _ids(items(e.value, "choices")) for e in entries(root, "moments")}


def shared_of(root: Mapping) -> dict[str, list[Scalar]]:
    """The sets of shared choices of a scene file and the ids of their choices."""
    return {e.key.text: _ids(listed(e.value)) for e in entries(root, "shared")}


def _ids(choices: tuple[Node, ...]) -> list[Scalar]:
    return [found for node in choices if (found := written(node, "id"))]
