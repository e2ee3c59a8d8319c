"""Draws docs/reading.svg, the picture of the README, from the real app: `make picture`.

Fonts are left to whoever looks at it: the picture loads nothing from anywhere.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.app import Opened, Shelf, ShelfBook
from engine.app.app import Reader
from engine.load import load
from engine.play import begin, make_book, take
from engine.saves import Saves

HERE = Path(__file__).resolve().parent
BOOK = HERE.parent / "story" / "the-network"
ROAD = ("stay-dark", "get-in", "continue")
SIZE = (118, 34)


async def draw() -> str:
    """Open the book, walk a little way, and take the screen as it is."""
    loaded = load(BOOK)
    if loaded.story is None:
        raise SystemExit("the book cannot be read")
    book, head = make_book(loaded.story), ShelfBook.of(loaded.story)
    at = begin(book, 1)
    for choice in ROAD:
        at = take(at, choice)
    with TemporaryDirectory() as folder, Saves(Path(folder) / "saves.sqlite3") as saves:
        shelf = Shelf(
            books=(head,),
            saves=saves,
            open=lambda _: Opened(book, loaded.library),
            open_at=head,
            start=lambda _: at,
        )
        app = Reader(shelf)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            return app.export_screenshot(title="Marginalia")


def main() -> None:
    """Write the picture."""
    picture = asyncio.run(draw())
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    (HERE / "reading.svg").write_text(picture, "utf-8")


if __name__ == "__main__":
    main()
