"""`engine explore`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.streams import FOUND, fail, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.author.explore import Exploration
    from engine.model.story import Story

STATES = 500_000


@click.command()
@click.argument("story")
@click.option(
    "--states",
    type=click.IntRange(1),
    help=f"Try every state, so many at most; else as few as show all, and at most {STATES:,}.",
)
@click.option(
    "--random",
    "readers",
    type=click.IntRange(1),
    metavar="N",
    help="Send N random readers instead of trying every state.",
)
@click.option("--seed", type=click.IntRange(0), help="What the random readers' chance grows from.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes the readers share.")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write each ending's walkthrough to this folder, for `engine replay`.",
)
@click.option(
    "--state", is_flag=True, help="Tell in what state random readers came to each ending."
)
@click.option("--coverage", is_flag=True, help="Name every place that was not met.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How it is told; `engine schema exploration` is the JSON's shape.",
)
def explore(  # noqa: PLR0913, PLR0917  (its options)
    story: str,
    states: int | None,
    readers: int | None,
    seed: int | None,
    jobs: int | None,
    folder: Path | None,
    form: str,
    *,
    state: bool,
    coverage: bool,
) -> None:
    """Explore STORY: every ending with a walkthrough, dead ends, coverage.

    Tries all that a reader can do, and says how far it came where that is too much. With
    --random it tells what random readers met, how often each ending came up and in what state.

    Exits 0 where all is well, 1 where there is a dead end or something that nobody can reach,
    2 where it could not run.
    """
    _refuse(states, readers, {"--seed": seed, "--jobs": jobs, "--state": state or None})
    from engine.author import explore as author  # noqa: PLC0415

    found = _found(_story(story), states, readers, seed, jobs)
    files = author.write(found, folder) if folder else {}
    text = author.as_json(found, files) if form == "json" else None
    click.echo(text or author.as_text(found, files, every=coverage, state=state))
    sys.exit(FOUND if found.failed else 0)


def _refuse(states: int | None, readers: int | None, about: Mapping[str, int | None]) -> None:
    """Options that would do nothing are refused, rather than passed over."""
    if readers is not None and states is not None:
        fail("--states bounds a search, and --random N sends readers instead: leave one out")
    if readers is None:
        for name, given in about.items():
            if given is not None:
                fail(f"{name} is about random readers: say how many with --random N")


def _story(name: str) -> Story:
    from engine.author.shelf import FaultyError, playable  # noqa: PLC0415
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415

    try:
        return playable(name, ValidationCache(default_path()))[1]
    except FaultyError as error:
        show(error.findings, error.texts)
        fail(f"{error} and cannot be explored")


def _found(
    story: Story, states: int | None, readers: int | None, seed: int | None, jobs: int | None
) -> Exploration:
    from engine.author import explore as author  # noqa: PLC0415
    from engine.cli.progress import progress  # noqa: PLC0415
    from engine.explore import Bound  # noqa: PLC0415

    with progress() as tell:
        if readers is not None:
            return author.read(story, readers, seed or 0, jobs or 1, tell)
        most = states or STATES
        return author.explore(story, Bound(most, 2 * most), tell, soon=states is None)
