"""Every page that was read in a story, in all playthroughs, as one tree."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from engine.document.frozen import changing, frozen
from engine.model.renames import Renames
from engine.saves.restore import Trail, restore
from engine.saves.resume import survives
from engine.saves.snapshot import read, renamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.story import Story
    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves.snapshot import Snapshot


class Row(NamedTuple):
    """A step as the file has it."""

    step: int
    parent: int | None
    choice: str | None
    moment: str
    number: int
    went: int | None
    snapshot: str


@changing
class Tried:
    """A page that was read: the same choices lead to the same one, in whatever playthrough.

    Attributes:
        step: The step that records it; the latest of several.
        choice: The choice that led here; nothing at a beginning, or where it is not known.
        moment: The moment on it.
        number: Its number in its playthrough.
        before: The page that led here.
        after: The pages that were read after it, the first tried first.
        went: The one of them that the reader was on last.
        page: The page itself, where it is at hand.
    """

    step: int
    choice: str | None
    moment: str
    number: int
    before: Tried | None = field(default=None, repr=False)
    after: list[Tried] = field(default_factory=list, repr=False)
    went: Tried | None = field(default=None, repr=False)
    page: Playthrough | None = field(default=None, repr=False)
    snapshot: str = field(default="", repr=False)

    def way(self) -> Iterator[Tried]:
        """This page and all that led to it, the latest first."""
        at: Tried | None = self
        while at is not None:
            yield at
            at = at.before


@frozen()
class Tree:
    """All pages that were read in a story.

    Attributes:
        pages: In the order in which they were first read.
        names: What things were called before.
    """

    pages: tuple[Tried, ...]
    names: Renames
    _steps: dict[int, Tried]

    def at(self, step: int | None) -> Tried | None:
        """The page that a step records."""
        return self._steps.get(step) if step is not None else None

    @property
    def roots(self) -> Iterator[Tried]:
        """The pages that nothing leads to."""
        return (page for page in self.pages if page.before is None)

    def view(self, tried: Tried, blank: Playthrough) -> Playthrough | None:
        """A page as it can be looked at, without what led to it.

        Args:
            tried: The page.
            blank: The beginning of the book.

        Returns:
            Nothing where it is no longer in the story, or is damaged.
        """
        kept = None if tried.page else self._kept(tried, blank.book)
        return restore(blank, kept, Trail(), (None, None)) if kept else tried.page

    def has(self, tried: Tried, book: Book) -> bool:
        """Whether a page is still in the story, and what was kept of it can be read."""
        return tried.page is not None or self._kept(tried, book) is not None

    def _kept(self, tried: Tried, book: Book) -> Snapshot | None:
        """What was kept of a page, by the names of today, where the story still has it."""
        found = read(tried.snapshot)
        kept = renamed(found, self.names) if found else None
        return kept if kept and survives(book, kept) else None


def grow(story: Story, rows: Iterable[Row]) -> Tree:
    """Make the tree of a story's steps, each of which comes after the one that led to it."""
    names = story.renames
    steps: dict[int, Tried] = {}
    known: dict[tuple[int, str | None, str], Tried] = {}
    went: list[tuple[Tried, int]] = []
    for row in rows:
        before = steps.get(row.parent) if row.parent is not None else None
        choice = row.choice and names.choice(before.moment if before else "", row.choice)
        moment = names.moment(row.moment)
        key = (id(before), choice, moment)
        found = known.get(key)
        if found is None:
            found = known[key] = Tried(row.step, choice, moment, row.number, before)
            if before is not None:
                before.after.append(found)
        if before is not None:
            before.went = found
        found.step, found.snapshot = row.step, row.snapshot
        steps[row.step] = found
        if row.went is not None:
            went.append((found, row.went))
    for page, step in went:
        page.went = steps.get(step, page.went)
    return Tree(tuple(known.values()), names, steps)


def walked(at: Playthrough) -> Tree:
    """The tree of one playthrough alone, where nothing is kept."""
    pages: list[Tried] = []
    for page in reversed(list(at.pages())):
        before = pages[-1] if pages else None
        found = Tried(page.number, page.choice, page.moment, page.number, before, page=page)
        if before is not None:
            before.after.append(found)
            before.went = found
        pages.append(found)
    return Tree(tuple(pages), Renames(), {page.step: page for page in pages})
