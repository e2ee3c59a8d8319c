"""Saves: where each reader is in each story, in one file that survives crashes and edits."""

from __future__ import annotations

import sqlite3
from threading import RLock
from typing import TYPE_CHECKING, Self, TypeAlias, TypeVar

from engine.document.frozen import frozen
from engine.saves import rows
from engine.saves.database import DAMAGED, STALE, Database, explain, primary_code, transaction
from engine.saves.error import KeptApart, NameTakenError, SaveError
from engine.saves.naming import AUTO, LONGEST_NAME, named
from engine.saves.progress import Progress, Resumed, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from engine.model.story import Story
    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves.exported import Exported
    from engine.saves.tried import Tree

Result = TypeVar("Result")
_Rows: TypeAlias = "dict[int, tuple[Playthrough, int]]"
"""Pages and their rows, by the page's identity."""


@frozen()
class _Place:
    """Where this process last left a slot, under the name that it has for it."""

    name: str
    head: int


class Saves:
    """The saves in one file.

    Nothing is opened before it is needed, and nothing is made before a place is kept. One
    instance follows one window; it may be used from several threads.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = Database(path)
        self._lock = RLock()
        self._generation = 0
        self._rows: _Rows = {}
        self._places: dict[tuple[str, str], _Place] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; it opens again when it is needed."""
        with self._lock:
            self._database.close()

    def let_go(self) -> None:
        """Hold no page in memory: those that are kept again are found in the file."""
        with self._lock:
            self._rows.clear()

    def notices(self) -> tuple[str, ...]:
        """What the reader should be told of the file itself, each sentence once."""
        with self._lock:
            notices = tuple(self._database.notices)
            self._database.notices.clear()
            return notices

    def keep(self, playthrough: Playthrough, slot: str = AUTO) -> None:
        """Keep a place: when this returns, it survives a crash of the machine.

        Only pages that are not yet in the file are written, in one transaction.

        Raises:
            KeptApart: Another window has moved the slot; the place is kept in a new one.
            SaveError: It could not be kept; what had been kept before is as it was.
        """
        self._work(lambda db: self._keep(db, playthrough, slot), create=True)

    def resume(self, book: Book, slot: str = AUTO) -> Resumed | None:
        """Find the place kept in a slot, or in one split from it, whichever is the latest.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: self._resume(db, book, slot), create=False)

    def open(self, book: Book, name: str) -> Resumed | None:
        """Find the place kept under a name; the reader's own place stays where it is.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: self._open(db, book, name), create=False)

    def slot(self, story_id: str) -> str:
        """The slot in which this window's place is kept."""
        with self._lock:
            place = self._places.get((story_id, AUTO))
        return place.name if place else AUTO

    def progress(self, story_id: str, slot: str = AUTO) -> Progress | None:
        """How far the reader is; nothing where nothing is known of the story.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: _progress(db, story_id, slot), create=False)

    def places(self, story_id: str) -> tuple[Progress, ...]:
        """Every place kept in a story, the latest first.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: _places(db, story_id), create=False) or ()

    def save(
        self,
        playthrough: Playthrough,
        name: str,
        *,
        instead: bool = False,
        others: Iterable[Playthrough] = (),
    ) -> str:
        """Keep a place under a name, where it stays however the reader goes on.

        Args:
            playthrough: The place.
            name: Its name, in the reader's words.
            instead: Whether it may take the place of another one that has the name.
            others: Pages to keep besides, among the branches.

        Returns:
            The name as it was kept.

        Raises:
            NameTakenError: Another place has the name.
            SaveError: The name cannot be one, or the place could not be kept.
        """
        kept = named(name)
        pages = (*others, playthrough)
        self._work(lambda db: self._save(db, pages, kept, instead=instead), create=True)
        return kept

    def rename(self, story_id: str, known: str, name: str) -> str:
        """Give a place another name, and return that as it was kept.

        Raises:
            NameTakenError: Another place has the name.
            SaveError: The name cannot be one, or the file cannot be written.
        """
        kept = named(name)
        if kept != known:
            self._work(lambda db: _rename(db, story_id, known, kept), create=False)
        return kept

    def stories(self) -> tuple[str, ...]:
        """The ids of the stories in which a place is kept, the latest first.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(rows.stories, create=False) or ()

    def export(self, story_id: str, name: str = AUTO, *, branches: bool = False) -> str | None:
        """A place as the text of a file, whatever has become of the story since.

        Args:
            story_id: The story.
            name: The place.
            branches: Whether to write all that was tried of that reading as well.

        Returns:
            Nothing where there is no such place.

        Raises:
            SaveError: The file cannot be opened or read, or what was kept is damaged.
        """
        return self._work(lambda db: _export(db, story_id, name, branches=branches), create=False)

    def take_in(self, book: Book, save: Exported, name: str | None = None) -> Resumed:
        """Keep a place that a file has: under a name of its own, all of it or nothing.

        Args:
            book: The story that it is a place of.
            save: The place.
            name: Its name; else that in the file, with a number where that is taken.

        Raises:
            NameTakenError: Another place has the name that was asked for.
            SaveError: Nothing of the place is left in the story, or it could not be kept.
        """
        from engine.saves.exported import branches_of, way_to  # noqa: PLC0415  (seldom needed)

        way = way_to(book, save)
        others, notices = branches_of(save, way)
        kept = named(name or save.name)
        try:
            self.save(way.playthrough, kept, others=others)
        except NameTakenError:
            if name is not None:
                raise
            kept = self._free_name(book.story.id, kept)
            self.save(way.playthrough, kept, others=others)
        return Resumed(way.playthrough, (*way.notices, *notices), kept)

    def _free_name(self, story_id: str, name: str) -> str:
        free = self._work(lambda db: rows.free_name(db, story_id, name, " "), create=True)
        return free or name

    def onward(self, playthrough: Playthrough) -> Playthrough | None:
        """The page that the reader last went on to from this one, as far as the story has it.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: self._onward(db, playthrough), create=False)

    def tried(self, story: Story) -> Tree:
        """All that was read in a story.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        from engine.saves.tried import grow  # noqa: PLC0415  (a place is kept without it)

        found = self._work(lambda db: grow(story, rows.all_steps(db, story.id)), create=False)
        return found or grow(story, ())

    def step_of(self, playthrough: Playthrough) -> int | None:
        """The step that records a page; nothing where it is not kept."""
        with self._lock:
            known = self._rows.get(id(playthrough))
        return known[1] if known else None

    def at_step(self, book: Book, step: int) -> Resumed | None:
        """Find the page that a step records, or the nearest that is left before it.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: self._at_step(db, book, step), create=False)

    def taken(self, story: Story) -> frozenset[tuple[str, str]]:
        """Every choice ever taken in a story, each as its moment's full id and its own.

        Turned pages are among them, as the choice `CONTINUE`. It is one query: ask it when a
        book is opened, not at every page.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: rows.taken(db, story), create=False) or frozenset()

    def met(self, story: Story) -> frozenset[str]:
        """The full ids of the moments that were ever read in a story.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: rows.met(db, story), create=False) or frozenset()

    def endings(self, story_id: str) -> Mapping[str, str]:
        """When each ending of a story was first found, by its id: UTC, ISO 8601.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: rows.endings_found(db, story_id), create=False) or {}

    def note_opened(self, story_id: str, claim_id: str) -> None:
        """Note that the dossier of a claim was read; a second time changes nothing.

        Args:
            story_id: The story in which it was opened.
            claim_id: The claim, as ``source/claim``.

        Raises:
            SaveError: It could not be kept; what had been kept before is as it was.
        """
        self._work(lambda db: _note_opened(db, story_id, claim_id), create=True)

    def opened(self, story_id: str) -> tuple[str, ...]:
        """The claims whose dossiers were read in a story, in the order of first opening.

        Raises:
            SaveError: The file cannot be opened or read.
        """
        return self._work(lambda db: rows.claims_opened(db, story_id), create=False) or ()

    def forget(self, story_id: str, slot: str | None = None) -> None:
        """Forget a slot, whose pages stay in the file; without one, all there is of a story.

        Raises:
            SaveError: The file cannot be written.
        """
        self._work(lambda db: _forget(db, story_id, slot), create=False)
        with self._lock:
            self._places.clear()

    def _work(self, job: Callable[[sqlite3.Connection], Result], *, create: bool) -> Result | None:
        """Do something with the file; once more after a damaged one is out of the way."""
        with self._lock:
            try:
                return self._attempt(job, create=create)
            except (sqlite3.Error, OSError) as error:
                try:
                    self._recover(error)
                    return self._attempt(job, create=create)
                except (sqlite3.Error, OSError) as again:
                    self._database.close()
                    raise SaveError(explain(again, self.path)) from again

    def _attempt(
        self, job: Callable[[sqlite3.Connection], Result], *, create: bool
    ) -> Result | None:
        db = self._database.connect(create=create)
        if self._generation != self._database.generation:
            self._generation = self._database.generation
            self._rows.clear()
            self._places.clear()
        return None if db is None else job(db)

    def _recover(self, error: sqlite3.Error | OSError) -> None:
        """Make a second attempt worth while, or give the error back."""
        code = primary_code(error) if isinstance(error, sqlite3.Error) else 0
        if code in DAMAGED:
            self._database.set_aside()
        elif code in STALE:  # rows that we knew were erased by another window
            self._rows.clear()
            self._places.clear()
        else:
            raise error

    def _keep(self, db: sqlite3.Connection, playthrough: Playthrough, slot: str) -> None:
        story = playthrough.book.story.id
        place = self._places.get((story, slot))
        name = place.name if place else slot
        with transaction(db):
            added = self._grow(db, [playthrough])
            head = self._row(playthrough, added)
            found = rows.read_slot(db, story, name)
            apart = place is not None and found is not None and found.head != place.head
            if apart:
                name = rows.free_name(db, story, slot)
            rows.note_went(db, head, place.head if place else None)
            rows.move_slot(db, name, slot, playthrough, head)
        self._know(added.values())
        self._places[story, slot] = _Place(name, head)
        if apart:
            raise KeptApart(
                "This story was read on in another window: "
                f"your place in this one is now kept apart from it, as “{name}”."
            )

    def _save(
        self, db: sqlite3.Connection, pages: Sequence[Playthrough], name: str, *, instead: bool
    ) -> None:
        playthrough = pages[-1]
        story = playthrough.book.story.id
        with transaction(db):
            found = rows.read_slot(db, story, name)
            if found is not None and (not instead or found.origin == AUTO):
                raise _taken(found)
            added = self._grow(db, pages)
            rows.move_slot(db, name, name, playthrough, self._row(playthrough, added))
        self._know(added.values())

    def _onward(self, db: sqlite3.Connection, playthrough: Playthrough) -> Playthrough | None:
        known = self._rows.get(id(playthrough))
        found = rows.onward(db, known[1]) if known else None
        if found is None:
            return None
        from engine.saves.resume import step_on  # noqa: PLC0415  (a place is kept without it)

        page = step_on(playthrough, found)
        if page is not None:
            self._know([(page, found.row)])
            return page
        resumed = self._at_step(db, playthrough.book, found.row)
        here = resumed and self._rows.get(id(resumed.playthrough))
        return resumed.playthrough if resumed and here and here[1] == found.row else None

    def _open(self, db: sqlite3.Connection, book: Book, name: str) -> Resumed | None:
        found = rows.read_slot(db, book.story.id, name)
        return self._at_step(db, book, found.head) if found else None

    def _at_step(self, db: sqlite3.Connection, book: Book, step: int) -> Resumed | None:
        path = rows.path_to(db, step)
        if not path:
            return None
        from engine.saves.resume import find_way  # noqa: PLC0415  (a place is kept without it)

        way = find_way(book, rows.seed_of(db, step), path)
        self._know([(page, row) for page, row in way.pages])
        return Resumed(way.playthrough, way.notices)

    def _grow(self, db: sqlite3.Connection, pages: Iterable[Playthrough]) -> _Rows:
        """Add the pages that the tree lacks, each with those before it, and return their rows."""
        added: _Rows = {}
        for last in pages:
            lacking = []
            parent = None
            for page in last.pages():
                known = added.get(id(page)) or self._rows.get(id(page))
                if known:
                    parent = known[1]
                    break
                lacking.append(page)
            for page in reversed(lacking):
                parent = (
                    rows.add_root(db, page) if parent is None else rows.add_step(db, parent, page)
                )
                added[id(page)] = (page, parent)
        return added

    def _row(self, page: Playthrough, added: _Rows) -> int:
        """The row of a page, which is known or was added just now."""
        return (added.get(id(page)) or self._rows[id(page)])[1]

    def _know(self, found: Iterable[tuple[Playthrough, int]]) -> None:
        """Remember which page is in which row; the page is held, so its id stays its own."""
        self._rows.update((id(page), (page, row)) for page, row in found)

    def _resume(self, db: sqlite3.Connection, book: Book, slot: str) -> Resumed | None:
        found = rows.latest_slot(db, book.story.id, slot)
        if found is None:
            return None
        at = self._at_step(db, book, found.head)
        self._places[book.story.id, slot] = _Place(found.name, found.head)
        return at and Resumed(at.playthrough, (*at.notices, *_others(db, book, found)), found.name)


def _export(db: sqlite3.Connection, story: str, name: str, *, branches: bool) -> str | None:
    found = rows.read_slot(db, story, name)
    if found is None:
        return None
    from engine.saves.exported import export  # noqa: PLC0415  (seldom needed)

    called = name if found.origin != AUTO else f"{found.title}, page {found.number}"
    others = rows.others_of(db, found.head) if branches else ()
    return export(story, called[:LONGEST_NAME], found.when, rows.path_to(db, found.head), others)


def _taken(found: rows.Slot) -> NameTakenError:
    return NameTakenError(f"There is a place “{found.name}” already, at page {found.number}.")


def _rename(db: sqlite3.Connection, story: str, known: str, name: str) -> None:
    with transaction(db):
        found = rows.read_slot(db, story, name)
        if found is not None:
            raise _taken(found)
        rows.rename_slot(db, story, known, name)


def _others(db: sqlite3.Connection, book: Book, found: rows.Slot) -> tuple[str, ...]:
    """Places that other windows kept of the same story."""
    return tuple(
        f"Another window’s place in this story is kept as “{slot.name}”, at page {slot.number}."
        for slot in rows.all_slots(db, book.story.id)
        if slot.name != found.name and slot.origin == found.origin
    )


def _progress(db: sqlite3.Connection, story: str, slot: str) -> Progress | None:
    found, endings = rows.latest_slot(db, story, slot), rows.endings_found(db, story)
    if found is None and not endings:
        return None
    if found is None:
        return Progress(0, "", "", max(endings.values()), None, frozenset(endings), slot)
    return progress(found, frozenset(endings))


def _places(db: sqlite3.Connection, story: str) -> tuple[Progress, ...]:
    endings = frozenset(rows.endings_found(db, story))
    return tuple(progress(slot, endings) for slot in rows.all_slots(db, story))


def _note_opened(db: sqlite3.Connection, story: str, claim: str) -> None:
    with transaction(db):
        rows.note_opened(db, story, claim)


def _forget(db: sqlite3.Connection, story: str, slot: str | None) -> None:
    with transaction(db):
        if slot is None:
            rows.erase_story(db, story)
        else:
            rows.erase_slot(db, story, slot)
