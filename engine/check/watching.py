"""Watching the files of stories for changes: `engine check --watch`, and drafts."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from engine.check.command import Request
    from engine.check.run import Memory

Stamps: TypeAlias = dict[str, tuple[int, int, int]]
"""When each file was changed last, in nanoseconds, its length, and which file it is."""

PAUSE = 0.1
"""Seconds between two looks: a look at a thousand files takes a few thousandths."""
REST = 0.03
"""Seconds without a change after which a save is over: it may take several steps."""


class Watcher:
    """Looks whether files have changed, and whether they have come to rest.

    Attributes:
        folders: Where the files lie.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = list(folders)
        self._known = self._last = stamps(self.folders)

    @property
    def pause(self) -> float:
        """Seconds until the next look is worth while."""
        return PAUSE if self._last == self._known else REST

    def widen(self, folders: Iterable[Path]) -> None:
        """Look into some more folders; what lies there now is no change."""
        fresh = [folder for folder in dict.fromkeys(folders) if folder not in self.folders]
        if fresh:
            self.folders += fresh
            seen = stamps(fresh)
            self._known, self._last = seen | self._known, seen | self._last

    def changed(self) -> bool:
        """Whether something has changed since this was true, and changes no more."""
        before, self._last = self._last, stamps(self.folders)
        if self._last == self._known or self._last != before:
            return False
        self._known = self._last
        return True


def watched(request: Request, sleep: Callable[[float], None] = time.sleep) -> Iterator[str]:
    """Check, and again after each change, for ever.

    Args:
        request: What to check.
        sleep: Waits so many seconds.

    Yields:
        What a screen should show now, and nothing else.
    """
    from engine.check.command import run  # noqa: PLC0415  (a draft is watched without it)

    memory: Memory = {}
    watcher = Watcher(request.folders)
    while True:
        output = run(request, memory)
        watcher.widen(Path(path).parent for path in output.texts)
        yield "\n".join(part for part in (output.out, output.summary) if part)
        while not watcher.changed():
            sleep(watcher.pause)


def stamps(folders: Iterable[Path]) -> Stamps:
    """The state of every YAML file in some folders and in their `scenes`."""
    found: Stamps = {}
    for folder in {place for given in folders for place in (given, given / "scenes")}:
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        found |= {e.path: _stamp(e) for e in entries if e.name.endswith((".yaml", ".yml"))}
    return found


def _stamp(entry: os.DirEntry[str]) -> tuple[int, int, int]:
    try:
        status = entry.stat()
    except OSError:
        return 0, 0, 0
    return status.st_mtime_ns, status.st_size, status.st_ino
