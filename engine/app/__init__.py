"""The reader: the Textual app. Nothing outside this package imports Textual."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from engine.app.shelf import Books, Opened, Shelf, ShelfBook, open_folder

if TYPE_CHECKING:
    from engine.settings import Settings

STRETCH = 0.0002
"""Seconds that a thread works on while another waits for its turn. Python's own are 5 ms, and so
long each picture waits for the thread that writes it to the terminal."""

__all__ = ["Books", "Opened", "Shelf", "ShelfBook", "open_folder", "run"]


def run(shelf: Shelf, settings: Settings | None = None) -> int:
    """Open the reader and wait until it is closed.

    Args:
        shelf: The books, where places are kept, and what to open first.
        settings: What the reader chose before; kept in the user's own file if not given.

    Returns:
        The exit status: 0 when the reader left, 1 when the app failed.
    """
    from engine.app import terminal  # noqa: PLC0415  (a shelf needs no terminal)
    from engine.app.app import Reader  # noqa: PLC0415  (Textual takes 300 ms to import)
    from engine.settings import Kept, default_path, keys_path  # noqa: PLC0415  (the same)

    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # empty, it asks for nothing: Textual thinks otherwise
    sys.setswitchinterval(STRETCH)
    terminal.give_size()
    app = Reader(shelf, settings or Kept(default_path()), keys_path())
    app.run()
    return app.return_code or 0
