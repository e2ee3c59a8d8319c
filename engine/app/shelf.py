"""What the app is started with: the books, a way to open them, and where places are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from typing import TYPE_CHECKING, overload

from engine.document.frozen import frozen
from engine.load.copy import Copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from engine.author.draft import Draft
    from engine.document.finding import Finding
    from engine.model.record import Library
    from engine.model.story import Story
    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves import Saves


@frozen()
class ShelfBook:
    """A book as it stands on the shelf, known without opening it.

    Attributes:
        folder: Where it lies.
        id: The story's id.
        title: What it is called.
        author: Who wrote it.
        summary: What it is, in a line.
        content_notes: What a reader may want to know beforehand.
        endings: How many endings it has; 0 where that is not known.
    """

    folder: Path
    id: str
    title: str
    author: str = ""
    summary: str = ""
    content_notes: tuple[str, ...] = ()
    endings: int = 0

    @classmethod
    def of(cls, story: Story) -> ShelfBook:
        """The shelf's view of a story that has been read."""
        return cls(
            folder=story.folder,
            id=story.id,
            title=story.title,
            author=story.author,
            summary=story.summary,
            content_notes=story.content_notes,
            endings=len(story.endings),
        )


@frozen()
class Opened:
    """A book taken from the shelf.

    Attributes:
        book: The book, ready to play; nothing if it cannot be played.
        library: Its sources.
        findings: What is wrong with it, in the order of its files.
        texts: What each file says, by its path, to show the words at fault.
        title: What it is called, where that could be read.
    """

    book: Book | None
    library: Library
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    title: str = ""


def open_folder(folder: Path, copies: Path | None = None) -> Opened:
    """Make a book ready to play; one with errors is not played.

    Args:
        folder: Where it lies.
        copies: Where copies of books that were read before are kept; none are, without it.
    """
    from engine.play import make_book  # noqa: PLC0415  (a shelf can be looked at without it)

    copy = Copy(folder, copies) if copies else None
    found = copy.open() if copy else None
    if found is None:
        return _read(folder, copy)
    return Opened(make_book(found.story, found.layout, found.scores), found.library)


def _read(folder: Path, copy: Copy | None) -> Opened:
    """Read a book from its files, and keep a copy."""
    from engine.load import load  # noqa: PLC0415  (a copy is opened without any of it)
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415  (the same)
    from engine.play import make_book  # noqa: PLC0415  (the same)
    from engine.play.score import scores_of  # noqa: PLC0415  (the same)

    loaded = load(folder, ValidationCache(default_path() if copy else None))
    errors = tuple(f for f in loaded.findings if f.code.severity == "error")
    if errors or loaded.story is None:
        title = loaded.story.title if loaded.story else ""
        return Opened(None, loaded.library, errors, loaded.texts, title)
    book = make_book(loaded.story)
    if copy:
        copy.keep(loaded, book.layout, lambda scene: scores_of(scene, book.layout))
        if found := copy.open():  # which holds of the book no more than is asked for
            return Opened(make_book(found.story, found.layout, found.scores), found.library)
    return Opened(book, loaded.library)


def shelve(folder: Path) -> ShelfBook:
    """A book's place on the shelf, under its folder's name where it cannot be read."""
    from engine.load import load_head  # noqa: PLC0415  (only a shelf that is looked at is read)

    head = load_head(folder)
    return ShelfBook.of(head) if head else ShelfBook(folder, folder.name, folder.name)


class Books(Sequence[ShelfBook]):
    """The books of some folders, looked at when they are asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._books: tuple[ShelfBook, ...] | None = None

    def _all(self) -> tuple[ShelfBook, ...]:
        if self._books is None:
            self._books = tuple(map(shelve, self._folders))
        return self._books

    @overload
    def __getitem__(self, index: int) -> ShelfBook: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[ShelfBook]: ...
    def __getitem__(self, index: int | slice) -> ShelfBook | Sequence[ShelfBook]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._folders)


def fresh_seed() -> int:
    """A seed that no playthrough had before."""
    import secrets  # noqa: PLC0415  (2 ms that a page opened again can do without)

    return secrets.randbelow(2**32)


@frozen()
class Shelf:
    """All that the reader needs.

    Attributes:
        books: The books found.
        saves: Where places are kept.
        open: Reads a book's folder; a story with errors is told, not played.
        open_at: The book to open straight away.
        start: Where to begin reading straight away, in `open_at`.
        seed: Makes the seed of a new playthrough.
        draft: A story that is being written, to play straight away.
    """

    books: Sequence[ShelfBook]
    saves: Saves
    open: Callable[[Path], Opened] = open_folder
    open_at: ShelfBook | None = None
    start: Callable[[Book], Playthrough] | None = None
    seed: Callable[[], int] = fresh_seed
    draft: Draft | None = None
