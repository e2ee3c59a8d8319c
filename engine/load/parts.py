"""A file of parts, each of which can be read without the others.

The parts stand one after the other, then an index as JSON, then where the index is. Each part
and the index have a sum over their bytes: what is damaged is never taken for what was written.
"""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Value = TypeVar("Value")
Place: TypeAlias = "list[int]"
"""Where a part begins, how long it is, and the sum over its bytes."""

MARK: Final = b"marginalia parts 1"
END: Final = 64
"""Bytes at the end of the file that say where the index is."""


class DamagedError(ValueError):
    """A file or a part of it is not what was written."""


class PartsWriter:
    """Writes parts one after the other."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0

    def add(self, part: bytes) -> Place:
        """Write a part; its place belongs into the index."""
        place = [self._at, len(part), zlib.crc32(part)]
        self._at += self._file.write(part)
        return place

    def end(self, index: object) -> None:
        """Write the index and its place."""
        place = self.add(json.dumps(index, separators=(",", ":")).encode())
        self._file.write(MARK + json.dumps(place).encode().rjust(END - len(MARK)))


class PartsFile:
    """Reads parts.

    Attributes:
        index: What was written as the index.
    """

    def __init__(self, path: Path) -> None:
        """Open a file and read its index.

        Raises:
            OSError: It cannot be read.
            DamagedError: It is no file of parts, or is damaged.
        """
        with path.open("rb") as file:
            # The open file stays what it is when another is put in its place.
            try:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:  # it is empty
                raise DamagedError from error
        end = self._bytes[-END:]
        if not end.startswith(MARK):
            raise DamagedError
        try:
            self.index: Any = json.loads(self.part(json.loads(end.removeprefix(MARK))))
        except (ValueError, RecursionError) as error:
            raise DamagedError from error

    def part(self, place: Place) -> bytes:
        """The part at a place.

        Raises:
            DamagedError: It is not what was written there.
        """
        try:
            start, length, total = place
            found = self._bytes[start : start + length]
        except (TypeError, ValueError) as error:
            raise DamagedError from error
        if zlib.crc32(found) != total:
            raise DamagedError
        return found


class Parts(Mapping[str, Value]):
    """Values by name, each read when it is first asked for."""

    def __init__(
        self,
        index: Mapping[str, Any],
        read: Callable[[str, Any], Value],
        otherwise: Callable[[], Mapping[str, Value]],
    ) -> None:
        """Takes what stands for each value, how to read it, and all of them should that fail."""
        self._index = index
        self._read = read
        self._otherwise = otherwise
        self._known: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._known:
            place = self._index[name]
            try:
                self._known[name] = self._read(name, place)
            except ValueError:
                self._known[name] = self._otherwise()[name]
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._index

    def __iter__(self) -> Iterator[str]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)
