"""`engine play`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from engine.cli.streams import FOUND, colour, fail, has_screen
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.app import Opened


@click.command()
@click.argument("story", required=False)
@click.option("--plain", is_flag=True, help="Play as lines, without a screen.")
@click.option("--seed", type=int, help="What random numbers grow from; begins anew.")
@click.option("--config", is_flag=True, help="Say where your settings, keys and saves are.")
def play(story: str | None, *, plain: bool, seed: int | None, config: bool) -> None:
    """Play a story: a folder, or the name of a book on the shelf.

    Without STORY, choose from the books at hand, or from those that came along.
    """
    if config:
        sys.exit(_tell_config())
    from engine.load.books import named, shelf  # noqa: PLC0415

    folders = shelf()
    asked = named(story, folders) if story else None
    if asked and not (asked / "story.yaml").is_file():
        fail(f"there is no story at {asked}: a story is a folder with a story.yaml")
    if plain or not has_screen():
        sys.exit(_play_plain(asked, folders, seed))
    sys.exit(_play_screen(asked, folders, seed))


def _tell_config() -> int:
    """Say where the reader's files are, and what is wrong with them."""
    from engine import saves, settings  # noqa: PLC0415
    from engine.app.commands.keymap import read_keys  # noqa: PLC0415

    kept, keys = settings.Kept(settings.default_path()), settings.keys_path()
    for name, path in (("settings", kept.path), ("keys", keys), ("saves", saves.default_path())):
        click.echo(f"{name}: {visible_line(str(path))}")
    told = (*kept.notices(), *read_keys(keys).told)
    for sentence in told:
        click.echo(visible_line(sentence), err=True)
    return FOUND if told else 0


def _play_plain(asked: Path | None, folders: Sequence[Path], seed: int | None) -> int:
    from engine import plain  # noqa: PLC0415
    from engine.load import load_head  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415

    with Saves(default_path()) as saves:
        if asked is None:
            heads = [head for folder in folders if (head := load_head(folder))]
            chosen = plain.choose(heads, saves=saves, stdin=sys.stdin, stdout=sys.stdout)
            if isinstance(chosen, int):
                return chosen
            asked = chosen.folder
        opened = _open(asked)
        if opened.book is None:
            return _refuse(opened, asked)
        return plain.play(
            opened.book,
            opened.library,
            seed=_fresh_seed() if seed is None else seed,
            stdin=sys.stdin,
            stdout=sys.stdout,
            saves=saves,
            fresh=None if seed is None else True,
        )


def _play_screen(asked: Path | None, folders: Sequence[Path], seed: int | None) -> int:
    from engine import app  # noqa: PLC0415
    from engine.play import begin  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415

    with Saves(default_path()) as saves:
        return app.run(
            app.Shelf(
                books=app.Books(folders),
                saves=saves,
                open=_open,
                open_at=app.ShelfBook(asked, asked.name, asked.name) if asked else None,
                start=None if seed is None else lambda book: begin(book, seed),
            )
        )


def _open(folder: Path) -> Opened:
    """Take a book from the shelf: ready to play, or with what is wrong with it."""
    from engine.app import open_folder  # noqa: PLC0415
    from engine.load.copy import default_home  # noqa: PLC0415

    return open_folder(folder, default_home())


def _refuse(opened: Opened, folder: Path) -> int:
    """Say why a story cannot be played."""
    from engine.check.report import text  # noqa: PLC0415

    for frame in text.render(opened.findings, opened.texts, colour=colour(sys.stderr)):
        click.echo(f"{frame}\n", err=True)
    count = text.summary(opened.findings)
    click.echo(f"engine: {visible_line(str(folder))} cannot be played: {count}", err=True)
    return FOUND


def _fresh_seed() -> int:
    """A new seed; always the same one where a file or a pipe is played, to be repeatable."""
    if sys.stdin and sys.stdin.isatty():
        from engine.app.shelf import fresh_seed  # noqa: PLC0415

        return fresh_seed()
    return 0
