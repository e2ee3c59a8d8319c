"""What a story's scenes, moments and choices were called before their author renamed them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.model.story import Moment, Scene, Shared


@frozen()
class Renames:
    """Former ids and what they are today; what kept its name is not among them.

    Attributes:
        scenes: By former id.
        moments: By former full id, ``scene/moment``.
        choices: By today's full id of their moment, then by former id.
    """

    scenes: dict[str, str] = field(default_factory=dict)
    moments: dict[str, str] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)

    def scene(self, known: str) -> str:
        """Today's id of a scene."""
        return self.scenes.get(known, known)

    def moment(self, known: str) -> str:
        """Today's full id of a moment."""
        return self.moments.get(known, known)

    def choice(self, moment: str, known: str) -> str:
        """Today's id of a choice of a moment, which is named as it is today."""
        return self.choices.get(moment, {}).get(known, known)


def renames(scenes: Mapping[str, Scene]) -> Renames:
    """Gather them from the scenes of a story; an id that still exists means what it says."""
    found = Renames()
    for scene in scenes.values():
        found.scenes.update((was.id, scene.id) for was in scene.renamed_from)
        for moment in scene.moments:
            # A moment may have been renamed before its scene was, or after it.
            for implied in _implied(scene, moment) if scene.renamed_from else ():
                found.moments.setdefault(implied, moment.id)
            _note_choices(found, moment)
        for shared in scene.shared:
            # What is shared is counted under the id of its set.
            for before in scene.renamed_from:
                found.moments.setdefault(f"{before.id}/{shared.id.partition('/')[2]}", shared.id)
            _note_choices(found, shared)
    for scene in scenes.values():
        for moment in scene.moments:
            found.moments.update((was.id, moment.id) for was in moment.renamed_from)
    if found.scenes or found.moments or found.choices:
        _keep_what_exists(found, scenes)
    return found


def _note_choices(found: Renames, among: Moment | Shared) -> None:
    for choice in among.choices:
        for was in choice.renamed_from:
            found.choices.setdefault(among.id, {})[was.id] = choice.id


def _implied(scene: Scene, moment: Moment) -> Iterator[str]:
    own = [was.id.partition("/")[2] for was in moment.renamed_from if was.id.startswith(_in(scene))]
    for name in (moment.id.partition("/")[2], *own):
        for before in scene.renamed_from:
            yield f"{before.id}/{name}"


def _in(scene: Scene) -> str:
    return f"{scene.id}/"


def _keep_what_exists(found: Renames, scenes: Mapping[str, Scene]) -> None:
    for scene in scenes.values():
        found.scenes.pop(scene.id, None)
        for moment in scene.moments:
            found.moments.pop(moment.id, None)
            for choice in moment.choices:
                found.choices.get(moment.id, {}).pop(choice.id, None)
