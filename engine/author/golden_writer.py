"""Writing a playthrough to a file as a golden one."""

from __future__ import annotations

import json
import os
import re
from itertools import count
from typing import TYPE_CHECKING

from engine.author.create import create_file
from engine.author.new import schemas_near
from engine.author.refusal import CannotError
from engine.author.replay import Player
from engine.author.start import Start
from engine.document.visible import visible_line
from engine.play import CONTINUE, NotOfferedError, play_on, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from engine.model.state import Value
    from engine.play import Book, Playthrough

FOLDER = "playthroughs"
"""Where a story keeps its golden playthroughs, unless it is told otherwise."""
_PLAIN = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./-]*")


def play(book: Book, start: Start, choices: Iterable[str]) -> Playthrough:
    """Make some choices in order, turning every page between them.

    Raises:
        CannotError: It cannot begin so, or a choice cannot be taken.
    """
    player = Player(start.begin(book))
    for number, choice in enumerate(choices, 1):
        if fault := player.choose(choice):
            raise CannotError(f"choice {number}, at {fault.sight.at.moment}: {fault.wrong}")
    player.turn_pages()
    return player.sight.at


def keep(at: Playthrough, start: Start) -> Path:
    """Write a playthrough into its story's folder `FOLDER`, under a name that is free.

    Args:
        at: Its last page.
        start: Where it was asked to begin.

    Returns:
        The file.

    Raises:
        CannotError: It cannot be played again in the story as it is.
        OSError: It cannot be written.
    """
    if not _plays_again(at, start):
        raise CannotError("this way through the story is no longer in it, and is not written")
    file = next(file for file in _names(at) if not file.exists())
    create_file(file, written(at, file, start))
    return file


def _plays_again(at: Playthrough, start: Start) -> bool:
    """Whether the choices lead there from the beginning: a reload may have cut the way."""
    try:
        again = play_on(start.begin(at.book), at.steps())
    except (CannotError, NotOfferedError):
        return False
    return (again.moment, again.state) == (at.moment, at.state)


def _names(at: Playthrough) -> Iterator[Path]:
    """Names of the place that a playthrough has come to: its ending, else its moment."""
    name = view(at).moment.ending or at.moment.replace("/", "-")
    folder = at.book.story.folder / FOLDER
    yield folder / f"{name}.yaml"
    yield from (folder / f"{name}-{number}.yaml" for number in count(2))


def written(at: Playthrough, file: Path | None = None, start: Start | None = None) -> str:
    """A playthrough as a golden one: its choices, each scene it comes to, and how it ends.

    Args:
        at: The last page.
        file: Where it will lie; without it, in the story's folder `FOLDER`.
        start: Where it was asked to begin; without it, where the story does.
    """
    story = at.book.story.folder
    home = file.parent if file else story / FOLDER
    head = _head(at, story, home, start or Start())
    return "".join(f"{line}\n" for line in (*head, *_steps(at)))


def _head(at: Playthrough, story: Path, home: Path, start: Start) -> Iterator[str]:
    if schemas := schemas_near(story):
        path = _relative(schemas / "playthrough.schema.json", home)
        yield f"# yaml-language-server: $schema={path}"
    yield f"story: {_scalar(_relative(story, home))}"
    yield f"seed: {at.seed}"
    if start.at:
        yield f"at: {_scalar(start.at)}"
    if values := start.values(at.book.story):
        yield "set:"
        yield from (f"  {variable.name}: {_valued(value)}" for variable, value in values)
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


def _valued(value: Value) -> str:
    """A value as YAML."""
    if isinstance(value, frozenset):
        return f"[{', '.join(map(_valued, sorted(value)))}]"
    if isinstance(value, bool | int):
        return str(value).lower()
    return json.dumps(value) if value in {"true", "false", "null"} else value


def _scalar(text: str) -> str:
    """A path as YAML: in quotes where it could be read as something else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
