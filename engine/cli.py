"""The commands: one thin function each.

Data goes to standard output, everything else to standard error. What a command needs is
imported when it runs, so that `engine --help` and `engine check` never wait for a screen.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from engine.author.refusal import CannotError
from engine.document.visible import visible, visible_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.app import Opened
    from engine.document.finding import Finding
    from engine.load import Loaded

FOUND = 1
"""Exit status: errors were found."""
COULD_NOT = 2
"""Exit status: the command could not run."""
CLOSED_PIPE = 141
"""Exit status of a program whose reader has gone, as shells count it."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="marginalia", prog_name="engine")
def engine() -> None:
    """Branching historical fiction that keeps the record in the margin."""


@engine.command()
@click.argument("story", required=False)
@click.option("--plain", is_flag=True, help="Play as lines, without a screen.")
@click.option("--seed", type=int, help="What random numbers grow from; begins anew.")
def play(story: str | None, *, plain: bool, seed: int | None) -> None:
    """Play a story: a folder, or the name of a book on the shelf.

    Without STORY, choose from the books in ./story, or from those that came along.
    """
    from engine.load.books import named, shelf  # noqa: PLC0415

    folders = shelf()
    asked = named(story, folders) if story else None
    if asked and not (asked / "story.yaml").is_file():
        _fail(f"there is no story at {asked}: a story is a folder with a story.yaml")
    if plain or not _has_screen():
        sys.exit(_play_plain(asked, folders, seed))
    sys.exit(_play_screen(asked, folders, seed))


def _play_plain(asked: Path | None, folders: Sequence[Path], seed: int | None) -> int:
    from engine import plain  # noqa: PLC0415
    from engine.load import load_head  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415

    with Saves(default_path()) as saves:
        if asked is None:
            heads = [head for folder in folders if (head := load_head(folder))]
            chosen = plain.choose(heads, saves=saves, stdin=sys.stdin, stdout=sys.stdout)
            if isinstance(chosen, int):
                return chosen
            asked = chosen.folder
        opened = _open(asked)
        if opened.book is None:
            return _refuse(opened, asked)
        return plain.play(
            opened.book,
            opened.library,
            seed=_fresh_seed() if seed is None else seed,
            stdin=sys.stdin,
            stdout=sys.stdout,
            saves=saves,
            fresh=None if seed is None else True,
        )


def _play_screen(asked: Path | None, folders: Sequence[Path], seed: int | None) -> int:
    from engine import app  # noqa: PLC0415
    from engine.load import load_head  # noqa: PLC0415
    from engine.play import begin  # noqa: PLC0415
    from engine.saves import Saves, default_path  # noqa: PLC0415

    heads = [head for folder in folders if (head := load_head(folder))]
    head = load_head(asked) if asked else None
    if asked and not head:
        # There is not even a title to show: say what is wrong with it.
        return _refuse(_open(asked), asked)
    with Saves(default_path()) as saves:
        return app.run(
            app.Shelf(
                books=tuple(app.ShelfBook.of(head) for head in heads),
                saves=saves,
                open=_open,
                open_at=app.ShelfBook.of(head) if head else None,
                start=None if seed is None else lambda book: begin(book, seed),
            )
        )


def _open(folder: Path) -> Opened:
    """Take a book from the shelf: ready to play, or with what is wrong with it."""
    from engine.app import Opened  # noqa: PLC0415
    from engine.load import load  # noqa: PLC0415
    from engine.load.known import Known, default_path  # noqa: PLC0415
    from engine.play import make_book  # noqa: PLC0415

    loaded = load(folder, Known(default_path()))
    errors = tuple(f for f in loaded.findings if f.code.severity == "error")
    story = None if errors else loaded.story
    return Opened(make_book(story) if story else None, loaded.library, errors, loaded.texts)


@engine.command()
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

    Without PATHS, checks the books in ./story, or those that came along. Exits 0 where there
    is no error, 1 where there is one, 2 where nothing could be checked.
    """
    from engine.check import command  # noqa: PLC0415
    from engine.check.catalogue import UnknownCodeError  # noqa: PLC0415
    from engine.load.books import shelf  # noqa: PLC0415

    try:
        if explain:
            click.echo(command.explain(explain))
            return
        folders = [found for path in paths for found in _stories(path)] if paths else shelf()
        painted = _colour(sys.stdout)
        asked = command.Asked(folders, form, strict, prove, select, ignore, painted)
        if watch:
            from engine.check.watching import watched  # noqa: PLC0415

            for screen in watched(asked):
                click.clear()
                click.echo(screen)
        told = command.run(asked)
    except UnknownCodeError as error:
        _fail(str(error))
    if told.out:
        click.echo(told.out)
    if told.aside:
        click.echo(told.aside, err=True)
    sys.exit(FOUND if told.failed else 0)


@engine.command()
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

    Without an option, every source with its card and its claims.
    """
    from engine.record import sources as asked  # noqa: PLC0415

    questions = [claim is not None, people, figures, locate is not None]
    if sum(questions) > 1:
        raise click.UsageError("ask for one of --claim, --people, --figures and --locate")
    if any(questions) and form in ("csl", "bibtex"):
        raise click.UsageError(f"--format {form} is for the whole list of sources alone")
    stock, whole = asked.stock(_loaded(story)), True
    if claim is not None:
        try:
            told = asked.told_claim(stock, claim, form)
        except asked.NoSuchClaimError as error:
            _fail(str(error))
    elif people:
        told = asked.told_people(stock, form)
    elif figures:
        told = asked.told_figures(stock, form)
    elif locate is not None:
        told, whole = asked.told_locators(stock, locate, form)
    else:
        told = asked.told(stock, form)
    click.echo(visible(told.rstrip("\n")))
    sys.exit(0 if whole else FOUND)


def _loaded(story: str | None) -> list[Loaded]:
    """A story, or all on the shelf; says so where one has errors, and goes on."""
    from engine.load import load  # noqa: PLC0415
    from engine.load.books import named, shelf  # noqa: PLC0415
    from engine.load.known import Known, default_path  # noqa: PLC0415

    folders = shelf()
    if story:
        folders = [named(story, folders)]
        if not (folders[0] / "story.yaml").is_file():
            _fail(f"there is no story at {folders[0]}: a story is a folder with a story.yaml")
    if not folders:
        _fail("there is no story on the shelf")
    known = Known(default_path())
    loaded = [load(folder, known) for folder in folders]
    for book in loaded:
        if any(finding.code.severity == "error" for finding in book.findings):
            name = visible_line(str(book.folder))
            click.echo(f"engine: {name} has errors: engine check names them", err=True)
    return loaded


@engine.command()
@click.argument("what", type=click.Choice(["story", "scene", "source"]))
@click.argument("name")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    help="Where: a story goes into this folder, a scene or a source into the story at it.",
)
def new(what: str, name: str, folder: Path | None) -> None:
    """Begin a story, a scene or a source called NAME, which works as it stands.

    Writes new files only: a file that is there is never changed.
    """
    from engine.author import new as author  # noqa: PLC0415

    if what == "story":
        made = author.new_story(name, folder or Path())
    else:
        make = author.new_scene if what == "scene" else author.new_source
        made = make(name, author.story_at(folder))
    for path in made.files:
        click.echo(visible_line(str(path)))
    click.echo(visible(made.then), err=True)


@engine.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--record", "story", metavar="STORY", help="Write a playthrough of STORY instead.")
@click.option("--choose", default="", metavar="A,B,C", help="The choices to record, in order.")
@click.option("--seed", type=click.IntRange(0), default=0, help="The seed to record with.")
@click.option("--to", type=click.Path(path_type=Path), help="Where to record it; else it is shown.")
def replay(
    files: Sequence[Path], story: str | None, choose: str, seed: int, to: Path | None
) -> None:
    """Play golden playthroughs again, as tests: FILES, or every one in their folders.

    Exits 0 where all passed, 1 where one failed, 2 where one could not be read.
    """
    if story is not None:
        if files:
            _fail("--record writes a playthrough and replays none: leave the FILES out")
        _record(story, [choice.strip() for choice in choose.split(",") if choice.strip()], seed, to)
        return
    from engine.author import replaying  # noqa: PLC0415
    from engine.load.known import Known, default_path  # noqa: PLC0415

    outcomes = []
    for outcome in replaying.outcomes(files, Known(default_path())):
        outcomes.append(outcome)
        for line in outcome.lines:
            click.echo(line)
        _show(outcome.findings, outcome.texts)
    click.echo(replaying.summary(outcomes), err=True)
    sys.exit(replaying.status(outcomes))


def _record(story: str, choices: Sequence[str], seed: int, to: Path | None) -> None:
    """Write a playthrough down, or show it."""
    from engine.author import record  # noqa: PLC0415
    from engine.author.putting import put_file  # noqa: PLC0415
    from engine.author.shelf import Books, folder_of  # noqa: PLC0415

    at = record.play(Books().book(folder_of(story)), seed, choices)
    if to is None:
        click.echo(record.written(at), nl=False)
    else:
        put_file(to, record.written(at, to))
        click.echo(visible_line(str(to)))


def _show(findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
    """Frames of findings on standard error."""
    from engine.check.report import text  # noqa: PLC0415

    for frame in text.render(findings, texts, colour=_colour(sys.stderr)):
        click.echo(f"{frame}\n", err=True)


@engine.command()
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
    from engine.load.known import Known, default_path  # noqa: PLC0415

    book, its = loaded(story, Known(default_path()))
    found = author.figures(book, its, seed=seed)
    click.echo(author.as_json(found) if form == "json" else author.as_text(found))


@engine.command()
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
    type=click.Choice(["standing", "citation", "none"]),
    default="standing",
    help="What the boxes are coloured by.",
)
def graph(
    story: str, form: str, colour: Literal["standing", "citation", "none"], *, moments: bool
) -> None:
    """Draw the branches of STORY: its scenes, or its moments, its endings and its detours.

    What cannot be reached, what goes no further and what says TODO: is marked.
    """
    from engine.author import graph as author  # noqa: PLC0415
    from engine.author.graph.mermaid import MOST_EDGES  # noqa: PLC0415
    from engine.author.shelf import loaded  # noqa: PLC0415
    from engine.load.known import Known, default_path  # noqa: PLC0415

    book, its = loaded(story, Known(default_path()))
    picture = author.picture(book, its, by=colour, opened=moments)
    if form == "mermaid":
        if len(picture.edges) > MOST_EDGES:
            click.echo(f"engine: this has more arrows than Mermaid draws, {MOST_EDGES}", err=True)
        click.echo(author.as_mermaid(picture), nl=False)
        return
    dot = author.as_dot(picture)
    click.echo(author.as_svg(dot) if form == "svg" else dot, nl=False)


@engine.command()
@click.argument(
    "name",
    type=click.Choice(["story", "scene", "source", "conflicts", "people", "playthrough", "report"]),
)
def schema(name: str) -> None:
    """Print a published schema."""
    from engine.load.shape import published  # noqa: PLC0415

    click.echo(published(name), nl=False)


def main() -> None:
    """Run a command; what goes wrong outside it is one sentence and an exit status."""
    try:
        engine(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Nobody reads on: what is still buffered must not raise again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
    except CannotError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")


def _refuse(opened: Opened, folder: Path) -> int:
    """Say why a story cannot be played."""
    from engine.check.report import text  # noqa: PLC0415

    for frame in text.render(opened.findings, opened.texts, colour=_colour(sys.stderr)):
        click.echo(f"{frame}\n", err=True)
    count = text.summary(opened.findings)
    click.echo(f"engine: {visible_line(str(folder))} cannot be played: {count}", err=True)
    return FOUND


def _fresh_seed() -> int:
    """A new seed; always the same one where a file or a pipe is played, to be repeatable."""
    if sys.stdin and sys.stdin.isatty():
        return secrets.randbelow(2**32)
    return 0


def _fail(message: str) -> NoReturn:
    """Say in one sentence why a command cannot run."""
    click.echo(f"engine: {visible_line(message)}", err=True)
    sys.exit(COULD_NOT)


def _stories(path: Path) -> list[Path]:
    """The stories at a path: a story, a folder of stories, or the story that a file is of."""
    from engine.load import find_stories  # noqa: PLC0415

    if not path.exists():
        _fail(f"{path} does not exist")
    if path.is_file():
        above = [folder for folder in path.parents[:2] if (folder / "story.yaml").is_file()]
        return above[:1] or _fail(f"{path} is not a file of a story")
    return find_stories(path) or _fail(f"there is no story in {path}: no folder has a story.yaml")


def _colour(stream: object) -> bool:
    """Whether a stream is a terminal whose reader wants colours."""
    is_terminal = bool(getattr(stream, "isatty", lambda: False)())
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _has_screen() -> bool:
    """Whether there is a terminal that can hold a screen, and a reader who wants one."""
    if not (sys.stdin and sys.stdout and sys.stderr):
        return False
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and sys.stderr.isatty()  # Textual writes to it
        and os.environ.get("TERM") != "dumb"
        and not os.environ.get("ACCESSIBLE")
        and encoding == "utf8"
    )
