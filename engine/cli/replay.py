"""`engine replay`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.streams import fail, show
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.author.start import Start


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--record", "story", metavar="STORY", help="Write a playthrough of STORY instead.")
@click.option("--choose", default="", metavar="A,B,C", help="The choices to record, in order.")
@click.option("--seed", type=click.IntRange(0), default=0, help="The seed to record with.")
@click.option("--at", default="", metavar="SCENE/MOMENT", help="Where to begin the recording.")
@click.option(
    "--set", "settings", multiple=True, metavar="NAME=VALUE", help="The state to begin it with."
)
@click.option("--to", type=click.Path(path_type=Path), help="Where to record it; else it is shown.")
def replay(  # noqa: PLR0913  (its options)
    files: Sequence[Path],
    *,
    story: str | None,
    choose: str,
    seed: int,
    at: str,
    settings: tuple[str, ...],
    to: Path | None,
) -> None:
    """Play golden playthroughs again, as tests: FILES, or every one in their folders.

    Exits 0 where all passed, 1 where one failed, 2 where one could not be read.
    """
    if story is not None:
        if files:
            fail("--record writes a playthrough and replays none: leave the FILES out")
        from engine.author.start import Start  # noqa: PLC0415

        choices = [choice.strip() for choice in choose.split(",") if choice.strip()]
        _record(story, choices, Start(at, settings, seed), to)
        return
    from engine.author import replaying  # noqa: PLC0415
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415

    outcomes = []
    for outcome in replaying.outcomes(files, ValidationCache(default_path())):
        outcomes.append(outcome)
        for line in outcome.lines:
            click.echo(line)
        show(outcome.findings, outcome.texts)
    click.echo(replaying.summary(outcomes), err=True)
    sys.exit(replaying.status(outcomes))


def _record(story: str, choices: Sequence[str], start: Start, to: Path | None) -> None:
    """Write a playthrough down, or show it."""
    from engine.author import golden_writer  # noqa: PLC0415
    from engine.author.create import create_file  # noqa: PLC0415
    from engine.author.shelf import Books, folder_of  # noqa: PLC0415

    at = golden_writer.play(Books().book(folder_of(story)), start, choices)
    if to is None:
        click.echo(golden_writer.written(at, start=start), nl=False)
    else:
        create_file(to, golden_writer.written(at, to, start))
        click.echo(visible_line(str(to)))
