"""Walkthroughs written down as golden playthroughs, one file an ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author.create import create_file
from engine.author.golden_writer import written
from engine.author.refusal import CannotError

if TYPE_CHECKING:
    from pathlib import Path

    from engine.author.explore.exploration import Exploration


def write(found: Exploration, folder: Path) -> dict[str, Path]:
    """Write the walkthrough of each ending that has one.

    A file that says the same already is left as it is.

    Returns:
        The files, by ending.

    Raises:
        CannotError: A file is there that says something else; nothing is written then.
    """
    paths: dict[str, Path] = {}
    texts: dict[Path, str] = {}
    for reached in found.endings:
        if reached.walkthrough:
            path = paths[reached.ending.id] = folder / f"{reached.ending.id}.yaml"
            texts[path] = written(reached.walkthrough.at, path)
    missing = [path for path in texts if not _says(path, texts[path])]
    for path in missing:
        create_file(path, texts[path])
    return paths


def _says(path: Path, text: str) -> bool:
    """Whether a file says this already; nothing is there where it does not."""
    if not (path.exists() or path.is_symlink()):
        return False
    try:
        says = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        says = None
    if says == text:
        return True
    raise CannotError(f"{path} is there already and says something else; nothing is overwritten")
