"""Creating files and folders where nothing is yet: all of one, or nothing.

A folder or a file is written beside its place under a hidden name, and moved there whole.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from engine.author.refusal import CannotError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def create_folder(target: Path, files: Mapping[str, str]) -> None:
    """Make a folder of text files.

    Args:
        target: The folder, which must not be there.
        files: What each file says, by its path from the folder.

    Raises:
        CannotError: Something is there already.
    """
    _refuse_existing(target)
    with _beside(target) as scratch:
        made = scratch / target.name
        made.mkdir()
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        made.rename(target)


def create_file(target: Path, text: str) -> None:
    """Make a text file.

    Raises:
        CannotError: Something is there already.
    """
    _refuse_existing(target)
    with _beside(target) as scratch:
        made = scratch / target.name
        made.write_text(text, "utf-8", newline="\n")
        _move(made, target)


def _move(made: Path, target: Path) -> None:
    """Move a file to a place where nothing is, even if something has just come there."""
    try:
        os.link(made, target)
    except FileExistsError:
        _refuse_existing(target)
    except OSError:
        # A file system without hard links: nothing is there, as far as can be known.
        _refuse_existing(target)
        made.rename(target)


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise CannotError(f"{target} is there already, and nothing is overwritten")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A hidden folder in the same place, gone in the end whatever happens."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(mkdtemp(prefix=".new-", dir=target.parent))
    try:
        yield scratch
    finally:
        rmtree(scratch, ignore_errors=True)
