"""Whether files are as they were, told by the system without reading them.

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
    return "\n".join(line for part in PARTS for line, _ in _files(PROGRAM / part))


def stamp(story: Path, library: Path | None) -> Stamp:
    """How the files of a story look.

    Raises:
        OSError: They cannot be looked at.
    """
    told = [_file("story.yaml", (story / "story.yaml").stat()), *_files(story / "scenes")]
    if library:
        told += _files(library)
    return Stamp("\n".join(line for line, _ in told), max(changed for _, changed in told))


def _files(folder: Path) -> list[tuple[str, int]]:
    with os.scandir(folder) as found:
        return sorted(
            _file(entry.name, entry.stat())
            for entry in found
            if not entry.name.startswith(".") and entry.name != "__pycache__"
        )


def _file(name: str, found: os.stat_result) -> tuple[str, int]:
    """What there is to tell of a file, and when it was last changed."""
    made, changed = found.st_mtime_ns, found.st_ctime_ns
    return f"{name} {found.st_size} {made} {changed} {found.st_ino}", max(made, changed)
