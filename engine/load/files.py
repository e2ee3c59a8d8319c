"""The files of a story, none of which may lie outside its folder.

A story is untrusted: it can name no file outside its folder, and a link that leads out of
it is not followed.
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from engine.document.finding import Finding
from engine.document.nearest import nearest
from engine.document.reader import read_file
from engine.document.span import Span
from engine.load import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from engine.document.reader import Document

MOST_FILES = 20_000
"""More scenes than any book has; a folder of more is some other folder."""


def yaml_files(folder: Path, home: Path) -> Iterator[Path | Finding]:
    """The YAML files of a folder in the order of their names, each inside `home`."""
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208  (paths sort slowly)
    except OSError as error:
        reason = "does not exist" if isinstance(error, FileNotFoundError) else "cannot be read"
        yield Finding(codes.NO_FOLDER, f"the folder {folder.name} {reason}", Span(str(folder)))
        return
    if len(names) > MOST_FILES:
        message = f"this folder holds {len(names)} files; at most {MOST_FILES} are read"
        yield Finding(codes.TOO_MANY_FILES, message, Span(str(folder)))
    here = inside(folder, home)
    for name in names[:MOST_FILES]:
        yield from _checked(folder / name, home, here=here)


def _checked(path: Path, home: Path, *, here: bool) -> Iterator[Path | Finding]:
    if path.suffix == ".yml":
        message = "this file is not read: its name must end in .yaml"
        yield Finding(codes.UNREAD_FILE, message, Span(str(path)))
    elif path.suffix == ".yaml":
        # Only a link can lie elsewhere than its folder, and to follow one costs much.
        if inside(path, home) if path.is_symlink() else here:
            yield path
        else:
            message = "this link leads out of the folder and is not followed"
            yield Finding(codes.OUTSIDE_FILE, message, Span(str(path)))


def inside(path: Path, home: Path) -> bool:
    """Whether a path, all its links followed, lies in a folder."""
    try:
        return path.resolve().is_relative_to(home.resolve())
    except (OSError, RuntimeError):
        return False


def folder_meant(home: Path, path: PurePosixPath, most_up: int) -> str | None:
    """The folder that a path must have meant, as seen from a story's own; nothing if not sure.

    Args:
        home: The story's folder.
        path: A path to a folder that is not there.
        most_up: How many folders up it may lie.
    """
    name = path.name
    below = [PurePosixPath(*[".."] * ups) for ups in range(most_up + 1)]
    if name and (there := [str(up / name) for up in below if (home / up / name).is_dir()]):
        return there[0] if len(there) == 1 else None
    try:
        beside = [one.name for one in os.scandir(home / path.parent) if one.is_dir()]
    except OSError:
        return None
    guess = nearest(name, beside)
    return str(path.parent / guess) if guess else None


def documents(
    folder: Path, home: Path, read: Callable[[Path, str], Document] = read_file
) -> Iterator[Document | Finding]:
    """Every YAML file of a folder, read."""
    for found in yaml_files(folder, home):
        yield found if isinstance(found, Finding) else read(found, str(found))
