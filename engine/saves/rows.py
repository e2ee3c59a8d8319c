"""The rows of the file: the tree of steps, the slots that point into it, the endings found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.saves.database import now
from engine.saves.snapshot import snapshot, write

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from engine.model.story import Story
    from engine.play.playthrough import Playthrough
    from engine.saves.resume import Recorded
    from engine.saves.tried import Row


@frozen()
class Slot:
    """A named place in a story, as the file has it."""

    name: str
    origin: str
    head: int
    number: int
    title: str
    place: str
    when: str
    ending: str | None


SLOTS = """
    SELECT slot.name, slot.origin, slot.head, step.number,
        slot.title, slot.place, slot.kept, slot.ending
    FROM slot JOIN step ON step.id = slot.head
"""


def add_root(db: sqlite3.Connection, page: Playthrough) -> int:
    """The row of a page that nothing leads to: the one that is there, or a new one."""
    story, seed, kept = page.book.story.id, str(page.seed), write(snapshot(page))
    found = db.execute(
        "SELECT step.id FROM playthrough JOIN step ON step.playthrough = playthrough.id"
        " WHERE story = ? AND seed = ? AND parent IS NULL AND snapshot = ?",
        (story, seed, kept),
    ).fetchone()
    if found:
        return int(found[0])
    playthrough = db.execute(
        "INSERT INTO playthrough (story, seed, begun) VALUES (?, ?, ?)", (story, seed, now())
    ).lastrowid
    return _insert(db, (playthrough, None), page, kept)


def add_step(db: sqlite3.Connection, parent: int, page: Playthrough) -> int:
    """The row of a page that a choice led to from another: the one that is there, or a new one."""
    kept = write(snapshot(page))
    found = db.execute(
        "SELECT id FROM step WHERE parent = ? AND choice IS ? AND snapshot = ?",
        (parent, page.choice, kept),
    ).fetchone()
    if found:
        return int(found[0])
    playthrough = db.execute("SELECT playthrough FROM step WHERE id = ?", (parent,)).fetchone()
    return _insert(db, (playthrough[0] if playthrough else None, parent), page, kept)


def _insert(
    db: sqlite3.Connection, above: tuple[int | None, int | None], page: Playthrough, kept: str
) -> int:
    choice = page.choice if above[1] is not None else None
    row = db.execute(
        "INSERT INTO step (playthrough, parent, choice, moment, number, kept, snapshot)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*above, choice, page.moment, page.number, now(), kept),
    ).lastrowid
    note_ending(db, page)
    return row or 0


def taken(db: sqlite3.Connection, story: Story) -> frozenset[tuple[str, str]]:
    """Every choice that was ever taken in a story, with its moment, by the names of today."""
    rows = db.execute(
        "SELECT DISTINCT before.moment, step.choice FROM playthrough"
        " JOIN step ON step.playthrough = playthrough.id"
        " JOIN step AS before ON before.id = step.parent"
        " WHERE story = ? AND step.choice IS NOT NULL",
        (story.id,),
    )
    names = story.renames
    found = ((names.moment(moment), choice) for moment, choice in rows)
    return frozenset((moment, names.choice(moment, choice)) for moment, choice in found)


def met(db: sqlite3.Connection, story: Story) -> frozenset[str]:
    """Every moment that was ever read in a story, by the names of today."""
    rows = db.execute(
        "SELECT DISTINCT moment FROM step JOIN playthrough ON playthrough.id = step.playthrough"
        " WHERE story = ?",
        (story.id,),
    )
    names = story.renames
    return frozenset(names.moment(row[0]) for row in rows)


def note_went(db: sqlite3.Connection, head: int, left: int | None) -> None:
    """Note where the reader went, for the way onward from each page before.

    Args:
        db: The file.
        head: The step that the reader is at now.
        left: The step that the reader was at; from there it is one step, or a leap.
    """
    before = _before(db, head)
    ways = [(head, before)]
    if left is not None and _before(db, left) == head:
        ways = [(left, head)]
    elif left not in (None, before, head):
        path = [step.row for step in path_to(db, head)]
        ways = list(zip(path[1:], path, strict=False))
    db.executemany("UPDATE step SET went = ? WHERE id = ?", ways)


def _before(db: sqlite3.Connection, step: int) -> int | None:
    row = db.execute("SELECT parent FROM step WHERE id = ?", (step,)).fetchone()
    return row[0] if row else None


def onward(db: sqlite3.Connection, step: int) -> Recorded | None:
    """The step that the reader last went on to from another."""
    row = db.execute(
        "SELECT after.id, after.choice, after.moment, after.snapshot"
        " FROM step JOIN step AS after ON after.parent = step.id"
        " WHERE step.id = ? ORDER BY after.id = step.went DESC, after.id DESC LIMIT 1",
        (step,),
    ).fetchone()
    if row is None:
        return None
    from engine.saves.resume import Recorded  # noqa: PLC0415  (a place is kept without it)

    return Recorded(*row)


def all_steps(db: sqlite3.Connection, story: str) -> Iterator[Row]:
    """Every step of a story, in the order in which they were taken."""
    rows = db.execute(
        "SELECT step.id, parent, choice, moment, number, went, snapshot FROM playthrough"
        " JOIN step ON step.playthrough = playthrough.id WHERE story = ? ORDER BY step.id",
        (story,),
    )
    from engine.saves.tried import Row  # noqa: PLC0415  (a place is kept without it)

    return (Row(*row) for row in rows)


def note_ending(db: sqlite3.Connection, page: Playthrough) -> None:
    """An ending once found stays found."""
    ending = page.book.story.moment(page.moment).ending
    if ending is not None:
        db.execute(
            "INSERT OR IGNORE INTO ending (story, id, found) VALUES (?, ?, ?)",
            (page.book.story.id, ending, now()),
        )


def path_to(db: sqlite3.Connection, head: int) -> tuple[Recorded, ...]:
    """The recorded steps from the root to a row."""
    rows = db.execute(
        "WITH RECURSIVE way (id, depth) AS ("
        " SELECT ?, 0 UNION ALL"
        " SELECT step.parent, depth + 1 FROM step JOIN way ON step.id = way.id"
        " WHERE step.parent IS NOT NULL)"
        " SELECT step.id, choice, moment, snapshot FROM way JOIN step USING (id)"
        " ORDER BY depth DESC",
        (head,),
    )
    from engine.saves.resume import Recorded  # noqa: PLC0415  (a place is kept without it)

    return tuple(Recorded(*row) for row in rows)


def others_of(db: sqlite3.Connection, head: int) -> Iterator[tuple[int, str | None, str, int]]:
    """The steps of a step's playthrough but for its beginning, as they were first taken.

    Returns:
        Of each, the row before it, the choice, the moment, and its own row.
    """
    return db.execute(
        "SELECT parent, choice, moment, id FROM step WHERE parent IS NOT NULL AND playthrough ="
        " (SELECT playthrough FROM step WHERE id = ?) ORDER BY id",
        (head,),
    )


def seed_of(db: sqlite3.Connection, row: int) -> int:
    """The seed of the playthrough that a row belongs to."""
    found = db.execute(
        "SELECT seed FROM playthrough JOIN step ON step.playthrough = playthrough.id"
        " WHERE step.id = ?",
        (row,),
    ).fetchone()
    return int(found[0])


def read_slot(db: sqlite3.Connection, story: str, name: str) -> Slot | None:
    """The slot of a name."""
    return _one(db.execute(f"{SLOTS} WHERE slot.story = ? AND slot.name = ?", (story, name)))


def latest_slot(db: sqlite3.Connection, story: str, origin: str) -> Slot | None:
    """The slot of a name, or the one split from it by another window, whichever moved last."""
    return _one(
        db.execute(
            f"{SLOTS} WHERE slot.story = ? AND ? IN (slot.origin, slot.name)"
            " ORDER BY slot.moved DESC LIMIT 1",
            (story, origin),
        )
    )


def _one(rows: sqlite3.Cursor) -> Slot | None:
    row = rows.fetchone()
    return Slot(*row) if row else None


def all_slots(db: sqlite3.Connection, story: str) -> tuple[Slot, ...]:
    """Every slot of a story, the latest first."""
    rows = db.execute(f"{SLOTS} WHERE slot.story = ? ORDER BY slot.moved DESC", (story,))
    return tuple(Slot(*row) for row in rows)


def stories(db: sqlite3.Connection) -> tuple[str, ...]:
    """The stories in which a place is kept, the latest first."""
    rows = db.execute("SELECT story FROM slot GROUP BY story ORDER BY max(moved) DESC")
    return tuple(row[0] for row in rows)


def free_name(db: sqlite3.Connection, story: str, slot: str, between: str = "-") -> str:
    """A name for a slot that splits from another, or comes beside it: ``auto-2``."""
    taken = {found.name for found in all_slots(db, story)}
    return next(
        name
        for count in range(2, len(taken) + 3)
        if (name := f"{slot}{between}{count}") not in taken
    )


def move_slot(db: sqlite3.Connection, name: str, origin: str, page: Playthrough, head: int) -> None:
    """Point a slot at a row, and make the slot if it is new."""
    story = page.book.story
    moment = story.moment(page.moment)
    scene = story.scenes[moment.scene]
    db.execute(
        "INSERT OR REPLACE INTO slot"
        " (story, name, origin, head, moved, kept, title, place, ending)"
        " VALUES (?, ?, ?, ?, (SELECT coalesce(max(moved), 0) + 1 FROM slot), ?, ?, ?, ?)",
        (story.id, name, origin, head, now(), scene.title, scene.place, moment.ending),
    )


def rename_slot(db: sqlite3.Connection, story: str, known: str, name: str) -> None:
    """Give a slot another name, which no slot has."""
    db.execute(
        "UPDATE slot SET name = ?, origin = ? WHERE story = ? AND name = ?",
        (name, name, story, known),
    )


def endings_found(db: sqlite3.Connection, story: str) -> dict[str, str]:
    """When each ending of a story was first reached, by its id."""
    return dict(db.execute("SELECT id, found FROM ending WHERE story = ?", (story,)))


def note_opened(db: sqlite3.Connection, story: str, claim: str) -> None:
    """A claim once opened stays opened."""
    db.execute(
        "INSERT OR IGNORE INTO opened (story, claim, opened) VALUES (?, ?, ?)",
        (story, claim, now()),
    )


def claims_opened(db: sqlite3.Connection, story: str) -> tuple[str, ...]:
    """The claims opened in a story, in the order in which they first were."""
    rows = db.execute("SELECT claim FROM opened WHERE story = ? ORDER BY id", (story,))
    return tuple(row[0] for row in rows)


def erase_slot(db: sqlite3.Connection, story: str, name: str) -> None:
    """Forget a place; its pages stay in the tree."""
    db.execute("DELETE FROM slot WHERE story = ? AND name = ?", (story, name))


def erase_story(db: sqlite3.Connection, story: str) -> None:
    """Forget all there is of a story."""
    for table in ("slot", "playthrough", "ending", "opened"):
        db.execute(f"DELETE FROM {table} WHERE story = ?", (story,))  # noqa: S608  (our own names)
