"""`engine check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.streams import colour, fail

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

    with without_collections():
        from engine.check import command  # noqa: PLC0415
        from engine.check.catalogue import UnknownCodeError  # noqa: PLC0415
        from engine.cli.checking import folders, run_check  # noqa: PLC0415
    try:
        if explain:
            click.echo(command.explain(explain))
            return
        found, painted = folders(paths), colour(sys.stdout)
        request = command.Request(found, form, strict, prove, select, ignore, painted)
        if watch:
            from engine.check.watching import watched  # noqa: PLC0415

            for screen in watched(request):
                click.clear()
                click.echo(screen)
        sys.exit(run_check(request))
    except UnknownCodeError as error:
        fail(str(error))
