"""Plain mode as a process of its own, for the tests."""

from __future__ import annotations

import sys
from pathlib import Path

import depot

from engine.plain import play
from engine.saves import Saves


def main() -> int:
    folder = Path(sys.argv[1])
    saves = Saves(folder / "data" / "saves.sqlite3")
    return play(*depot.read(folder), seed=1, stdin=sys.stdin, stdout=sys.stdout, saves=saves)


if __name__ == "__main__":
    sys.exit(main())
