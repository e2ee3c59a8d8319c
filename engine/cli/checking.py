"""The fast path of `engine check`: without click, and with nothing else that it does not need."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from engine.check import command
from engine.cli.streams import FOUND, colour, fail, say
from engine.document.collecting import without_collections

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def folders(paths: Sequence[Path]) -> list[Path]:
    """The stories at some paths, or those at hand where there is none."""
    if paths:
        return list(dict.fromkeys(found for path in paths for found in _stories(path)))
    from engine.load.books import here  # noqa: PLC0415  (where no story is named)

    return here() or fail("there is no story here: name a story's folder, or a folder of stories")


def _stories(path: Path) -> list[Path]:
    """The stories at a path: a story, a folder of stories, or the story that a file is of."""
    from engine.load import find_stories  # noqa: PLC0415  (where a story is named)

    if not path.exists():
        fail(f"{path} does not exist")
    if path.is_file():
        above = [folder for folder in path.parents[:2] if (folder / "story.yaml").is_file()]
        return above[:1] or fail(f"{path} is not a file of a story")
    return find_stories(path) or fail(f"there is no story in {path}: no folder has a story.yaml")


def check(paths: Iterable[str], *, strict: bool, prove: bool | None) -> int:
    """Check stories, and tell what was found as text."""
    found = folders([Path(path) for path in paths])
    return run_check(command.Request(found, strict=strict, prove=prove, colour=colour(sys.stdout)))


def run_check(request: command.Request) -> int:
    """Check, and tell what was found.

    Returns:
        The exit status.
    """
    with without_collections():  # it is over before there is garbage that is worth a look
        found = command.run(request)
    if found.out:
        say(found.out)
    if found.summary:
        say(found.summary, sys.stderr)
    return FOUND if found.failed else 0
