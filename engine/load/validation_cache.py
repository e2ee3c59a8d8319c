"""A cache of the files that are known to follow their schema.

To validate a file against its schema costs more than to read it. A hash of its text and of
the schema is remembered where nothing was found, so that a book that is only played is
validated once. The memory is a text file of hashes in the user's cache: it carries no code,
it may be deleted at any time, and two programs may write it at once.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "MARGINALIA_CACHE"
"""The environment variable that names another folder."""
NAME = "shapes-1.txt"
DIGITS = 32
MOST_BYTES = 4 * 1024 * 1024
"""A memory larger than this is begun anew: some hundred thousand files."""


class ValidationCache:
    """The files known to follow their schemas; what is learnt is written by `save`."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _read(path) if path else set()
        self._learnt: list[str] = []

    @property
    def remembers(self) -> bool:
        """Whether anything is kept."""
        return self._path is not None

    def __contains__(self, key: str) -> bool:
        return key in self._known

    def learn(self, key: str) -> None:
        """Remember a file whose shape was found to be right."""
        if self._path and key not in self._known:
            self._known.add(key)
            self._learnt.append(key)

    def save(self) -> None:
        """Write what was learnt; a cache that cannot be written is no trouble."""
        if self._path is None or not self._learnt:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            full = self._path.exists() and self._path.stat().st_size > MOST_BYTES
            with self._path.open("w" if full else "a", encoding="ascii") as file:
                file.write("".join(f"{key}\n" for key in self._learnt))
        except OSError:
            return
        self._learnt.clear()


def default_path() -> Path:
    """The file in the platform's folder for caches, or in `FOLDER`."""
    if chosen := os.environ.get(FOLDER):
        return Path(chosen).expanduser() / NAME
    import platformdirs  # noqa: PLC0415  (only asked where nothing was chosen)

    return platformdirs.user_cache_path("marginalia", appauthor=False) / NAME


def key(text: str, schema: str) -> str:
    """What a file of this text under this schema is remembered by."""
    from hashlib import sha256  # noqa: PLC0415  (a book opened from its copy needs none)

    digest = sha256(f"{schema}\0{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:DIGITS]


def _read(path: Path) -> set[str]:
    try:
        if path.stat().st_size > 2 * MOST_BYTES:
            return set()
        lines = path.read_text("ascii", "replace").split("\n")
    except OSError:
        return set()
    return {line for line in lines if len(line) == DIGITS}
