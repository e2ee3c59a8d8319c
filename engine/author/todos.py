"""Every place of a story that says ``TODO:``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.load import Loaded
    from engine.model.story import Scene

_TODO = re.compile(r"\bTODO:\s*(.*)")


class Todo(NamedTuple):
    """One thing to do: its file, its line from 1, and what it says."""

    file: str
    line: int
    says: str


def todos(loaded: Loaded) -> list[Todo]:
    """Everything to do in the story's own folder, in the order of the files."""
    home = loaded.folder.resolve()
    return [
        Todo(path, number, found[1].strip().strip("\"'"))
        for path, text in sorted(loaded.texts.items())
        if Path(path).resolve().is_relative_to(home)
        for number, line in enumerate(text.split("\n"), 1)
        if (found := _TODO.search(line))
    ]


def unfinished(loaded: Loaded) -> set[str]:
    """The moments, as ``scene/moment``, that say there is something to do."""
    lines: dict[str, list[int]] = {}
    for todo in todos(loaded):
        lines.setdefault(todo.file, []).append(todo.line)
    scenes = loaded.story.scenes.values() if loaded.story else ()
    return {moment for scene in scenes for moment in _unfinished(scene, lines)}


def _unfinished(scene: Scene, lines: dict[str, list[int]]) -> Iterator[str]:
    starts = [moment.span.line for moment in scene.moments]
    for line in lines.get(scene.span.path, ()):
        # What stands above the first moment is about the scene: its first moment is marked.
        before = [n for n, start in enumerate(starts) if start <= line]
        if scene.moments:
            yield scene.moments[before[-1] if before else 0].id
