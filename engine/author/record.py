"""Writing a playthrough down as a golden one."""

from __future__ import annotations

import json
import os
import re
from itertools import count
from typing import TYPE_CHECKING

from engine.author.new import schemas_near
from engine.author.putting import put_file
from engine.author.refusal import CannotError
from engine.author.replay import Player
from engine.document.visible import visible_line
from engine.play import CONTINUE, NotOfferedError, replay, view

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


def keep(at: Playthrough) -> Path:
    """Write a playthrough into its story's folder `FOLDER`, under a name that is free.

    Returns:
        The file.

    Raises:
        CannotError: It cannot be played again in the story as it is.
        OSError: It cannot be written.
    """
    if not _plays_again(at):
        raise CannotError("this way through the story is no longer in it, and is not written")
    file = next(file for file in _names(at) if not file.exists())
    put_file(file, written(at, file))
    return file


def _plays_again(at: Playthrough) -> bool:
    """Whether the choices lead there from the beginning: a reload may have cut the way."""
    try:
        again = replay(at.book, at.seed, at.steps())
    except NotOfferedError:
        return False
    return (again.moment, again.state) == (at.moment, at.state)


def _names(at: Playthrough) -> Iterator[Path]:
    """Names of the place that a playthrough has come to: its ending, else its moment."""
    name = view(at).moment.ending or at.moment.replace("/", "-")
    folder = at.book.story.folder / FOLDER
    yield folder / f"{name}.yaml"
    yield from (folder / f"{name}-{number}.yaml" for number in count(2))


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
