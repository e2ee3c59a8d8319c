"""Whether files have changed, from what the file system says of them.

The system's word is good for a file that had been left alone for a while when it was read. A
file that was changed just before may be changed again within the same tick of its clock, and
then look the same: for such files the word of the system is not taken.
"""

from __future__ import annotations

import os
from pathlib import Path

from engine.document.frozen import frozen

PROGRAM = Path(__file__).resolve().parents[1]
PARTS = ("document", "language", "load", "model", "play", "schemas")
"""Where the program is that reads a story and makes it ready."""
CALM = 2_000_000_000
"""Nanoseconds after which a file surely shows another time when it is changed: the tick of the
coarsest clock of a file system in use."""


@frozen()
class Stamp:
    """How some files look to the system.

    Attributes:
        text: All that it says of them.
        latest: When one of them was last changed, in nanoseconds.
    """

    text: str
    latest: int

    def settled(self, when: int) -> bool:
        """Whether files read at a time or after it are told apart from any later ones."""
        return self.latest < when - CALM


def program() -> str:
    """How the files look of the program that reads stories.

    Raises:
        OSError: They cannot be looked at.
    """
    return "\n".join(_look(PROGRAM / part).text for part in PARTS)


def stamp(story: Path, library: Path | None) -> Stamp:
    """How the files of a story look.

    Raises:
        OSError: They cannot be looked at.
    """
    head = _stamp([("story.yaml", (story / "story.yaml").stat())])
    looks = [head, *(_look(folder) for folder in (story / "scenes", library) if folder)]
    return Stamp("\n".join(one.text for one in looks), max(one.latest for one in looks))


def _look(folder: Path) -> Stamp:
    with os.scandir(folder) as found:
        return _stamp(
            [
                (entry.name, entry.stat())
                for entry in found
                if not entry.name.startswith(".") and entry.name != "__pycache__"
            ]
        )


def _stamp(files: list[tuple[str, os.stat_result]]) -> Stamp:
    """All files at once: a book of ten thousand scenes waits for this whenever it is opened."""
    lines = [f"{n} {f.st_size} {f.st_mtime_ns} {f.st_ctime_ns} {f.st_ino}" for n, f in files]
    lines.sort()
    latest = max([max(f.st_mtime_ns, f.st_ctime_ns) for _, f in files], default=0)
    return Stamp("\n".join(lines), latest)
