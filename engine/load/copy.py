"""A cached copy of a story that had no errors, to open it without reading its files again.

The copy of a folder is a file of parts in the user's cache, as `engine.load.encoding` writes
them: a part is read when it is first asked for, so that a long book opens as quickly as a
short one. A scene is there twice: as it was declared, and as it is played; who only plays
never reads the first. The index holds a hash of all that the copy was made from. Beside the
copy lies what the system said of those files (`engine.load.stamp`), so that mostly nothing
needs to be hashed.

A copy that is damaged, foreign, of other files or of another program is as good as none. It
may be deleted at any time, and two programs may write it at once: a file is put in its place
whole.
"""

from __future__ import annotations

import os
import stat
import time
import zlib
from contextlib import suppress
from dataclasses import field, replace
from errno import EINVAL
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from engine.document.frozen import frozen
from engine.document.writing import write_whole
from engine.load.encoding import Decoder, Encoder, as_json, of_json
from engine.load.parts import Parts, PartsFile, PartsWriter
from engine.load.stamp import program, stamp
from engine.load.validation_cache import default_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import IO

    from engine.language.layout import Layout
    from engine.load.parts import Place
    from engine.load.story import Loaded
    from engine.model.record import Library, Source
    from engine.model.story import Scene, Story

MOST: Final = 40
"""Copies kept; the oldest of more are deleted."""
WHOLE: Final = ("story", "library", "layout")
"""The parts that are read when a copy is opened."""
LARGEST: Final = 4 * 1024 * 1024
"""No file of a story that is larger was ever read."""


def _unknown(_: str) -> None:
    """No scores were kept."""


@frozen()
class Copied:
    """A story and what belongs to it.

    Attributes:
        story: The story.
        library: Its sources.
        layout: Where each thing has its place in its state.
        scores: The scores of a scene, as they were given; nothing where they are damaged.
    """

    story: Story
    library: Library
    layout: Layout
    scores: Callable[[str], list[Any] | None] = field(default=_unknown, compare=False)


class Copy:
    """The copy of the story in a folder."""

    def __init__(self, folder: Path, home: Path) -> None:
        """Takes the story's folder, and the folder for copies."""
        self._folder = folder
        places = f"{folder}\n{folder.resolve()}"
        name = f"{folder.resolve().name}-{zlib.crc32(os.fsencode(places)):08x}"
        self._file, self._told = home / f"{name}.book", home / f"{name}.files"
        self._begun = time.time_ns()
        self._program = f"{places}\n{program()}"

    def open(self) -> Copied | None:
        """The story as its files are now; nothing where they must be read."""
        with suppress(OSError, ValueError, LookupError, TypeError):
            file = PartsFile(self._file)
            home = file.index["home"]
            if self._is_of(file.index["from"], Path(home) if home else None):
                return _Reader(file, self._folder).copied()
        return None

    def keep(self, loaded: Loaded, layout: Layout, scores: Callable[[Scene], list[Any]]) -> None:
        """Copy a story that has just been read; a cache that cannot be written is no trouble.

        Args:
            loaded: The story.
            layout: Where each thing has its place in its state.
            scores: What it takes to play a scene, as JSON can say it.
        """
        story = loaded.story
        if story is None:
            return
        made_from = self._hash((path, text.encode()) for path, text in loaded.texts.items())
        index = {"from": made_from, "home": str(story.library or "")}
        copied = Copied(story, loaded.library, layout)
        with suppress(OSError):
            self._told.unlink(missing_ok=True)
            write_whole(self._file, lambda file: _write(file, copied, index, scores))
            self._note(made_from, story.library)
            _prune(self._file.parent)

    def _is_of(self, made_from: str, library: Path | None) -> bool:
        """Whether a copy was made from the files as they are now."""
        with suppress(OSError):
            if self._told.read_bytes() == self._words(made_from, library)[0]:
                return True
        if self._hash(_contents(self._folder, library)) != made_from:
            return False
        self._note(made_from, library)
        return True

    def _note(self, made_from: str, library: Path | None) -> None:
        """Write down how the files look, if that will tell when they are changed."""
        words, settled = self._words(made_from, library)
        if settled:
            with suppress(OSError):
                write_whole(self._told, lambda file: file.write(words))

    def _words(self, made_from: str, library: Path | None) -> tuple[bytes, bool]:
        looks = stamp(self._folder, library)
        words = f"{made_from}\n{self._program}\n{looks.text}"
        return words.encode("utf-8", "surrogateescape"), looks.settled(self._begun)

    def _hash(self, contents: Iterable[tuple[str, bytes]]) -> str:
        from hashlib import blake2b  # noqa: PLC0415  (only where the system's word is not enough)

        made = blake2b(self._program.encode("utf-8", "surrogateescape"), digest_size=16)
        for path, content in sorted(contents):
            made.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            made.update(content)
        return made.hexdigest()


def default_home() -> Path:
    """The folder for copies in the platform's folder for caches."""
    return default_path().parent / "books"


def _contents(folder: Path, library: Path | None) -> Iterator[tuple[str, bytes]]:
    """Every file that a story is read from, by the path that is shown of it.

    Raises:
        OSError: One cannot be read, or never would be.
    """
    yield str(folder / "story.yaml"), _content(folder / "story.yaml")
    for home in filter(None, (folder / "scenes", library)):
        for name in os.listdir(home):  # noqa: PTH208  (only names are wanted)
            if name.endswith(".yaml") and not name.startswith("."):
                yield str(home / name), _content(home / name)


def _content(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
        raise OSError(EINVAL, "this is never read", str(path))
    return path.read_bytes()


def _write(
    file: IO[bytes], copied: Copied, index: dict[str, Any], scores: Callable[[Scene], list[Any]]
) -> None:
    """Write a story and all that belongs to it, and the index last.

    The index knows where the scores of a scene are, and these where the scene is. All scores
    stand together: who plays a long book reads that part of the file and no other.
    """
    story, library = copied.story, copied.library
    out, encoder = PartsWriter(file), Encoder()

    def add(value: object) -> Place:
        return out.add(encoder.text(value))

    sources, scenes = library.sources.items(), story.scenes.items()
    places = {name: add(scene) for name, scene in scenes}
    out.end(
        index
        | {
            "story": add(replace(story, scenes={})),
            "library": add(replace(library, sources={})),
            "layout": add(copied.layout),
            "scenes": {n: out.add(as_json([places[n], *scores(scene)])) for n, scene in scenes},
            "sources": {name: add(replace(one, claims={})) for name, one in sources},
            "claims": {
                name: {claim: add(said) for claim, said in one.claims.items()}
                for name, one in sources
            },
            "classes": list(encoder.names),
        }
    )


class _Reader:
    """Reads a story out of its copy."""

    def __init__(self, file: PartsFile, folder: Path) -> None:
        self._part = file.part
        self._index = file.index
        self._value = Decoder(file.index["classes"]).value
        self._again = cache(lambda: _again(folder))

    def copied(self) -> Copied:
        """All of it, of which most is read when it is asked for."""
        story, library, layout = (self._read(self._index[part]) for part in WHOLE)
        scenes = Parts(self._index["scenes"], self._scene, self._scenes)
        sources = Parts(self._index["sources"], self._source, self._sources)
        return Copied(
            replace(story, scenes=scenes), replace(library, sources=sources), layout, self._scores
        )

    def _read(self, place: Place) -> Any:  # noqa: ANN401  (any value of the model)
        return self._value(self._part(place))

    def _scene(self, _: str, place: Place) -> Scene:
        scene: Scene = self._read(of_json(self._part(place))[0])
        return scene

    def _scores(self, scene: str) -> list[Any] | None:
        try:
            _, *scores = of_json(self._part(self._index["scenes"][scene]))
        except ValueError:
            return None
        return list(scores)

    def _source(self, name: str, place: Place) -> Source:
        claims = Parts(
            self._index["claims"][name],
            lambda _, claim: self._read(claim),
            lambda: self._sources()[name].claims,
        )
        source: Source = self._read(place)
        return replace(source, claims=claims)

    def _scenes(self) -> Mapping[str, Scene]:
        story = self._again().story
        return story.scenes if story else {}

    def _sources(self) -> Mapping[str, Source]:
        return self._again().library.sources


def _again(folder: Path) -> Loaded:
    """The story read from its files, where its copy turns out to be damaged."""
    from engine.load.story import load  # noqa: PLC0415  (hardly ever)

    return load(folder)


def _prune(home: Path) -> None:
    """Delete the oldest of too many copies."""
    copies = sorted(home.glob("*.book"), key=lambda path: path.stat().st_mtime)
    for path in copies[:-MOST]:
        path.unlink(missing_ok=True)
        path.with_suffix(".files").unlink(missing_ok=True)
