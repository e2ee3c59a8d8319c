"""The file of saves: opening it, its schema, its versions, and what to do when it is damaged."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from engine.saves.error import SaveError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

OURS = 0x4D617267
"""SQLite's application id of our files: "Marg"."""

VERSION = 3
PATIENCE = 2.0
"""Seconds to wait for another process that is writing: it takes milliseconds."""

MAGIC = b"SQLite format 3\0"
HEADER = 100
VERSION_AT = slice(60, 64)

# A claim whose dossier was read; the ids are in the order of first opening.
OPENED = """
    CREATE TABLE opened (
        id     INTEGER PRIMARY KEY AUTOINCREMENT,
        story  TEXT NOT NULL,
        claim  TEXT NOT NULL,
        opened TEXT NOT NULL,
        UNIQUE (story, claim)
    )
"""

SCHEMA = (
    # One beginning of a story with one seed. The seed is text: it can exceed 64 bits.
    """
    CREATE TABLE playthrough (
        id    INTEGER PRIMARY KEY AUTOINCREMENT,
        story TEXT NOT NULL,
        seed  TEXT NOT NULL,
        begun TEXT NOT NULL
    )
    """,
    "CREATE INDEX playthrough_story ON playthrough (story, seed)",
    # One page: `choice` led here from `parent`. The rows form a tree of all that was tried.
    # Ids are never used twice, so that a window can tell that another erased its rows.
    # `went` is the step that the reader last went on to from here.
    """
    CREATE TABLE step (
        id          INTEGER PRIMARY KEY AUTOINCREMENT,
        playthrough INTEGER NOT NULL REFERENCES playthrough (id) ON DELETE CASCADE,
        parent      INTEGER REFERENCES step (id) ON DELETE CASCADE,
        choice      TEXT,
        moment      TEXT NOT NULL,
        number      INTEGER NOT NULL,
        kept        TEXT NOT NULL,
        snapshot    TEXT NOT NULL,
        went        INTEGER
    )
    """,
    "CREATE INDEX step_parent ON step (parent, choice)",
    "CREATE INDEX step_playthrough ON step (playthrough)",
    # A named place in a story. `origin` is the slot it split from when two windows met;
    # `moved` counts all moves of all slots, so the greatest is the latest.
    """
    CREATE TABLE slot (
        story  TEXT NOT NULL,
        name   TEXT NOT NULL,
        origin TEXT NOT NULL,
        head   INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
        moved  INTEGER NOT NULL,
        kept   TEXT NOT NULL,
        title  TEXT NOT NULL,
        place  TEXT NOT NULL,
        ending TEXT,
        PRIMARY KEY (story, name)
    )
    """,
    """
    CREATE TABLE ending (
        story TEXT NOT NULL,
        id    TEXT NOT NULL,
        found TEXT NOT NULL,
        PRIMARY KEY (story, id)
    )
    """,
    OPENED,
)

MIGRATIONS = {1: (OPENED,), 2: ("ALTER TABLE step ADD COLUMN went INTEGER",)}
"""What makes a file of each older version one of the next."""


def now() -> str:
    """The time, UTC, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Database:
    """The connection to a file of saves, made when it is first needed.

    Attributes:
        path: The file.
        generation: Which file it is: it grows when another file lies at the path, and all that
            was known of the rows is void.
        notices: What the reader should be told of the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generation = 0
        self.notices: list[str] = []
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._deleted: tuple[str, ...] = ()
        self._sealed = False

    def connect(self, *, create: bool) -> sqlite3.Connection | None:
        """The open file; nothing if there is none and none shall be made.

        One that was deleted while it was open is made again with all that it held: the system
        keeps it as long as it is open.

        Raises:
            SaveError: It is not ours to open, or cannot be.
            sqlite3.Error: SQLite cannot open it.
            OSError: Its folder cannot be made or read.
        """
        sealed = self._is_sealed()
        if self._connection is not None and (self._identity(), sealed) == (
            self._opened,
            self._sealed,
        ):
            return self._connection
        self._rescue()
        self.close()
        self._sealed = sealed
        if not (create or self._deleted or self.path.exists()):
            return None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._refuse_newer()
        self._connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?immutable=1" if sealed else self.path,
            timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=sealed,
        )  # fmt: skip
        if not self._deleted:
            self._remember()
        try:
            self._make_ready(self._connection)
        except SaveError:
            self.close()
            raise
        self._remember()
        return self._connection

    def _make_ready(self, connection: sqlite3.Connection) -> None:
        """Bring a file up to date, or make it, with what one held that was deleted."""
        if _prepare(connection, self.path, self._deleted) and self._deleted:
            self._opened = self._identity()  # its rows are those that are known
            self.notices.append(
                "The file of saves was deleted while it was open. All that it held is kept "
                f"again, in {self.path}."
            )
        self._deleted = ()

    def _rescue(self) -> None:
        """Take what an open file holds that is no longer to be found."""
        if self._connection is not None and self._opened is not None and self._identity() is None:
            with suppress(sqlite3.Error):
                self._deleted = tuple(self._connection.iterdump())[1:-1]  # but for the transaction

    def _is_sealed(self) -> bool:
        """Whether the file can only be read: SQLite would write beside it even for that.

        It need not where all that was kept is in the file itself, as after every leave.
        """
        if os.access(self.path.parent, os.W_OK):
            return False
        log = self.path.with_name(f"{self.path.name}-wal")
        return self.path.exists() and not (log.exists() and log.stat().st_size)

    def _remember(self) -> None:
        """Note which file is open; SQLite makes a new one only when it first writes."""
        identity, before = self._identity(), self._opened
        if identity is None or identity == before:
            return
        self._opened = identity
        self.generation += 1
        if before is not None:
            self.notices.append(
                f"The file of saves, {self.path}, is not the one that was there before. What you "
                "read now is kept in it from its first page on; what was kept earlier is not."
            )

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return found.st_dev, found.st_ino

    def _refuse_newer(self) -> None:
        """Look before SQLite does: it would tidy up even in a file that it only reads."""
        with suppress(FileNotFoundError), self.path.open("rb") as file:
            header = file.read(HEADER)
            if header.startswith(MAGIC) and len(header) == HEADER:
                _refuse_version(int.from_bytes(header[VERSION_AT], "big"), self.path)

    def close(self) -> None:
        """Close the file; the next `connect` opens it again."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def set_aside(self) -> None:
        """Move a damaged file out of the way, with SQLite's two beside it, and say so.

        Raises:
            OSError: It cannot be moved.
        """
        damaged = self._opened
        self.close()
        if self._identity() != damaged:
            return  # another window has already done it
        aside = self._aside()
        for suffix in ("-wal", "-shm", ""):
            part = self.path.with_name(self.path.name + suffix)
            with suppress(FileNotFoundError):
                part.rename(aside.with_name(aside.name + suffix))
        self._opened = None
        self.notices.append(
            f"The file of saves was damaged. It is kept as {aside}, and a new one has been begun."
        )

    def _aside(self) -> Path:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        stem = f"{self.path.stem}.damaged-{stamp}"
        free, count = self.path.with_name(stem + self.path.suffix), 1
        while free.exists():
            count += 1
            free = self.path.with_name(f"{stem}-{count}{self.path.suffix}")
        return free


def _prepare(connection: sqlite3.Connection, path: Path, held: Sequence[str]) -> bool:
    """Bring a file up to date; whether it is a new one, with what another held."""
    connection.execute("PRAGMA synchronous = FULL")
    made = False
    if _is_new(connection, path):
        connection.execute("PRAGMA journal_mode = WAL")
        made = _create(connection, path, held or SCHEMA)
    elif _pragma(connection, "user_version") < VERSION:
        _migrate(connection)
    connection.execute("PRAGMA foreign_keys = ON")  # not before: held rows come in any order
    return made


def _is_new(connection: sqlite3.Connection, path: Path) -> bool:
    _refuse_version(_pragma(connection, "user_version"), path)
    if _pragma(connection, "application_id") == OURS:
        return False
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise SaveError(f"{path} is not a file of saves; it is left as it is.")
    return True


def _create(connection: sqlite3.Connection, path: Path, statements: Sequence[str]) -> bool:
    with transaction(connection):
        if not _is_new(connection, path):
            return False  # another window was quicker
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {OURS}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    return True


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an older file up to date: all of the way, or not at all."""
    with transaction(connection):
        # Another window may have been quicker: the version is read under the lock.
        for version in range(_pragma(connection, "user_version"), VERSION):
            for statement in MIGRATIONS.get(version, ()):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _refuse_version(version: int, path: Path) -> None:
    if version > VERSION:
        raise SaveError(
            f"The saves in {path} were written by a newer version of Marginalia; "
            "they are left as they are."
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it is kept, or nothing: the write lock is taken first."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
STALE = frozenset({sqlite3.SQLITE_CONSTRAINT})
BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
SHUT = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's code for an error, without its finer distinction."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def explain(error: sqlite3.Error | OSError, path: Path) -> str:
    """What went wrong, in one sentence."""
    code = primary_code(error) if isinstance(error, sqlite3.Error) else 0
    if code == sqlite3.SQLITE_FULL or _is_full(path):
        return f"The disk is full: the place could not be kept in {path}."
    if code in BUSY:
        return f"Another program holds the saves in {path}: the place could not be kept yet."
    if code in SHUT or isinstance(error, PermissionError):
        return f"The saves in {path} cannot be opened or written: check who may write there."
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"The saves in {path} cannot be used: {reason}."


def _is_full(path: Path) -> bool:
    """Whether the disk is full, which SQLite often reports as a plain failure to write."""
    for folder in path.parents:
        with suppress(OSError, AttributeError):
            return os.statvfs(folder).f_bavail == 0
    return False
