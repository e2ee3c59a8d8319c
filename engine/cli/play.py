"""`engine play`."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from engine.cli.reading import find_book, open_book, play_screen
from engine.cli.streams import FOUND, colour, fail, has_screen
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from engine.author.draft import Draft
    from engine.author.start import Start
    from engine.document.finding import Finding
    from engine.model.story import Story
    from engine.saves import Saves


@click.command()
@click.argument("story", required=False)
@click.option("--plain", is_flag=True, help="Play as lines, without a screen.")
@click.option("--seed", type=int, help="What random numbers grow from; begins anew.")
@click.option("--at", default="", metavar="SCENE/MOMENT", help="Begin there; no place is kept.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Begin with that in the state; no place is kept. May be given again.",
)
@click.option("--config", is_flag=True, help="Say where your settings, keys and saves are.")
@click.option("--watch", is_flag=True, help="Show what is saved at once; no place is kept.")
def play(  # noqa: PLR0913  (its options)
    story: str | None,
    *,
    plain: bool,
    seed: int | None,
    at: str,
    settings: tuple[str, ...],
    config: bool,
    watch: bool,
) -> None:
    """Play a story: a folder, or the name of a book on the shelf.

    Without STORY, choose from the books at hand, or from those that came along.
    """
    if config:
        sys.exit(_tell_config())
    asked, folders = find_book(story)
    as_lines = plain or not has_screen()
    if at or settings or watch:
        from engine.author.start import Start  # noqa: PLC0415

        start = Start(at, settings, seed or 0)
        sys.exit(_play_draft(asked, folders, start, watch=watch, as_lines=as_lines))
    if as_lines:
        sys.exit(play_plain(asked, folders, seed))
    sys.exit(play_screen(asked, folders, seed))


def _tell_config() -> int:
    """Say where the reader's files are, and what is wrong with them."""
    from engine import saves, settings  # noqa: PLC0415
    from engine.app.commands.keymap import read_keys  # noqa: PLC0415
    from engine.load.copy import default_home  # noqa: PLC0415

    kept, keys = settings.Kept(settings.default_path()), settings.keys_path()
    places = {"settings": kept.path, "keys": keys, "saves": saves.default_path()}
    for name, path in (places | {"copies": default_home()}).items():
        click.echo(f"{name}: {visible_line(str(path))}")
    mistakes = (*kept.notices(), *read_keys(keys).mistakes)
    for sentence in mistakes:
        click.echo(visible_line(sentence), err=True)
    return FOUND if mistakes else 0


def _play_draft(
    folder: Path | None, folders: Sequence[Path], start: Start, *, watch: bool, as_lines: bool
) -> int:
    from engine.load.books import here  # noqa: PLC0415
    from engine.saves import NOWHERE, Saves, default_path  # noqa: PLC0415

    if folder is None:
        at_hand = here()
        if len(at_hand) != 1:
            fail("say which STORY: --at, --set and --watch are for one")
        folder = at_hand[0]
    with Saves(NOWHERE) as own:
        draft = _draft(folder, start, own, watch=watch)
        if as_lines:
            from engine import plain  # noqa: PLC0415

            return plain.play_draft(draft, stdin=sys.stdin, stdout=sys.stdout)
        from engine import app  # noqa: PLC0415

        with Saves(default_path()) as saves:
            return app.run(app.Shelf(app.Books(folders), saves, open=open_book, draft=draft))


def _draft(folder: Path, start: Start, saves: Saves, *, watch: bool) -> Draft:
    """A story as its author plays it, once there is something to play."""
    from engine.author.draft import Draft  # noqa: PLC0415
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415

    draft = Draft(folder, saves, start, ValidationCache(default_path()), watched=watch)
    edition = draft.edition
    while (book := edition.book) is None:
        refused = _refuse(edition.errors, edition.texts, folder)
        if not watch:
            sys.exit(refused)
        click.echo("engine: it is read again when a file is saved; Ctrl-C leaves", err=True)
        while (found := draft.look()) is None:
            time.sleep(draft.pause)
        edition = found
    start.begin(book)
    return draft


def play_plain(asked: Path | None, folders: Sequence[Path], seed: int | None) -> int:
    """Read as lines."""
    from engine import plain  # noqa: PLC0415
    from engine.load import load_head  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415
    from engine.settings import Kept  # noqa: PLC0415
    from engine.settings import default_path as settings_path  # noqa: PLC0415

    with Saves(default_path()) as saves:
        if asked is None:
            heads = [head for folder in folders if (head := load_head(folder))]
            chosen = plain.choose(
                heads,
                saves=saves,
                length=lambda head: _length(head, saves),
                stdin=sys.stdin,
                stdout=sys.stdout,
            )
            if isinstance(chosen, int):
                return chosen
            asked = chosen.folder
        opened = open_book(asked)
        if opened.book is None:
            return _refuse(opened.findings, opened.texts, asked)
        return plain.play(
            opened.book,
            opened.library,
            seed=_fresh_seed() if seed is None else seed,
            stdin=sys.stdin,
            stdout=sys.stdout,
            saves=saves,
            fresh=None if seed is None else True,
            settings=Kept(settings_path()),
        )


def _length(head: Story, saves: Saves) -> str:
    """How long a book is, and how much of it was read; empty where it cannot be opened."""
    from engine.model.length import in_short  # noqa: PLC0415
    from engine.settings import PACE, Kept, default_path, number  # noqa: PLC0415

    opened = open_book(head.folder)
    if opened.book is None:
        return ""
    pace = number(Kept(default_path()), PACE)
    return in_short(opened.book.story, saves.met(opened.book.story), pace)


def _refuse(findings: Sequence[Finding], texts: Mapping[str, str], folder: Path) -> int:
    """Say why a story cannot be played."""
    from engine.check.report import text  # noqa: PLC0415

    for frame in text.render(findings, texts, colour=colour(sys.stderr)):
        click.echo(f"{frame}\n", err=True)
    count = text.summary(findings)
    click.echo(f"engine: {visible_line(str(folder))} cannot be played: {count}", err=True)
    return FOUND


def _fresh_seed() -> int:
    """A new seed; always the same one where a file or a pipe is played, to be repeatable."""
    if sys.stdin and sys.stdin.isatty():
        from engine.app.shelf import fresh_seed  # noqa: PLC0415

        return fresh_seed()
    return 0
