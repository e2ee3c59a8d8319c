"""`engine check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.streams import FOUND, colour, fail

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="How findings are told.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings as well.")
@click.option(
    "--prove/--no-prove",
    default=None,
    help="Explore every state, however long it takes; or none. By default, as far as is quick.",
)
@click.option("--select", multiple=True, metavar="CODES", help="Tell only these: E04,unused-state.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Tell all but these.")
@click.option("--explain", metavar="CODE", help="Show the page of a code, or of a name.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
def check(  # noqa: PLR0913  (its options)
    paths: Sequence[Path],
    form: str,
    *,
    strict: bool,
    prove: bool | None,
    select: Sequence[str],
    ignore: Sequence[str],
    explain: str | None,
    watch: bool,
) -> None:
    """Check stories: a story's folder, or a folder of stories.

    Without PATHS, checks the story at hand, or those in ./story or in this folder. Exits 0
    where there is no error, 1 where there is one, 2 where nothing could be checked.
    """
    from engine.document.collecting import without_collections  # noqa: PLC0415

    with without_collections():  # it is over before there is garbage that is worth a look
        from engine.check import command  # noqa: PLC0415
        from engine.check.catalogue import UnknownCodeError  # noqa: PLC0415
    try:
        if explain:
            click.echo(command.explain(explain))
            return
        named = [found for path in paths for found in _stories(path)]
        folders = list(dict.fromkeys(named)) if paths else _here()
        painted = colour(sys.stdout)
        asked = command.Asked(folders, form, strict, prove, select, ignore, painted)
        if watch:
            from engine.check.watching import watched  # noqa: PLC0415

            for screen in watched(asked):
                click.clear()
                click.echo(screen)
        with without_collections():
            told = command.run(asked)
    except UnknownCodeError as error:
        fail(str(error))
    if told.out:
        click.echo(told.out)
    if told.aside:
        click.echo(told.aside, err=True)
    sys.exit(FOUND if told.failed else 0)


def _here() -> list[Path]:
    from engine.load.books import here  # noqa: PLC0415

    return here() or fail("there is no story here: name a story's folder, or a folder of stories")


def _stories(path: Path) -> list[Path]:
    """The stories at a path: a story, a folder of stories, or the story that a file is of."""
    from engine.load import find_stories  # noqa: PLC0415

    if not path.exists():
        fail(f"{path} does not exist")
    if path.is_file():
        above = [folder for folder in path.parents[:2] if (folder / "story.yaml").is_file()]
        return above[:1] or fail(f"{path} is not a file of a story")
    return find_stories(path) or fail(f"there is no story in {path}: no folder has a story.yaml")
