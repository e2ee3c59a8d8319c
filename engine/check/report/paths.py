"""Paths for other programs: relative to the current folder, with slashes."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote


def relative(path: str) -> str:
    """The path from the folder at hand; as it is, where there is no way from one to the other."""
    try:
        found = os.path.relpath(path)
    except ValueError:
        found = path
    return PurePath(found).as_posix()


def uri(path: str) -> str:
    """The same as a relative URI."""
    return quote(relative(path).encode("utf-8", "surrogateescape"), safe="/-._~")
