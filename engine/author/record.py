"""Writing a playthrough down as a golden one."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from engine.author.new import schemas_near
from engine.author.refusal import CannotError
from engine.author.replay import Player
from engine.document.visible import visible_line
from engine.play import CONTINUE, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from engine.play import Book, Playthrough

FOLDER = "playthroughs"
"""Where a story keeps its golden playthroughs, unless it is told otherwise."""
_PLAIN = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./-]*")


def play(book: Book, seed: int, choices: Iterable[str]) -> Playthrough:
    """Make some choices in order, turning every page between them.

    Raises:
        CannotError: A choice cannot be taken.
    """
    player = Player(book, seed)
    for number, choice in enumerate(choices, 1):
        if fault := player.choose(choice):
            raise CannotError(f"choice {number}, at {fault.sight.at.moment}: {fault.wrong}")
    player.turn_pages()
    return player.sight.at


def written(at: Playthrough, file: Path | None = None) -> str:
    """A playthrough as a golden one: its choices, each scene it comes to, and how it ends.

    Args:
        at: The last page.
        file: Where it will lie; without it, in the story's folder `FOLDER`.
    """
    story = at.book.story.folder
    home = file.parent if file else story / FOLDER
    return "".join(f"{line}\n" for line in (*_head(at, story, home), *_steps(at)))


def _head(at: Playthrough, story: Path, home: Path) -> Iterator[str]:
    if schemas := schemas_near(story):
        path = _relative(schemas / "playthrough.schema.json", home)
        yield f"# yaml-language-server: $schema={path}"
    yield f"story: {_scalar(_relative(story, home))}"
    yield f"seed: {at.seed}"
    yield "steps:"


def _steps(at: Playthrough) -> Iterator[str]:
    pages = [*reversed(list(at.pages()))]
    for here, after in zip(pages, (*pages[1:], None), strict=True):
        page = view(here)
        if page.opens or (after is None and not page.ending):
            title = visible_line(page.scene.title)
            yield f"  - expect: {{moment: {here.moment}}}  # {title}"
        if page.ending:
            title = visible_line(page.ending.title)
            yield f"  - expect: {{ending: {page.ending.id}}}  # {title}"
        if after is not None and after.choice != CONTINUE:
            yield f"  - {after.choice}"


def _relative(path: Path, home: Path) -> str:
    # A file of the home that is to be may not be there yet; links are followed on both sides.
    return os.path.relpath(path.resolve(), home.resolve()).replace(os.sep, "/")


def _scalar(text: str) -> str:
    """A path as YAML: in quotes where it could be read as something else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
