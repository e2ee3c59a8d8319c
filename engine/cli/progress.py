"""A progress bar for long commands."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress, Task, TaskID


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """What to tell how far it has come: what is being done, how much of it, of how much.

    Of how much is 0 where nobody knows.

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
            self._task = self._bars.add_task(what, total=of or None)
        self._bars.update(self._task, completed=done)


def _bars() -> Progress:
    from rich.console import Console  # noqa: PLC0415  (only on a terminal)
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Words(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(label(task.completed, task.total, task.elapsed, task.time_remaining))

    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), Words())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def label(done: float, of: float | None, seconds: float | None, left: float | None) -> str:
    """How far something has come, and how long it takes if it goes on so."""
    spent = f"{seconds or 0:,.0f} s"
    if of is None:
        return spent
    more = f", {left:,.0f} s left" if left is not None else ""
    return f"{done:,.0f} of {of:,.0f}, {spent}{more}"
