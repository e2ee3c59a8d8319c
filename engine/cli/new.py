"""`engine new`."""

from __future__ import annotations

from pathlib import Path

import click

from engine.document.visible import visible, visible_line


@click.command()
@click.argument("what", type=click.Choice(["story", "scene", "source"]))
@click.argument("name")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    help="Where: a story goes into this folder, a scene or a source into the story at it.",
)
@click.option("--deck", help="Make a scene a storylet of this deck.")
def new(what: str, name: str, folder: Path | None, deck: str | None) -> None:
    """Begin a story, a scene or a source called NAME, which works as it stands.

    Writes new files only: a file that is there is never changed.
    """
    from engine.author import new as author  # noqa: PLC0415

    if deck is not None and what != "scene":
        raise click.UsageError("--deck goes with a scene")
    if what == "story":
        made = author.new_story(name, folder or Path())
    else:
        story = author.story_at(folder)
        is_scene = what == "scene"
        made = author.new_scene(name, story, deck) if is_scene else author.new_source(name, story)
    for path in made.files:
        click.echo(visible_line(str(path)))
    click.echo(visible(made.then), err=True)
