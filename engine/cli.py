"""The commands: one thin function each.

Data goes to standard output, everything else to standard error. What a command needs is
imported when it runs, so that `engine --help` and `engine check` never wait for a screen.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.app import Opened

FOUND = 1
"""Exit status: errors were found."""
COULD_NOT = 2
"""Exit status: the command could not run."""
CLOSED_PIPE = 141
"""Exit status of a program whose reader has gone, as shells count it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="marginalia", prog_name="engine")
def engine() -> None:
    """Branching historical fiction that keeps the record in the margin."""


@engine.command()
@click.argument("story", required=False)
@click.option("--plain", is_flag=True, help="Play as lines, without a screen.")
@click.option("--seed", type=int, help="What random numbers grow from; begins anew.")
def play(story: str | None, *, plain: bool, seed: int | None) -> None:
    """Play a story: a folder, or the name of a book on the shelf.

    Without STORY, choose from the books in ./story, or from those that came along.
    """
    from engine.load.books import named, shelf  # noqa: PLC0415

    folders = shelf()
    asked = named(story, folders) if story else None
    if asked and not (asked / "story.yaml").is_file():
        _fail(f"there is no story at {asked}: a story is a folder with a story.yaml")
    if plain or not _has_screen():
        sys.exit(_play_plain(asked, folders, seed))
    sys.exit(_play_screen(asked, folders, seed))


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
    from engine.load import load_head  # noqa: PLC0415
    from engine.play import begin  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415

    heads = [head for folder in folders if (head := load_head(folder))]
    head = load_head(asked) if asked else None
    if asked and not head:
        # There is not even a title to show: say what is wrong with it.
        return _refuse(_open(asked), asked)
    with Saves(default_path()) as saves:
        return app.run(
            app.Shelf(
                books=tuple(app.ShelfBook.of(head) for head in heads),
                saves=saves,
                open=_open,
                open_at=app.ShelfBook.of(head) if head else None,
                start=None if seed is None else lambda book: begin(book, seed),
            )
        )


def _open(folder: Path) -> Opened:
    """Take a book from the shelf: ready to play, or with what is wrong with it."""
    from engine.app import Opened  # noqa: PLC0415
    from engine.load import load  # noqa: PLC0415
    from engine.load.known import Known, default_path  # noqa: PLC0415
    from engine.play import make_book  # noqa: PLC0415

    loaded = load(folder, Known(default_path()))
    errors = tuple(f for f in loaded.findings if f.code.severity == "error")
    story = None if errors else loaded.story
    return Opened(make_book(story) if story else None, loaded.library, errors, loaded.texts)


@engine.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How findings are told.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings as well.")
def check(paths: Sequence[Path], form: str, *, strict: bool) -> None:
    """Check stories: a story's folder, or a folder of stories.

    Without PATHS, checks the books in ./story, or those that came along. Exits 0 where there
    is no error, 1 where there is one, 2 where nothing could be checked.
    """
    from engine.check import check as check_stories  # noqa: PLC0415
    from engine.load.books import shelf  # noqa: PLC0415

    folders = [found for path in paths for found in _stories(path)] if paths else shelf()
    report = check_stories(folders)
    if form == "json":
        from engine.check.report import json  # noqa: PLC0415

        click.echo(json.render(report.findings))
    else:
        from engine.check.report import text  # noqa: PLC0415

        for frame in text.render(report.findings, report.texts, colour=_colour(sys.stdout)):
            click.echo(f"{frame}\n")
        checked = f"checked {len(folders)} {'story' if len(folders) == 1 else 'stories'}"
        click.echo(f"{checked}: {text.summary(report.findings)}", err=True)
    sys.exit(FOUND if report.has_errors or (strict and report.findings) else 0)


@engine.command()
@click.argument("name", type=click.Choice(["story", "scene", "source", "conflicts", "people"]))
def schema(name: str) -> None:
    """Print a published schema."""
    from engine.load.shape import published  # noqa: PLC0415

    click.echo(published(name), nl=False)


def main() -> None:
    """Run a command; what goes wrong outside it is one sentence and an exit status."""
    try:
        engine(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Nobody reads on: what is still buffered must not raise again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
    except OSError as error:
        _fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")


def _refuse(opened: Opened, folder: Path) -> int:
    """Say why a story cannot be played."""
    from engine.check.report import text  # noqa: PLC0415

    for frame in text.render(opened.findings, opened.texts, colour=_colour(sys.stderr)):
        click.echo(f"{frame}\n", err=True)
    count = text.summary(opened.findings)
    click.echo(f"engine: {visible_line(str(folder))} cannot be played: {count}", err=True)
    return FOUND


def _fresh_seed() -> int:
    """A new seed; always the same one where a file or a pipe is played, to be repeatable."""
    if sys.stdin and sys.stdin.isatty():
        return secrets.randbelow(2**32)
    return 0


def _fail(message: str) -> NoReturn:
    """Say in one sentence why a command cannot run."""
    click.echo(f"engine: {visible_line(message)}", err=True)
    sys.exit(COULD_NOT)


def _stories(path: Path) -> list[Path]:
    """The stories at a path: a story, a folder of stories, or the story that a file is of."""
    from engine.load import find_stories  # noqa: PLC0415

    if not path.exists():
        _fail(f"{path} does not exist")
    if path.is_file():
        above = [folder for folder in path.parents[:2] if (folder / "story.yaml").is_file()]
        return above[:1] or _fail(f"{path} is not a file of a story")
    return find_stories(path) or _fail(f"there is no story in {path}: no folder has a story.yaml")


def _colour(stream: object) -> bool:
    """Whether a stream is a terminal whose reader wants colours."""
    is_terminal = bool(getattr(stream, "isatty", lambda: False)())
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _has_screen() -> bool:
    """Whether there is a terminal that can hold a screen, and a reader who wants one."""
    if not (sys.stdin and sys.stdout and sys.stderr):
        return False
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and sys.stderr.isatty()  # Textual writes to it
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("ACCESSIBLE")
        and encoding == "utf8"
    )
