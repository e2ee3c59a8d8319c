"""The branches: all that was tried in a story, from one choice to the next."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from engine.document.frozen import changing, frozen
from engine.play import CONTINUE, NotPlayableError, begin, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.model.prose import Paragraph
    from engine.play import Book, Page, Playthrough
    from engine.saves.tried import Tree, Tried


@frozen()
class Stretch:
    """The pages from a choice to the next one.

    Attributes:
        depth: How many branches it lies away from the way that goes through to the end.
        begins: Whether a branch begins with it.
        choice: What was chosen; nothing at the beginning, or where it is not known.
        title: The scene of its last page.
        pages: The numbers of its pages, but for those that are gone.
        tried: Its last page; where all are gone, what is left before it can be gone to.
        here: Whether the reader is on one of its pages.
        behind: Whether the reader came through it to where the reader is.
        ending: The title of the ending there, if there is one.
        names: The places kept on its pages.
        gone: The numbers of its pages that the story no longer has.
    """

    depth: int
    begins: bool
    choice: Paragraph | None
    title: str
    pages: tuple[int, ...]
    tried: Tried
    here: bool = False
    behind: bool = False
    ending: str = ""
    names: tuple[str, ...] = ()
    gone: tuple[int, ...] = ()

    @property
    def is_beginning(self) -> bool:
        """Whether it begins on the first page of a playthrough."""
        return 1 in (*self.pages, *self.gone)


def numbered(numbers: Sequence[int], to: str) -> str:
    """Some pages by their numbers, in order: ``Page 3``, ``Pages 3–5``, ``Pages 3, 7–8``.

    Args:
        numbers: The numbers, one or more.
        to: What stands between the first of a run and the last.
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = ", ".join(f"{run[0]}{to}{run[-1]}" if run[1:] else f"{run[0]}" for run in runs)
    return f"Page{'s' if numbers[1:] else ''} {said}"


@changing
class _Walk:
    """What is known while the tree is walked."""

    tree: Tree
    blank: Playthrough
    way: frozenset[int]
    here: Tried | None
    names: Mapping[int, list[str]]
    seen: dict[int, Page | None] = field(default_factory=dict)

    def page(self, tried: Tried) -> Page | None:
        """A page to look at; nothing where it is no longer in the story."""
        if id(tried) not in self.seen:
            found = self.tree.view(tried, self.blank)
            try:
                self.seen[id(tried)] = view(found) if found else None
            except NotPlayableError:  # the author is at work on it
                self.seen[id(tried)] = None
        return self.seen[id(tried)]


def branches(
    book: Book, tree: Tree, here: Tried | None, places: Iterable[tuple[str, Tried]] = ()
) -> list[Stretch]:
    """All that was tried: side branches come before what was gone on with.

    Args:
        book: The story as it is today.
        tree: All that was read.
        here: Where the reader is; what led here is the way that goes through.
        places: The places kept under a name, each with its page.
    """
    names: dict[int, list[str]] = {}
    for name, tried in places:
        names.setdefault(id(tried), []).append(name)
    way = frozenset(id(page) for page in here.way()) if here else frozenset[int]()
    walk = _Walk(tree, begin(book, 0), way, here, names)
    found: list[Stretch] = []
    waiting = [(0, True, root) for root in _side_first(list(tree.roots), walk)[::-1]]
    while waiting:
        depth, begins, page = waiting.pop()
        stretch, after = _stretch(depth, page, walk, begins=begins)
        found.append(stretch)
        ordered = _side_first(after, walk)
        waiting += [(depth, False, last) for last in ordered[-1:]]
        waiting += [(depth + 1, True, side) for side in reversed(ordered[:-1])]
    return found


def _side_first(pages: list[Tried], walk: _Walk) -> list[Tried]:
    """Pages that one page led to, with the one gone on with at the end."""
    before = pages[0].before if pages else None
    last = next((page for page in pages if id(page) in walk.way), None)
    last = last or (before.went if before else None) or (pages[-1] if pages else None)
    return [*(page for page in pages if page is not last), *([last] if last else [])]


def _stretch(depth: int, first: Tried, walk: _Walk, *, begins: bool) -> tuple[Stretch, list[Tried]]:
    pages = [first]
    while [after.choice for after in pages[-1].after] == [CONTINUE]:
        pages += pages[-1].after
    there = [page for page in pages if walk.tree.has(page, walk.blank.book)]
    last = next((page for page in there if page is walk.here), (there or pages)[-1])
    shown = walk.page(last)
    left = [page.number for page in there if shown]
    return Stretch(
        depth=depth,
        begins=begins,
        choice=_chosen(first, walk),
        title=shown.scene.title if shown else "",
        pages=tuple(left),
        tried=last,
        here=walk.here in pages,
        behind=id(first) in walk.way,
        ending=shown.ending.title if shown and shown.ending else "",
        names=tuple(name for page in pages for name in walk.names.get(id(page), ())),
        gone=tuple(page.number for page in pages if page.number not in left),
    ), list(pages[-1].after)


def _chosen(first: Tried, walk: _Walk) -> Paragraph | None:
    page = walk.page(first.before) if first.before else None
    offers = page.offers if page else ()
    return next((o.text for o in offers if o.id == first.choice and o.id != CONTINUE), None)
