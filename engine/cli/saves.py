"""`engine saves`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from engine.cli.streams import COULD_NOT, colour, fail
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from engine.play import Book
    from engine.saves import Progress, Saves
    from engine.saves.exported import NotASaveError

MOST_TOLD = 10
"""Findings of a file that are shown; the rest is counted."""


@click.group(invoke_without_command=True)
@click.pass_context
def saves(context: click.Context) -> None:
    """List, export and import the places that you kept. Without a command, list them."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@saves.command("list")
@click.argument("story", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def list_(story: str | None, form: str) -> None:
    """List the places kept, of one STORY or of all."""
    from engine.saves import SaveError, Saves, default_path  # noqa: PLC0415

    try:
        with Saves(default_path()) as kept:
            stories = (_id(story),) if story else kept.stories()
            found = [(one, place) for one in stories for place in kept.places(one)]
            _notices(kept)
    except SaveError as error:
        fail(str(error))
    if form == "json":
        places = [_as_json(one, place) for one, place in found]
        click.echo(json.dumps({"version": 1, "places": places}, indent=2, ensure_ascii=False))
        return
    for one, place in found:
        click.echo(visible_line(f"{one}: {_said(place)}"))
    if not found:
        click.echo("engine: no place is kept", err=True)


def _said(place: Progress) -> str:
    where = f"page {place.number}, {place.title}, {place.clock}"
    return f"“{place.slot}”, {where}" if place.named else f"{place.slot} (your place), {where}"


def _as_json(story: str, place: Progress) -> dict[str, object]:
    return {
        "story": story,
        "name": place.slot,
        "named": place.named,
        "page": place.number,
        "scene": place.title,
        "place": place.place,
        "kept": place.when,
        "ending": place.ending,
    }


@saves.command("export")
@click.argument("story")
@click.argument("name", default="auto")
@click.option(
    "--to", type=click.Path(path_type=Path), help="The file to write; else it is printed."
)
@click.option("--branches", is_flag=True, help="With all that you tried of that reading.")
def export(story: str, name: str, to: Path | None, *, branches: bool) -> None:
    """Write the place called NAME of STORY as JSON; without NAME, where you are."""
    from engine.saves import SaveError, Saves, default_path  # noqa: PLC0415

    try:
        with Saves(default_path()) as kept:
            text = kept.export(_id(story), name, branches=branches)
            _notices(kept)
    except SaveError as error:
        fail(str(error))
    if text is None:
        fail(f"no place “{name}” is kept of {story}: engine saves lists them")
    if to is None:
        click.echo(text, nl=False)
        return
    from engine.author.create import create_file  # noqa: PLC0415

    create_file(to, text)
    click.echo(visible_line(str(to)))


@saves.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "name", metavar="NAME", help="What to call the place; else as in the file.")
@click.option("--story", metavar="STORY", help="The story's folder, if it is not on the shelf.")
def import_(file: Path, name: str | None, story: str | None) -> None:
    """Keep the place that FILE has, under a name: all of it, or nothing."""
    from engine.saves import SaveError, Saves, default_path  # noqa: PLC0415
    from engine.saves.exported import NotASaveError, read_exported  # noqa: PLC0415

    try:
        save = read_exported(file)
        book = _book(story or save.story)
        with Saves(default_path()) as kept:
            taken = kept.take_in(book, save, name)
            _notices(kept)
    except NotASaveError as error:
        _refuse(error)
    except SaveError as error:
        fail(str(error))
    for notice in taken.notices:
        click.echo(visible_line(notice), err=True)
    said = f"kept as “{taken.slot}”, at page {taken.playthrough.number} of {book.story.title}"
    click.echo(visible_line(said))


def _id(story: str) -> str:
    """The id of a story: as it is given, or that of the story in a folder."""
    from engine.load import load_head  # noqa: PLC0415

    head = load_head(Path(story)) if (Path(story) / "story.yaml").is_file() else None
    return head.id if head else story


def _book(story: str) -> Book:
    from engine.app import open_folder  # noqa: PLC0415
    from engine.load.books import named, shelf  # noqa: PLC0415

    folder = named(story, shelf())
    if not (folder / "story.yaml").is_file():
        fail(f"there is no story {story} on the shelf: --story names its folder")
    opened = open_folder(folder)
    if opened.book is None:
        fail(f"{folder} has errors and cannot be played: engine check names them")
    return opened.book


def _notices(kept: Saves) -> None:
    for notice in kept.notices():
        click.echo(visible_line(notice), err=True)


def _refuse(error: NotASaveError) -> NoReturn:
    """Say what is wrong with a file, at its words."""
    if not error.findings:
        fail(str(error))
    from engine.check.report import text  # noqa: PLC0415

    path = error.findings[0].span.path
    shown = error.findings[:MOST_TOLD]
    for frame in text.render(shown, {path: error.text}, colour=colour(sys.stderr)):
        click.echo(f"{frame}\n", err=True)
    more = len(error.findings) - len(shown)
    rest = f", and {more} more like these" if more else ""
    click.echo(f"engine: {visible_line(path)} is no save{rest}: nothing is kept of it", err=True)
    sys.exit(COULD_NOT)
