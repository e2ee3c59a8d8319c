"""What the reader is given: the books, a way to open them, and where places are kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.document.finding import Severity
from engine.load import load
from engine.play import make_book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from engine.document.finding import Finding
    from engine.model.record import Library
    from engine.model.story import Story
    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves import Saves


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Opened:
    """A book taken from the shelf.

    Attributes:
        book: The book, ready to play; nothing if it cannot be played.
        library: Its sources.
        findings: What is wrong with it, in the order of its files.
        texts: What each file says, by its path, to show the words at fault.
    """

    book: Book | None
    library: Library
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def open_folder(folder: Path) -> Opened:
    """Read a book and make it ready to play; one with errors is not played."""
    loaded = load(folder)
    if loaded.story is None or any(f.code.severity is Severity.ERROR for f in loaded.findings):
        return Opened(None, loaded.library, loaded.findings, loaded.texts)
    return Opened(make_book(loaded.story), loaded.library, loaded.findings, loaded.texts)


def shelve(folder: Path) -> ShelfBook:
    """A book's place on the shelf, under its folder's name where it cannot be read."""
    story = load(folder).story
    return ShelfBook.of(story) if story else ShelfBook(folder, folder.name, folder.name)


def fresh_seed() -> int:
    """A seed that no playthrough had before."""
    return secrets.randbelow(2**32)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that the reader needs.

    Attributes:
        books: The books found.
        saves: Where places are kept.
        open: Reads a book's folder; a story with errors is told, not played.
        open_at: The book to open straight away.
        start: Where to begin reading straight away, in `open_at`.
        seed: Makes the seed of a new playthrough.
    """

    books: tuple[ShelfBook, ...]
    saves: Saves
    open: Callable[[Path], Opened] = open_folder
    open_at: ShelfBook | None = None
    start: Callable[[Book], Playthrough] | None = None
    seed: Callable[[], int] = fresh_seed
