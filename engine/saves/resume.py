"""Resuming a place: the recorded steps played again, or the pages restored from snapshots.

An author may edit a story under a reader's place. The steps are tried first, with the same
seed. Where one of them no longer exists or leads elsewhere, the pages from there on are
restored from their snapshots, as far as their moments survive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.document.frozen import frozen
from engine.model.renames import Renames
from engine.play import CONTINUE, NotOfferedError, NotPlayableError, begin, take, view
from engine.saves.restore import Trail, changes, restore
from engine.saves.snapshot import read, renamed, snapshot, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves.snapshot import Snapshot

BROKEN = (NotOfferedError, NotPlayableError, KeyError)
"""A step that the story no longer has, or that leads to where an author is still at work."""

EDITED = "The story has been edited since you were last here."
REBUILT = "The way you came is no longer in it, so this page is as it was kept."
DAMAGED = "Part of what was kept of this story can no longer be read."
ANEW = "Nothing of your way through it is left, so it begins anew."
ON_FILE = "Your old playthrough stays on file."


class Recorded(NamedTuple):
    """One recorded step: where in the file, the choice taken, where it led, what was kept."""

    row: int
    choice: str | None
    moment: str
    snapshot: str
    names: Renames = Renames()

    def kept(self) -> Snapshot | None:
        """What was kept, by the names of today; nothing if it is damaged."""
        found = read(self.snapshot)
        return renamed(found, self.names) if found else None


class Found(NamedTuple):
    """A page of the way back, and the row that records it."""

    page: Playthrough
    row: int


@frozen()
class Way:
    """The way back: its pages, the last the one to go on from, and what to tell the reader."""

    pages: tuple[Found, ...]
    playthrough: Playthrough
    notices: tuple[str, ...]


def find_way(book: Book, seed: int, path: Sequence[Recorded]) -> Way:
    """Go a recorded path again, from its root to its head, as far as the story allows."""
    return _find_way(begin(book, seed), path)


def carry(at: Playthrough, blank: Playthrough) -> Way:
    """Go the way of a playthrough again in another edition of its story.

    Args:
        at: The last page of the way.
        blank: Where the way begins in the other edition.
    """
    pages = reversed([*at.pages()])
    path = [Recorded(n, p.choice, p.moment, write(snapshot(p))) for n, p in enumerate(pages)]
    return _find_way(blank, path)


def _find_way(blank: Playthrough, path: Sequence[Recorded]) -> Way:
    book = blank.book
    path = tuple(_today(path, book.story.renames))
    last = path[-1].kept()
    replayed = _replay(blank, path)
    if len(replayed) == len(path):
        if last is None or last.story != book.story.hash:
            return _as_replayed(book, path, replayed, last)
        if snapshot(replayed[-1]) == last:
            return _as_replayed(book, path, replayed, None)
        replayed = []  # the same story, and yet another state: what the reader saw goes first
    return _as_kept(blank, path, replayed, last)


def step_on(at: Playthrough, step: Recorded) -> Playthrough | None:
    """Take one recorded step from the page before it; nothing where it leads elsewhere now."""
    names = at.book.story.renames
    try:
        page = take(at, names.choice(at.moment, step.choice or ""))
    except BROKEN:
        return None
    return page if page.moment == names.moment(step.moment) else None


def _today(path: Sequence[Recorded], names: Renames) -> Iterator[Recorded]:
    """The steps by the names that their moments and choices have today."""
    before = ""
    for step in path:
        choice = step.choice and names.choice(before, step.choice)
        before = names.moment(step.moment)
        yield Recorded(step.row, choice, before, step.snapshot, names)


def _replay(blank: Playthrough, path: Sequence[Recorded]) -> list[Playthrough]:
    """The pages of a path, up to the first step that cannot be taken or leads elsewhere."""
    at = blank
    pages: list[Playthrough] = []
    for step in path:
        if pages:
            try:
                at = take(at, step.choice or "")
            except BROKEN:
                break
        if at.moment != step.moment:
            break
        pages.append(at)
    return pages


def _as_replayed(
    book: Book, path: Sequence[Recorded], pages: list[Playthrough], last: Snapshot | None
) -> Way:
    changed = list(changes(book, last, pages[-1].state, new=False)) if last else []
    notices = (EDITED, *changed) if changed else ()
    return Way(_found(pages, path), pages[-1], notices)


def _found(pages: Sequence[Playthrough], path: Sequence[Recorded]) -> tuple[Found, ...]:
    return tuple(Found(page, step.row) for page, step in zip(pages, path, strict=False))


def _as_kept(
    blank: Playthrough, path: Sequence[Recorded], replayed: list[Playthrough], last: Snapshot | None
) -> Way:
    pages = [*_found(replayed, path), *_restored(blank, path, replayed)]
    while pages and not _goes_on(pages[-1].page):
        pages.pop()
    if not pages:
        return Way((), blank, (EDITED, ANEW, ON_FILE))
    return Way(tuple(pages), pages[-1].page, tuple(_notices(blank.book, path, pages[-1], last)))


def _restored(
    blank: Playthrough, path: Sequence[Recorded], replayed: list[Playthrough]
) -> Iterator[Found]:
    """The pages after those replayed, from their snapshots; lost ones are left out."""
    trail, at = Trail(blank.book), replayed[-1] if replayed else None
    unbroken = True
    for index, step in enumerate(path):
        trail.add(step.choice, step.moment)
        if index < len(replayed):
            continue
        kept = step.kept()
        if kept is None or not survives(blank.book, kept):
            unbroken = False
            continue
        choice = step.choice if at and unbroken and _declares(at, step.choice) else None
        at = restore(blank, kept, trail, (at, choice))
        unbroken = True
        yield Found(at, step.row)


def survives(book: Book, kept: Snapshot) -> bool:
    """Whether the story still has the place that a snapshot was taken at."""
    return all(moment in book for moment in (kept.moment, *kept.detours))


def _declares(page: Playthrough, choice: str | None) -> bool:
    moment = page.book.story.moment(page.moment)
    goes_on = choice == CONTINUE and not moment.choices
    return goes_on or any(declared.id == choice for declared in moment.choices)


def _goes_on(page: Playthrough) -> bool:
    """Whether a reader can do anything there: a page without a way on is no place to land."""
    try:
        shown = view(page)
    except BROKEN:
        return False
    return shown.ending is not None or any(offer.locked is None for offer in shown.offers)


def _notices(
    book: Book, path: Sequence[Recorded], landed: Found, last: Snapshot | None
) -> Iterator[str]:
    here = landed.row == path[-1].row
    kept = next(step for step in path if step.row == landed.row).kept()
    if here and kept is not None and kept.story == book.story.hash:
        return  # told before: this page was kept in the story as it is now
    yield DAMAGED if last is None else EDITED
    if here:
        yield REBUILT
    else:
        lost = len(path) - 1 - [step.row for step in path].index(landed.row)
        yield _gone(lost, landed.page.number)
    if kept is not None:
        yield from changes(book, kept, landed.page.state, new=True)


def _gone(lost: int, number: int) -> str:
    what = "The page you were on is" if lost == 1 else f"The last {lost} pages you read are"
    return f"{what} no longer in it; you are back at page {number}, the nearest that is left."
