"""The map, the branches, the history and the places kept, of a long playthrough, in the app.

    .venv/bin/python bench/places.py [MOMENTS]

A story of so many moments (300, if not said) is read to its end, with a side branch every
fourth page; then each screen is opened with its key and closed again. Prints the least
processor time in milliseconds from the key until the screen is drawn and at rest.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "app"))

from desk import Desk  # noqa: E402  (found beside the tests of the app)

from engine import play  # noqa: E402  (after it)
from engine.app.app import Reader  # noqa: E402
from engine.app.shelf import Shelf, ShelfBook, open_folder  # noqa: E402
from engine.saves import Saves  # noqa: E402

SCENE = 10
ROUNDS = 5
HEAD = "format: 1\nstory: long\ntitle: Long\nsummary: Long.\nstart: s0\nendings: {e: {title: E}}\n"
MOMENT = """\
  m{number}:
    standing: invented
    text: Here is moment {number}, with as many words as a line or two of prose can hold.
    record: silent
"""
CHOICES = """\
    choices:
      - {{id: a, text: Go on along the line to the next post., goto: {after}}}
      - {{id: b, text: Go another way, goto: {after}}}
      - {{id: c, text: Wait here., goto: m{number}}}
"""


def write(folder: Path, moments: int) -> None:
    """Write the story."""
    (folder / "scenes").mkdir(parents=True)
    (folder / "story.yaml").write_text(HEAD)
    for scene in range(moments // SCENE):
        text = f"scene: s{scene}\ntitle: Scene {scene}\ndate: {{os: 1918-01-15}}\nplace: Moscow\n"
        text += "moments:\n"
        for number in range(SCENE):
            within = number + 1 < SCENE
            text += MOMENT.format(number=number)
            if not within and scene + 1 == moments // SCENE:
                text += "    ending: e\n"
            else:
                after = f"m{number + 1}" if within else f"s{scene + 1}"
                text += CHOICES.format(number=number, after=after)
        (folder / "scenes" / f"s{scene}.yaml").write_text(text)


def read(book: play.Book, saves: Saves, moments: int) -> play.Playthrough:
    """Read it to its end, and now and then back."""
    chance, at = random.Random(1), play.begin(book, 1)  # noqa: S311  (the same way every time)
    for number in range(moments - 1):
        if number % 4 == 0:
            saves.keep(play.take(at, "c"))
        at = play.take(at, chance.choice("ab"))
        saves.keep(at)
    return at


async def measure(moments: int) -> None:
    """Open each screen, and print how long that took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "long"
        write(folder, moments)
        opened, saves = open_folder(folder), Saves(Path(name) / "saves.sqlite3")
        if opened.book is None:
            sys.exit("the story has errors")
        at, book = read(opened.book, saves, moments), ShelfBook(folder, "long", "Long")
        shelf = Shelf((book,), saves, lambda *_: opened, book, lambda _: at)
        app = Reader(shelf)
        async with app.run_test(size=(120, 40)) as pilot:
            desk = Desk(app, pilot)
            await desk.settle()
            for key in "vbhk":
                took = []
                for _ in range(ROUNDS):
                    before = time.process_time()
                    await desk.press(key)
                    took.append(time.process_time() - before)
                    screen = app.screen.NAME
                    await desk.press("escape")
                print(f"{screen}: {min(took) * 1000:.0f} ms")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
