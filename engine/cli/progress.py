"""How far a long command has come, on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, TaskID


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """What to tell how far it has come: what is being done, how much of it, of how much.

    It is drawn on standard error, if that is a terminal that can move back, and is gone in
    the end; elsewhere nothing is said.
    """
    if not (sys.stderr and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        yield lambda _what, _done, _of: None
        return
    with _bars() as bars:
        yield _Teller(bars).tell


class _Teller:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._what = ""
        self._task: TaskID | None = None

    def tell(self, what: str, done: int, of: int) -> None:
        """Draw how far it has come, on a new line for each thing that is done."""
        if what != self._what or self._task is None:
            self._what = what
            if self._task is not None:
                self._bars.stop_task(self._task)
                self._bars.remove_task(self._task)
            self._task = self._bars.add_task(what, total=of)
        self._bars.update(self._task, completed=done)


def _bars() -> Progress:
    from rich.console import Console  # noqa: PLC0415  (only on a terminal)
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TextColumn("after"),
        TimeElapsedColumn(),
        TextColumn("left, if it goes on so"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
