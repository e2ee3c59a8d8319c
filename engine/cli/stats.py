"""`engine stats`."""

from __future__ import annotations

import click


@click.command()
@click.argument("story")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How the figures are told.",
)
@click.option("--seed", type=click.IntRange(0), default=0, help="Of the random readers' choices.")
def stats(story: str, form: str, seed: int) -> None:
    """Count STORY: its words, its roads, how it stands to the record, what is to do.

    Words along the roads are those that a sample of random readers met.
    """
    from engine.author import stats as author  # noqa: PLC0415
    from engine.author.shelf import loaded  # noqa: PLC0415
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415

    book, its = loaded(story, ValidationCache(default_path()))
    found = author.figures(book, its, seed=seed)
    click.echo(author.as_json(found) if form == "json" else author.as_text(found))
