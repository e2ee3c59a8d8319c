"""The stories of a workspace, as they are on the disk and in the editor.

A file that an editor holds stands in for the file on the disk. While it cannot be read,
because it is half written, its last readable version stands in for it: its own findings are
reported in place of that version's, and the rest of the story stays as it was.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.author.lsp.uses import Names
from engine.check.catalogue import proved_codes
from engine.check.proving import QUICK
from engine.check.run import findings
from engine.document.collecting import without_collections
from engine.document.reader import Document, read
from engine.document.tree import Mapping
from engine.load import find_stories, load, shape
from engine.load.files import documents
from engine.load.library import SPECIAL
from engine.load.load_cache import LoadCache
from engine.load.validation_cache import ValidationCache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.lsp.symbols import Symbol, Use
    from engine.document.finding import Finding
    from engine.load import Loaded
    from engine.load.index import Index

FRESH = 2.0
"""Seconds for which what was read from the disk is trusted; an editor's own changes are told."""
MOST_FOLDERS = 500
"""How many folders of a workspace are looked into for stories."""


@dataclass(slots=True)
class Overlay(LoadCache):
    """The memory of one story, in which the files of an editor lie over those of the disk.

    Attributes:
        unsaved: What the editor holds, by path; shared by all stories.
        good: Each file as it could be read last.
        broken: The files that cannot be read now.
        age: How often the names of the story have changed.
    """

    unsaved: dict[str, Document] = field(default_factory=dict)
    good: dict[str, Document] = field(default_factory=dict)
    broken: dict[str, Document] = field(default_factory=dict)
    age: int = 0

    def read(self, path: Path, shown: str) -> Document:
        """A file as the editor or the disk has it; as it could be read last, if it is broken."""
        held = self.unsaved.get(shown)
        document = held or LoadCache.read(self, path, shown)
        if isinstance(document.root, Mapping):
            self.broken.pop(shown, None)
            self.good[shown] = document
            return document
        if held and shown not in self.good:
            saved = LoadCache.read(self, path, shown)
            if isinstance(saved.root, Mapping):
                self.good[shown] = saved
        if shown in self.good:
            self.broken[shown] = document
        return self.good.get(shown, document)

    def begin(self, index: Index) -> None:
        """Forget what hangs on names that have changed."""
        known = bool(self.scenes)
        LoadCache.begin(self, index)
        self.age += known and not self.scenes


class OpenStory:
    """A story of which the editor has some file open."""

    def __init__(self, folder: Path, unsaved: dict[str, Document]) -> None:
        self.folder = folder
        self.memory = Overlay(unsaved=unsaved)
        self._loaded: Loaded | None = None
        self._read_at = 0.0
        self._proved: tuple[Loaded, tuple[Finding, ...]] | None = None
        self._uses: dict[str, tuple[Document, int, tuple[Use, ...]]] = {}

    def changed(self) -> None:
        """Something was changed: read again before the next answer."""
        self._read_at = 0.0

    @property
    def loaded(self) -> Loaded:
        """The story as it is now."""
        if self._loaded is None or time.monotonic() - self._read_at > FRESH:
            self._loaded = load(self.folder, cache=self.memory)
            self._read_at = time.monotonic()
        return self._loaded

    @property
    def is_whole(self) -> bool:
        """Whether every file can be read as it is now."""
        return not self.memory.broken and not self.loaded.index.broken

    def holds(self, path: str) -> bool:
        """Whether a file belongs to the story or its library."""
        return path in self.loaded.texts or self.kind(path) in ("story", "scene", "playthrough")

    def kind(self, path: str) -> str:
        """The name of the schema that a file is written by."""
        file = Path(path)
        if file == self.folder / "story.yaml":
            return "story"
        if file.parent.parent == self.folder and file.suffix == ".yaml":
            own = {"scenes": "scene", "playthroughs": "playthrough"}
            if file.parent.name in own:
                return own[file.parent.name]
        return SPECIAL.get(file.stem, "source")

    # What is wrong.

    def findings(self) -> list[Finding]:
        """What the check finds now, and what the last proof has shown of files unchanged since."""
        loaded = self.loaded
        if self._proved and self._proved[0].texts == loaded.texts:
            return self._overlaid(self._proved[1])
        with without_collections():
            found = findings(loaded)
        if self._proved:
            before, proof = self._proved
            texts = before.texts
            found += [
                f
                for f in proof
                if f.code in proved_codes()
                and texts.get(f.span.path) == loaded.texts.get(f.span.path)
            ]
        return self._overlaid(found)

    @staticmethod
    def prove(loaded: Loaded) -> list[Finding]:
        """Everything that is found with a proof: a second or two, and apart from all the rest."""
        return findings(loaded, QUICK)

    def take_proof(self, loaded: Loaded, proof: list[Finding]) -> None:
        """Remember what was found of the story as it was loaded then."""
        self._proved = loaded, tuple(proof)

    def _overlaid(self, found: list[Finding] | tuple[Finding, ...]) -> list[Finding]:
        broken = self.memory.broken
        kept = [finding for finding in found if finding.span.path not in broken]
        for path, document in broken.items():
            kept += document.findings
            kept += shape.checked(document, self.kind(path), ValidationCache(None))
        return sorted(set(kept), key=lambda finding: finding.sort_key)

    # Names.

    def text(self, path: str) -> str:
        """What a file says now, whether or not it can be read."""
        held = self.memory.unsaved.get(path) or self.memory.broken.get(path)
        if held is None and path in self.loaded.texts:
            return self.loaded.texts[path]
        held = held or self.document(path)
        return held.text if held else ""

    @property
    def texts(self) -> dict[str, str]:
        """What each file says now, by its path."""
        broken = {path: document.text for path, document in self.memory.broken.items()}
        return {**self.loaded.texts, **broken}

    def document(self, path: str) -> Document | None:
        """A file as it could be read last; nothing if it is none of the story's."""
        if not self.holds(path):
            return None
        if self.kind(path) == "playthrough":
            self.memory.read(Path(path), path)
        return self.memory.good.get(path)

    def paths(self) -> Iterator[str]:
        """The files in which names of the story are written, its golden playthroughs last."""
        yield from self.loaded.texts
        folder = self.folder / "playthroughs"
        if folder.is_dir():
            found = documents(folder, self.folder, self.memory.read)
            yield from (d.path for d in found if isinstance(d, Document))

    def uses(self, path: str) -> tuple[Use, ...]:
        """Every name that is written in a file, in its order."""
        index = self.loaded.index
        document = self.memory.good.get(path) or self.document(path)
        if document is None or document.root is None:
            return ()
        known = self._uses.get(path)
        if known and known[0] is document and known[1] == self.memory.age:
            return known[2]
        kind = self.kind(path)
        names = Names(index, Path(path).stem if kind == "scene" else "")
        readers = {"scene": names.in_scene, "story": names.in_story}
        reader = readers.get(kind) or {"playthrough": names.in_playthrough}.get(
            kind, names.in_source
        )
        found = tuple(reader(document.root))
        self._uses[path] = document, self.memory.age, found
        return found

    def uses_of(self, symbol: Symbol) -> Iterator[Use]:
        """Every place that names something, by file."""
        word = re.compile(rf"(?<![\w-]){re.escape(symbol.name)}(?![\w-])")
        for path in dict.fromkeys(self.paths()):
            document = self.memory.good.get(path)
            text = document.text if document else ""
            # An escape can hide a name; else a file without the word does not name the thing.
            if (symbol.name in text and word.search(text)) or "\\" in text:
                yield from (use for use in self.uses(path) if use.symbol == symbol)


class Project:
    """All stories of the folders that an editor has open.

    Attributes:
        stories: The stories met so far, by folder.
        unsaved: What the editor holds, by path.
    """

    def __init__(self) -> None:
        self.stories: dict[Path, OpenStory] = {}
        self.unsaved: dict[str, Document] = {}
        self._seen: set[Path] = set()

    def add_root(self, folder: Path) -> None:
        """Look for stories in a folder that the editor has open."""
        for found in _stories_below(folder):
            self._story(found)

    def put(self, path: Path, text: str) -> None:
        """Take what the editor holds of a file."""
        shown = str(path)
        self.unsaved[shown] = read(text.encode("utf-8", "surrogatepass"), shown)
        self._own_story(path)
        self.changed()

    def take_back(self, path: Path) -> None:
        """The editor holds the file no longer: the disk counts again."""
        self.unsaved.pop(str(path), None)
        self.changed()

    def changed(self) -> None:
        """Something may have changed on the disk."""
        for story in self.stories.values():
            story.changed()

    def of(self, path: Path) -> list[OpenStory]:
        """The stories that a file belongs to: one for a scene, several for a shared source."""
        own = self._own_story(path)
        if own:
            return [own]
        self._look_beside(path.parent)
        return [story for story in self.stories.values() if story.holds(str(path))]

    def _look_beside(self, folder: Path) -> None:
        """Look once for the stories of a library: it lies in a story, or beside the books."""
        if folder not in self._seen:
            self._seen.add(folder)
            for found in _stories_below(folder.parent):
                self._story(found)

    def _own_story(self, path: Path) -> OpenStory | None:
        folder = path.parent if path.name == "story.yaml" else path.parent.parent
        inside = path.name == "story.yaml" or path.parent.name in ("scenes", "playthroughs")
        known = folder in self.stories or (folder / "story.yaml").is_file()
        return self._story(folder) if inside and known else None

    def _story(self, folder: Path) -> OpenStory:
        return self.stories.setdefault(folder, OpenStory(folder, self.unsaved))


def _stories_below(folder: Path) -> Iterator[Path]:
    """The stories at a folder, in it, or in a folder of it."""
    yield from find_stories(folder)
    if (folder / "story.yaml").is_file():
        return
    try:
        with os.scandir(folder) as entries:
            inner = [
                entry.path
                for _, entry in zip(range(MOST_FOLDERS), entries, strict=False)
                if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
            ]
    except OSError:
        return
    for path in sorted(inner):
        yield from find_stories(Path(path))
