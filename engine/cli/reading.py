"""The fast path of `engine play`: without click, and with nothing else that it does not need."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from engine.cli.streams import fail, has_screen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.app import Opened


def read(story: str | None, seed: int | None) -> int:
    """Read a book, by its folder or its name, or choose one.

    Returns:
        The exit status.
    """
    folder, folders = find_book(story)
    if has_screen():
        return play_screen(folder, folders, seed)
    from engine.cli.play import play_plain  # noqa: PLC0415  (which reads options as well)

    return play_plain(folder, folders, seed)


def find_book(story: str | None) -> tuple[Path | None, Sequence[Path]]:
    """The folder of the book that is asked for, and the folders of those on the shelf."""
    from engine.load.books import named, no_story, shelf  # noqa: PLC0415

    folders = shelf()
    asked = named(story, folders) if story else None
    if asked and not (asked / "story.yaml").is_file():
        fail(no_story(asked))
    return asked, folders


def play_screen(asked: Path | None, folders: Sequence[Path], seed: int | None) -> int:
    """Read on a screen."""
    # Nothing that is made before the first page is shown is garbage: the app collects from then.
    gc.disable()
    from engine import app  # noqa: PLC0415
    from engine.play import begin  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415

    with Saves(default_path()) as saves:
        return app.run(
            app.Shelf(
                books=app.Books(folders),
                saves=saves,
                open=open_book,
                open_at=app.ShelfBook(asked, asked.name, asked.name) if asked else None,
                start=None if seed is None else lambda book: begin(book, seed),
            )
        )


def open_book(folder: Path) -> Opened:
    """Take a book from the shelf: ready to play, or with what is wrong with it."""
    from engine.app import open_folder  # noqa: PLC0415
    from engine.load.copy import default_home  # noqa: PLC0415

    return open_folder(folder, default_home())
