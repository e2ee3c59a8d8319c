"""`engine check --watch`: the current findings, again whenever a file changes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from engine.check.command import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from engine.check.command import Asked
    from engine.check.run import Memory

Stamps: TypeAlias = dict[str, tuple[int, int]]
"""When each file was changed last, in nanoseconds, and its length."""

PAUSE = 0.3
"""Seconds between two looks: shorter than it takes to look up from the keyboard."""


def watched(asked: Asked, sleep: Callable[[float], None] = time.sleep) -> Iterator[str]:
    """Check, and again after each change, for ever.

    Args:
        asked: What to check.
        sleep: Waits so many seconds.

    Yields:
        What a screen should show now, and nothing else.
    """
    memory: Memory = {}
    while True:
        folders = [*asked.folders]
        before = stamps(folders)
        told = run(asked, memory)
        folders += {Path(path).parent for path in told.texts}
        yield "\n".join(part for part in (told.out, told.aside) if part)
        before |= {path: mark for path, mark in stamps(folders).items() if path not in before}
        while (now := stamps(folders)) == before:
            sleep(PAUSE)
        # A save may take several steps: what is checked is what it comes to.
        while (then := stamps(folders)) != now:
            now = then
            sleep(PAUSE)


def stamps(folders: Iterable[Path]) -> Stamps:
    """The state of every YAML file in some folders and in their `scenes`."""
    found: Stamps = {}
    for folder in {place for given in folders for place in (given, given / "scenes")}:
        try:
            files = list(folder.iterdir())
        except OSError:
            continue
        for path in files:
            if path.suffix in (".yaml", ".yml"):
                found[str(path)] = _stamp(path)
    return found


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
