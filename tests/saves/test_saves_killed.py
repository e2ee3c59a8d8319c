from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import yard

from engine.saves import Saves

if TYPE_CHECKING:
    from engine.play import Playthrough
    from engine.saves.tried import Tried

RUNS = 100
PAGE = re.compile(r"^(You go back one page\.)|^([^.\n]+\.) Turn (\d+)\.", re.MULTILINE)
"""A step back, or the first words of a page and how many choices were made before it."""


def test_a_hundred_killed_readers_find_every_choice_that_they_had_been_shown(
    tmp_path: Path, path: Path
) -> None:
    book, known = yard.read(tmp_path, *yard.COUNTED), 0
    with _nursery(tmp_path, path) as nursery:
        assert nursery.stdout is not None
        assert nursery.stdin is not None
        for number in range(RUNS):
            assert nursery.stdout.readline() == f"{number} {-signal.SIGKILL}\n"
            ways = _shown(tmp_path / f"shown-{number}")
            with Saves(path) as saves:
                found, tree = saves.resume(book), saves.tried(book.story)
                assert saves.notices() == ()
            if ways:
                assert found is not None
                assert found.notices == ()
                kept = _words(found.playthrough)
                # A page can have been kept and not yet shown: the way is then one step off.
                assert kept in (ways[-1], ways[-1][:-1]) or kept[:-1] == ways[-1]
                tried = {_way(page) for page in tree.pages}
                assert tried.issuperset(ways)
                known += len(ways)
            nursery.stdin.write("\n")
            nursery.stdin.flush()
    assert known > RUNS  # most of them had come to show several pages


def _nursery(folder: Path, path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    program = str(Path(__file__).with_name("nursery.py"))
    return subprocess.Popen(
        [sys.executable, program, str(folder), str(path), str(RUNS)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def _shown(file: Path) -> list[tuple[str, ...]]:
    """The way to each page that was shown, as the first words of its pages."""
    at: tuple[str, ...] = ()
    ways = []
    back = False
    for found in PAGE.finditer(file.read_text("utf-8") if file.exists() else ""):
        if found[1]:
            back = True
            continue
        at = at[:-1] if back else (*at, found[2])
        assert len(at) == int(found[3]) + 1
        ways.append(at)
        back = False
    return ways


def _words(at: Playthrough) -> tuple[str, ...]:
    return tuple(yard.FIRST_WORDS[page.moment] for page in at.pages())[::-1]


def _way(page: Tried) -> tuple[str, ...]:
    return tuple(yard.FIRST_WORDS[one.moment] for one in page.way())[::-1]
