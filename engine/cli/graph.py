"""`engine graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from engine.author.graph.tones import By


@click.command()
@click.argument("story")
@click.option(
    "--format",
    "form",
    type=click.Choice(["mermaid", "dot", "svg"]),
    default="mermaid",
    help="svg is drawn by Graphviz, where that is installed.",
)
@click.option("--moments", is_flag=True, help="Open the scenes: each moment is a box.")
@click.option(
    "--colour",
    type=click.Choice(["standing", "citation", "coverage", "none"]),
    default="standing",
    help="What the boxes are coloured by; coverage is how many random readers come there.",
)
def graph(story: str, form: str, colour: By, *, moments: bool) -> None:
    """Draw the branches of STORY: its scenes, or its moments, its endings and its detours.

    What cannot be reached, what goes no further and what says TODO: is marked.
    """
    from engine.author import graph as author  # noqa: PLC0415
    from engine.author.graph.mermaid import MOST_EDGES  # noqa: PLC0415
    from engine.author.shelf import loaded  # noqa: PLC0415
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415

    book, its = loaded(story, ValidationCache(default_path()))
    picture = author.picture(book, its, by=colour, opened=moments)
    if form == "mermaid":
        if len(picture.edges) > MOST_EDGES:
            click.echo(f"engine: this has more arrows than Mermaid draws, {MOST_EDGES}", err=True)
        click.echo(author.as_mermaid(picture), nl=False)
        return
    dot = author.as_dot(picture)
    click.echo(author.as_svg(dot) if form == "svg" else dot, nl=False)
