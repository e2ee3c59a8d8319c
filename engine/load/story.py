"""A story and its library, read from their folders."""

from __future__ import annotations

from dataclasses import field, replace
from hashlib import sha256
from os.path import basename
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from engine.document.codes import CODES as DOCUMENT_CODES
from engine.document.collecting import without_collections
from engine.document.finding import Finding
from engine.document.frozen import frozen
from engine.document.reader import read_file
from engine.document.span import Span
from engine.document.tree import Mapping, Sequence
from engine.load import codes, shape
from engine.load.dates import unnamed_calendars
from engine.load.define import Definitions
from engine.load.fields import entries, listed, text, texts, written
from engine.load.files import documents, folder_meant, inside
from engine.load.index import Index
from engine.load.joining import Joining
from engine.load.library import load_library, person
from engine.load.load_cache import LoadCache, ReadScene
from engine.load.scene import SceneReader
from engine.load.state import variable, variable_findings
from engine.load.targets import resolve
from engine.load.validation_cache import ValidationCache
from engine.model.record import Library
from engine.model.renames import renames
from engine.model.story import Ending, Person, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.document.reader import Document
    from engine.document.tree import Entry
    from engine.model.story import Scene

MOST_UP = 2
"""How many folders up a library may lie: beside the folder of the books."""

NOBODYS = (codes.UNKNOWN_SCENE, codes.UNKNOWN_MOMENT, codes.UNKNOWN_PERSON)
"""The codes of names that nothing and nobody has."""


@frozen()
class Loaded:
    """A story as far as it could be read, and everything that is wrong with it.

    Attributes:
        folder: Where it lies.
        story: The story; nothing where there is not even a story.yaml to read.
        library: Its sources; empty where it names none.
        findings: What is wrong, in the order of a reader.
        loose: Whether something leads to a place that cannot be read or guessed, so that
            nothing can be said about what is reachable.
        broken_sources: Sources whose files cannot be read.
        texts: What each file says, by its path, to show the words at fault.
        index: Every name there is in the story.
    """

    folder: Path
    story: Story | None
    library: Library
    findings: tuple[Finding, ...]
    loose: bool = False
    broken_sources: frozenset[str] = frozenset()
    texts: dict[str, str] = field(default_factory=dict)
    index: Index = field(default_factory=Index)


def load(
    folder: Path, validated: ValidationCache | None = None, cache: LoadCache | None = None
) -> Loaded:
    """Read a story, its scenes and its library.

    Args:
        folder: The story's folder.
        validated: The files known to follow their schemas.
        cache: What an earlier load of the same story has read, and what this one learns.

    Returns:
        The story with all findings; never raises for what the files hold.
    """
    if not folder.is_dir():
        return _nothing(folder)
    with without_collections():
        loaded = _Loader(folder, validated or ValidationCache(None), cache or LoadCache()).load()
    if validated:
        validated.save()
    return loaded


def load_head(folder: Path) -> Story | None:
    """What a shelf shows of a story: its story.yaml alone, without scenes or state.

    Returns:
        Nothing where there is no story.yaml that can be read.
    """
    root = read_file(folder / "story.yaml", str(folder / "story.yaml")).root
    if not isinstance(root, Mapping):
        return None
    return Story(
        id=text(root, "story") or folder.resolve().name,
        title=text(root, "title") or folder.resolve().name,
        summary=text(root, "summary"),
        start="",
        variables=(),
        scenes={},
        folder=folder,
        hash="",
        author=text(root, "author"),
        content_notes=texts(root, "content_notes"),
        credits=text(root, "credits"),
        endings={entry.key.text: _ending(entry) for entry in entries(root, "endings")},
    )


def _nothing(folder: Path) -> Loaded:
    what = "is a file, not a folder" if folder.exists() else "does not exist"
    finding = Finding(codes.NO_FOLDER, f"the folder {folder.name} {what}", Span(str(folder)))
    return Loaded(folder, None, Library({}), (finding,))


def _causes(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without what is only wrong because YAML already reads other words there than are meant.

    And without the form of a name that is told to be nobody's.
    """
    found = list(findings)
    first = [f.span for f in found if f.code in DOCUMENT_CODES]
    unknown = {f.span for f in found if f.code in NOBODYS}
    for finding in found:
        if finding.code is codes.WRONG_FORM and finding.span in unknown:
            continue
        known = finding.code in DOCUMENT_CODES
        if known or not any(_concerns(words, finding.span) for words in first):
            yield finding


def _concerns(words: Span, other: Span) -> bool:
    begins = (words.path, words.line, words.column) == (other.path, other.line, other.column)
    return begins or words.holds(other)


class _Loader:
    def __init__(self, folder: Path, validated: ValidationCache, cache: LoadCache) -> None:
        self.cache = cache
        self.folder = folder
        self.validated = validated
        self.findings: list[Finding] = []
        self.texts: dict[str, str] = {}
        self.own: dict[str, str] = {}
        self.loose = False
        self.sources: Path | None = None
        self.index = Index()

    def load(self) -> Loaded:
        path = self.folder / "story.yaml"
        head = self._read(self.cache.read(path, str(path)))
        root = self._shaped(head, "story")
        scenes = self._scenes()
        library, broken = self._library(root)
        story = self._story(root, scenes, library) if root else None
        findings = sorted(_causes(self.findings), key=lambda finding: finding.sort_key)
        return Loaded(
            folder=self.folder,
            story=story,
            library=library,
            findings=tuple(findings),
            loose=self.loose,
            broken_sources=broken,
            texts=self.texts,
            index=self.index,
        )

    def _read(self, document: Document) -> Document:
        self.texts[document.path] = self.own[_name(document)] = document.text
        self.findings += document.findings
        return document

    def _shaped(self, document: Document, schema: str) -> Mapping | None:
        if document.root is None:
            return None
        found = self.cache.shape(document)
        if found is None:
            fresh = shape.checked(document, schema, self.validated)
            found = self.cache.keep_shape(document, fresh)
        self.findings += found
        return document.root if isinstance(document.root, Mapping) else None

    def _scenes(self) -> dict[str, Mapping | None]:
        """The tree of every scene file by its stem; nothing for a file that cannot be read."""
        found: dict[str, Mapping | None] = {}
        for document in documents(self.folder / "scenes", self.folder, self.cache.read):
            if isinstance(document, Finding):
                self.findings.append(document)
                continue
            stem = _name(document).removesuffix(".yaml")
            found[stem] = self._shaped(self._read(document), "scene")
        return found

    def _library(self, root: Mapping | None) -> tuple[Library, frozenset[str]]:
        named = written(root, "library")
        if named is None:
            return Library({}), frozenset()
        path = PurePosixPath(named.text.rstrip("\n"))
        ups = sum(part == ".." for part in path.parts)
        home = self.folder.resolve().parents[MOST_UP - 1]
        if path.is_absolute() or ups > MOST_UP or not inside(self.folder / path, home):
            message = "the library must lie at most two folders above the story, beside the books"
            hint = self._library_meant(path)
            self.findings.append(Finding(codes.LIBRARY_OUTSIDE, message, named.span, hint))
            return Library({}), frozenset()
        folder = Path(str(self.folder / path)) if ups == 0 else _lexical(self.folder, path)
        if not folder.is_dir():
            message = f'there is no folder "{named.text.strip()}" for the library'
            hint = self._library_meant(path)
            self.findings.append(Finding(codes.NO_FOLDER, message, named.span, hint))
            return Library({}), frozenset()
        self.sources = folder
        loaded = load_library(folder, self.validated, self.cache)
        self.findings += loaded.findings
        self.texts |= loaded.texts
        return loaded.library, loaded.broken

    def _library_meant(self, path: PurePosixPath) -> str | None:
        guess = folder_meant(self.folder, path, MOST_UP)
        return f'did you mean "{guess}"?' if guess else None

    def _story(self, root: Mapping, scenes: dict[str, Mapping | None], library: Library) -> Story:
        self.index = index = self._index(root, scenes, library)
        self.cache.begin(index)
        self.findings += unnamed_calendars(tree.get("date") for tree in scenes.values() if tree)
        read = {stem: self._scene(stem, tree, index) for stem, tree in scenes.items() if tree}
        misshaped = {stem for stem, tree in scenes.items() if tree and listed(tree.get("shared"))}
        joining = Joining(read, index.broken | misshaped)
        read = joining.joined()
        self.findings += joining.findings
        self.loose = self.loose or joining.loose or bool(index.broken)
        return Story(
            id=text(root, "story") or self.folder.resolve().name,
            title=text(root, "title"),
            summary=text(root, "summary"),
            start=self._start(root, index),
            variables=tuple(index.variables.values()),
            scenes=read,
            folder=self.folder,
            hash=self._hash(),
            author=text(root, "author"),
            adapts=text(root, "adapts") or None,
            library=self.sources,
            renames=renames(read),
            words=sum(scene.words for scene in read.values()),
            adapts_span=adapted.span if (adapted := written(root, "adapts")) else None,
            content_notes=texts(root, "content_notes"),
            credits=text(root, "credits"),
            people=_cast(root, library),
            endings={entry.key.text: _ending(entry) for entry in entries(root, "endings")},
            definitions=index.definitions,
        )

    def _index(self, root: Mapping, scenes: dict[str, Mapping | None], library: Library) -> Index:
        state = entries(root, "state") or _items(root, "state")
        for entry in state:
            self.findings += variable_findings(entry)
        moments = self.cache.moments
        read = {stem: moments(stem, tree) for stem, tree in scenes.items() if tree}
        index = Index(
            variables={v.name: v for entry in state if (v := variable(entry))},
            scenes={stem: found for stem, (found, _) in read.items() if found},
            broken=frozenset(stem for stem in scenes if stem not in read or not read[stem][0]),
            shared={stem: found for stem, (_, found) in read.items() if found},
            endings=frozenset(entry.key.text for entry in entries(root, "endings")),
            people=frozenset(_cast(root, library)),
            trees=scenes,
        )
        self.findings += Definitions(entries(root, "define"), index).read()
        return index

    def _scene(self, stem: str, tree: Mapping, index: Index) -> Scene:
        known = self.cache.scenes.get(stem)
        if known is None or known.tree is not tree:
            reader = SceneReader(stem, index)
            scene = reader.read(tree)
            known = ReadScene(tree, scene, tuple(reader.findings), reader.loose)
            self.cache.scenes[stem] = known
        self.findings += known.findings
        self.loose = self.loose or known.loose
        return known.scene

    def _start(self, root: Mapping, index: Index) -> str:
        named = written(root, "start")
        if named is None or not index.scenes:
            if not index.scenes and not index.broken:
                message = "this story has no scene: put one into its folder scenes"
                span = named.span if named else root.span
                self.findings.append(Finding(codes.NO_SCENES, message, span))
            self.loose = True
            return ""
        found, wrong = resolve(named, index)
        self.findings += wrong
        self.loose = self.loose or bool(wrong)
        return found or ""

    def _hash(self) -> str:
        """A hash of the story's own files; the library's do not change how it plays."""
        made = sha256()
        for name, content in sorted(self.own.items()):
            made.update(f"{name}\0{content}\0".encode("utf-8", "surrogatepass"))
        return made.hexdigest()


def _items(root: Mapping, key: str) -> tuple[Entry, ...]:
    """The entries that somebody wrote as the items of a list."""
    found = root.get(key)
    items = found.items if isinstance(found, Sequence) else ()
    return tuple(entry for item in items if isinstance(item, Mapping) for entry in item)


def _name(document: Document) -> str:
    return basename(document.path)  # noqa: PTH119  (a Path for every file would cost much)


def _lexical(folder: Path, path: PurePosixPath) -> Path:
    """Walk up without `..` in the name shown: story/book and ../../seeds give seeds."""
    walked = folder
    for part in path.parts:
        if part != "..":
            walked = walked / part
        elif walked.name in ("", "..") or walked.is_symlink():
            walked = walked / ".."
        else:
            walked = walked.parent
    return walked


def _cast(root: Mapping, library: Library) -> dict[str, Person]:
    cast = {}
    for entry in entries(root, "people"):
        own = person(entry)
        known = library.people.get(own.id)
        if known and own.name == own.id:
            own = replace(known, note=own.note or known.note)
        cast[own.id] = own
    return cast


def _ending(entry: Entry) -> Ending:
    return Ending(
        id=entry.key.text,
        title=text(entry.value, "title"),
        span=entry.key.span,
        summary=text(entry.value, "summary"),
    )
