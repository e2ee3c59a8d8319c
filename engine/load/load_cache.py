"""A cache of what an earlier load of a story has read, for loading it again after a change.

A file that looks unchanged to the system is not read again; a scene whose file and whose
names for everything in the story are unchanged is not worked out again. It lives as long as
the process, and is never written anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from engine.document.frozen import frozen
from engine.document.reader import read_file
from engine.load.index import moments_of, shared_of

if TYPE_CHECKING:
    from pathlib import Path

    from engine.document.finding import Finding
    from engine.document.reader import Document
    from engine.document.tree import Mapping, Scalar
    from engine.load.index import Index
    from engine.load.library import LoadedLibrary
    from engine.model.story import Scene

    Stamp: TypeAlias = tuple[int, int, int, int]
    Moments: TypeAlias = dict[str, list[Scalar]]
    Ids: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


@frozen()
class ReadScene:
    """A scene as it was worked out, and what was wrong with it."""

    tree: Mapping
    scene: Scene
    findings: tuple[Finding, ...]
    loose: bool


@dataclass(slots=True)
class LoadCache:
    """The memory of one story.

    Attributes:
        scenes: Each scene as it was worked out last, by id.
        library: The library as it was read last, and the files it was read from.
    """

    scenes: dict[str, ReadScene] = field(default_factory=dict)
    library: tuple[tuple[Document | Finding, ...], LoadedLibrary] | None = None
    _names: object = None
    _moments: dict[str, tuple[Mapping, Moments, Moments, Ids]] = field(default_factory=dict)
    _read: dict[str, tuple[Stamp, Document]] = field(default_factory=dict)
    _shapes: dict[str, tuple[Document, list[Finding]]] = field(default_factory=dict)

    def read(self, path: Path, shown: str) -> Document:
        """Read a file, unless it has not changed since."""
        stamp = _stamp(path)
        known = self._read.get(shown)
        if known and stamp and known[0] == stamp:
            return known[1]
        document = read_file(path, shown)
        if stamp:
            self._read[shown] = stamp, document
        return document

    def moments(self, scene: str, tree: Mapping) -> tuple[Moments, Moments]:
        """The moments and the shared sets of a scene file, and the ids of their choices."""
        known = self._moments.get(scene)
        if known and known[0] is tree:
            return known[1], known[2]
        moments, shared = moments_of(tree), shared_of(tree)
        every = (*moments.items(), *shared.items())
        ids = tuple((name, tuple(c.text for c in choices)) for name, choices in every)
        self._moments[scene] = tree, moments, shared, ids
        return moments, shared

    def begin(self, index: Index) -> None:
        """Forget the scenes where any name has changed that they may speak of."""
        names = (
            index.variables,
            {scene: self._moments[scene][3] for scene in index.scenes},
            index.broken,
            index.endings,
            index.people,
            index.definitions,
            {scene: tuple(sets) for scene, sets in index.shared.items()},
        )
        if names != self._names:
            self.scenes.clear()
        self._names = names

    def shape(self, document: Document) -> list[Finding] | None:
        """The findings of a document's shape, where they were worked out before."""
        known = self._shapes.get(document.path)
        return known[1] if known and known[0] is document else None

    def keep_shape(self, document: Document, findings: list[Finding]) -> list[Finding]:
        """Remember the findings of a document's shape."""
        self._shapes[document.path] = document, findings
        return findings


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
