"""Writing a file completely or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from stat import S_IMODE
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def write_whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Write a file beside its place and put it there when it is whole.

    A file that is there is replaced, and its permissions are kept.

    Args:
        path: Where it shall be; its folder is made.
        write: Writes it.

    Raises:
        OSError: It could not be written; what was there is as it was.
    """
    from tempfile import mkstemp  # noqa: PLC0415  (no page waits for it)

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        with suppress(FileNotFoundError):
            Path(name).chmod(S_IMODE(path.stat().st_mode))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def write_new(path: Path, text: str) -> Path:
    """Write a text under a name that is free.

    Returns:
        Where it was written: another name if the one asked for is taken.

    Raises:
        OSError: It cannot be written.
    """
    target = _claim(path)

    def write(file: IO[bytes]) -> None:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())

    try:
        write_whole(target, write)
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise
    return target


def _claim(path: Path) -> Path:
    """Make an empty file under a free name, so that nobody else takes it."""
    for number in count(1):
        name = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        try:
            name.open("x").close()
        except FileExistsError:
            continue
        return name
    raise AssertionError  # counting never ends
