"""Writing a file that is not there yet: all of it, or nothing."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from stat import S_IMODE


def write_new(path: Path, text: str) -> Path:
    """Write a file under a name that is free, whole or not at all.

    Raises:
        OSError: It cannot be written.
    """
    target = _claim(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(S_IMODE(target.stat().st_mode))
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
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
