"""Starts readers in plain mode, each a process of its own, and kills each at some point of it.

All is imported once, and each reader is a fork of it: a hundred of them are there in seconds.
"""

from __future__ import annotations

import io
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yard

from engine.model.record import Library
from engine.plain import play
from engine.play import begin
from engine.saves import Saves
from engine.saves.database import Database

if TYPE_CHECKING:
    import sqlite3

    from engine.play import Book

SOONEST, LATEST = 0.006, 0.04
"""Seconds of life of a reader that is killed from without."""
MOST_WORK = 9_000
"""Steps of SQLite's own machine, in one of which a reader is killed from within."""


class Typist(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def main() -> None:
    """Kill as many readers as asked for, and say of each how it ended."""
    folder, saves, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    book, chance = yard.read(folder, *yard.COUNTED), random.Random(7)
    for number in range(count):
        within, life = number % 3 == 0, chance.uniform(SOONEST, LATEST)
        work = chance.randrange(MOST_WORK) if within else 0
        child = os.fork()
        if child == 0:
            read(book, saves, folder / f"shown-{number}", number, work)
        if not within:
            time.sleep(life)
            os.kill(child, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{number} {status}\n")
        sys.stdout.flush()
        sys.stdin.readline()  # until what it kept has been looked at


def read(book: Book, path: Path, shown: Path, number: int, work: int) -> None:
    """Play at random and for ever, showing each page in a file."""
    chance = random.Random(number)
    typed = "\n".join(chance.choices(("1", "2", "3", "4", "u", "u", "f"), k=20_000))
    if work:
        kill_at_work(work)
    with shown.open("w", encoding="utf-8") as stdout, Saves(path) as saves:
        play(
            book, Library({}), seed=number, stdin=Typist(typed), stdout=stdout, saves=saves,
            start=begin(book, number),
        )  # fmt: skip
    os._exit(0)


def kill_at_work(work: int) -> None:
    """Kill this process in the middle of what SQLite does for it."""
    connect, left = Database.connect, work

    def step() -> int:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def watched(database: Database, *, create: bool) -> sqlite3.Connection | None:
        connection = connect(database, create=create)
        if connection is not None:
            connection.set_progress_handler(step, 1)
        return connection

    Database.connect = watched  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
