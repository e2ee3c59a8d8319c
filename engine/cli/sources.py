"""`engine sources`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli.streams import FOUND, fail
from engine.document.visible import visible, visible_line

if TYPE_CHECKING:
    from engine.load import Loaded


@click.command()
@click.argument("story", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csl", "bibtex", "json"]),
    default="markdown",
    help="How it is told: csl and bibtex are bibliographies alone.",
)
@click.option("--claim", metavar="ID", help="One claim in full: source/claim, or its number.")
@click.option("--people", is_flag=True, help="The people and institutions.")
@click.option("--figures", is_flag=True, help="What the record holds, and what is cited.")
@click.option(
    "--locate",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Look every locator up in the texts of a folder; exits 1 if one is not there.",
)
def sources(  # noqa: PLR0913  (an option each)
    story: str | None,
    form: str,
    *,
    claim: str | None,
    people: bool,
    figures: bool,
    locate: Path | None,
) -> None:
    """Print the sources of a story, or of all books on the shelf.

    Without an option, every source with its card and its claims. Of the two calendars, the one
    comes first in a date that you chose in the settings.
    """
    from engine.record import sources as record  # noqa: PLC0415
    from engine.settings import Kept, default_path, new_first  # noqa: PLC0415

    questions = [claim is not None, people, figures, locate is not None]
    if sum(questions) > 1:
        raise click.UsageError("ask for one of --claim, --people, --figures and --locate")
    if any(questions) and form in ("csl", "bibtex"):
        raise click.UsageError(f"--format {form} is for the whole list of sources alone")
    stock, whole = record.stock(loaded_stories(story)), True
    new = new_first(Kept(default_path()))
    if claim is not None:
        try:
            text = record.render_claim(stock, claim, form, new_first=new)
        except record.NoSuchClaimError as error:
            fail(str(error))
    elif people:
        text = record.render_people(stock, form)
    elif figures:
        text = record.render_figures(stock, form)
    elif locate is not None:
        text, whole = record.render_locators(stock, locate, form)
    else:
        text = record.render(stock, form, new_first=new)
    click.echo(visible(text.rstrip("\n")))
    sys.exit(0 if whole else FOUND)


def loaded_stories(story: str | None) -> list[Loaded]:
    """A story, or all on the shelf; says so where one has errors, and goes on."""
    from engine.load import load  # noqa: PLC0415
    from engine.load.books import named, no_story, shelf  # noqa: PLC0415
    from engine.load.validation_cache import ValidationCache, default_path  # noqa: PLC0415

    folders = shelf()
    if story:
        folders = [named(story, folders)]
        if not (folders[0] / "story.yaml").is_file():
            fail(no_story(folders[0]))
    if not folders:
        fail("there is no story on the shelf")
    validated = ValidationCache(default_path())
    loaded = [load(folder, validated) for folder in folders]
    for book in loaded:
        if any(finding.code.severity == "error" for finding in book.findings):
            name = visible_line(str(book.folder))
            click.echo(f"engine: {name} has errors: engine check names them", err=True)
    return loaded
