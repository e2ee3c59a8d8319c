"""`engine schema`."""

from __future__ import annotations

import click


@click.command()
@click.argument(
    "name",
    type=click.Choice(
        [
            "story",
            "scene",
            "source",
            "conflicts",
            "people",
            "playthrough",
            "report",
            "exploration",
            "save",
        ]
    ),
)
def schema(name: str) -> None:
    """Print a published schema."""
    from engine.load.shape import published  # noqa: PLC0415

    click.echo(published(name), nl=False)
