"""`engine new`: a story, a scene or a source to start from, which passes the check as it is."""

from __future__ import annotations

import os
import re
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from engine.author.create import create_file, create_folder
from engine.author.refusal import CannotError
from engine.document.frozen import frozen
from engine.document.reader import read_file
from engine.load import find_stories, load
from engine.load.fields import text, written
from engine.load.files import inside
from engine.load.shape import published
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.load import Loaded
    from engine.model.story import Choice, Moment, Story

LONGEST = 80
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NOT_TEXT = frozenset({"true", "false", "null"})
"""Words that YAML does not read as text."""
NOT_SOURCES = frozenset({"conflicts", "people"})
"""Files of a library that are no source."""
SCHEMAS = ".marginalia/schemas"
"""Where a story keeps the schemas that an editor completes its files by."""
WRITTEN = ("story", "scene", "source", "conflicts", "people", "playthrough")
"""The kinds of file that an author writes, each with a schema."""
OWN_SCHEMAS = "engine/schemas"
"""Where a clone of the program has them."""
MOST_UP = 2
"""How many folders above a story schemas, and a library, may lie."""


@frozen()
class Made:
    """What was made.

    Attributes:
        files: The files, in the order to open them.
        then: What the author does next, in whole sentences.
    """

    files: tuple[Path, ...]
    then: str


def new_story(name: str, into: Path) -> Made:
    """Begin a story in a folder of its own.

    Args:
        name: Its id, which is also the name of its folder.
        into: The folder that the story's folder goes into.

    Raises:
        CannotError: The name is no id, or something is there already.
    """
    _refuse_name(name, "story")
    if not into.is_dir():
        raise CannotError(f"there is no folder {into}")
    home = into / name
    schemas = schemas_near(into)
    files = _story_files(name, home, schemas or home / SCHEMAS)
    create_folder(home, files if schemas else files | _schemas())
    made = tuple(home / file for file in files)
    then = (
        f"Read it with `engine play {home}`, and prove it with `engine check {home}`.\n"
        f"While you write it, leave `engine play {home} --watch` open: it shows what you save."
    )
    return Made(made, then)


def _story_files(name: str, home: Path, schemas: Path) -> dict[str, str]:
    def file(template: str, path: str) -> str:
        return _filled(template, name, (home / path).parent, schemas)

    # A path in the settings is one from the folder that is opened, and begins with a dot.
    settings = _filled("settings.json", name, home, schemas)
    return {
        "story.yaml": file("story.yaml", "story.yaml"),
        "scenes/the-letter.yaml": file("first-scene.yaml", "scenes/the-letter.yaml"),
        "sources/README.md": _template("sources.md"),
        ".vscode/settings.json": settings,
        ".vscode/extensions.json": _template("extensions.json"),
    }


def new_scene(name: str, story: Path, deck: str | None = None) -> Made:
    """Add a scene to a story.

    Args:
        name: Its id, which is also the name of its file.
        story: The story's folder.
        deck: The deck that it is a storylet of, if it is one.

    Raises:
        CannotError: The name is no id, the story cannot be read, or the scene is there.
    """
    _refuse_name(name, "scene")
    if deck is not None:
        _refuse_name(deck, "deck")
    loaded = load(story)
    if loaded.story is None or not loaded.story.endings:
        raise CannotError(f"the story at {story} cannot be read: `engine check {story}` says why")
    path = story / "scenes" / f"{name}.yaml"
    filled = _filled("scene.yaml", name, path.parent, _schemas_of(story))
    draws = [draw for moment in walk.moments(loaded.story) if (draw := moment.draw)]
    drawn = next((draw for draw in draws if draw.deck == deck), None)
    storylet, end = "", f"ending: {next(iter(loaded.story.endings))}"
    if deck is not None:
        storylet = _template("storylet.yaml").replace("@DECK@", deck)
        storylet = storylet.replace("@TITLE@", title_of(name))
        end = end if drawn and not drawn.back else "return: true"
    create_file(path, filled.replace("@STORYLET@", storylet).replace("@END@", end))
    if deck is None:
        return Made((path,), _way_in(name, story, loaded, loaded.story))
    return Made((path,), _way_in_of_storylet(deck, is_drawn=drawn is not None))


def scene_text(name: str, story: Path, ending: str) -> str:
    """What a new scene says that is no storylet, for a story's folder."""
    filled = _filled("scene.yaml", name, story / "scenes", schemas_near(story) or story / SCHEMAS)
    return filled.replace("@STORYLET@", "").replace("@END@", f"ending: {ending}")


def new_source(name: str, story: Path) -> Made:
    """Add a source to a story's library.

    Args:
        name: Its id, which is also the name of its file.
        story: The story's folder.

    Raises:
        CannotError: The name is no id, the library is amiss, or the source is there.
    """
    _refuse_name(name, "source")
    if name in NOT_SOURCES:
        raise CannotError(f"{name}.yaml is another file of a library: choose another name")
    library, named = _library(story)
    path = library / f"{name}.yaml"
    create_file(path, _filled("source.yaml", name, library, _schemas_of(story)))
    then = f"Fill in what says TODO; cite it in a scene as {name}/first-claim."
    if not named:
        then += f"\nTell the story where its sources are: add this line to {story / 'story.yaml'}:"
        then += "\nlibrary: sources"
    return Made((path,), then)


def story_at(folder: Path | None) -> Path:
    """The story that is meant: the folder named, else the one at hand.

    Raises:
        CannotError: There is none, or more than one.
    """
    if folder is not None:
        if not (folder / "story.yaml").is_file():
            raise CannotError(f"there is no story at {folder}: a story is a folder with story.yaml")
        return folder
    here = Path()
    for up in (here, Path("..")):
        if (up / "story.yaml").is_file():
            return up
    found = find_stories(here)
    if len(found) != 1:
        what = "more than one story" if found else "no story"
        raise CannotError(f"there is {what} here: say which with --in FOLDER")
    return found[0]


def _refuse_name(name: str, what: str) -> None:
    if not KEBAB.fullmatch(name) or len(name) > LONGEST or name in NOT_TEXT:
        rule = "small letters a to z, digits and single hyphens, beginning with a letter"
        if name in NOT_TEXT:
            rule = "another word, since YAML takes this one for something else than text"
        fitting = "-".join(name.lower().replace("_", " ").replace("-", " ").split())
        such = f", such as {fitting}" if KEBAB.fullmatch(fitting) and fitting != name else ""
        raise CannotError(f'"{name}" cannot be the id of a {what}: write {rule}{such}')


def _template(name: str) -> str:
    return (resources.files("engine.author.templates") / name).read_text("utf-8")


def _filled(template: str, name: str, folder: Path, schemas: Path) -> str:
    """A template with the names filled in, for a file in a folder."""
    path = Path(os.path.relpath(schemas, folder)).as_posix()
    if template == "settings.json" and not path.startswith(".."):
        path = f"./{path}"
    text = _template(template).replace("@NAME@", name)
    return text.replace("@TITLE@", title_of(name)).replace("@SCHEMAS@", path)


def title_of(name: str) -> str:
    """A first title out of an id: ``salt-harbour`` is Salt harbour."""
    return name.replace("-", " ").capitalize()


def _schemas() -> dict[str, str]:
    return {f"{SCHEMAS}/{name}.schema.json": published(name) for name in WRITTEN}


def schemas_near(folder: Path) -> Path | None:
    """Schemas in a folder or above it: of a desk with several books, or of the program."""
    for up in (folder, *folder.resolve().parents[:MOST_UP]):
        for name in (SCHEMAS, OWN_SCHEMAS):
            if (up / name / "scene.schema.json").is_file():
                return up / name
    return None


def _schemas_of(story: Path) -> Path:
    """The schemas that a story uses; written beside it where it has none."""
    found = schemas_near(story)
    if found is None:
        found = story / SCHEMAS
        create_folder(found, {f"{name}.schema.json": published(name) for name in WRITTEN})
    return found


def _library(story: Path) -> tuple[Path, bool]:
    """The folder of a story's sources, and whether story.yaml names it."""
    path = story / "story.yaml"
    root = read_file(path, str(path)).root
    if root is None:
        raise CannotError(f"the story at {story} cannot be read: `engine check {story}` says why")
    named = written(root, "library")
    if named is None:
        return story / "sources", False
    lexical = PurePosixPath(named.text.strip())
    home = story.resolve().parents[MOST_UP - 1]
    if lexical.is_absolute() or not inside(story / lexical, home):
        raise CannotError(f"the library of {story} is amiss: `engine check {story}` says why")
    return Path(os.path.normpath(story / lexical)), True


def _way_in(name: str, home: Path, loaded: Loaded, story: Story) -> str:
    """The one line that leads to a new scene, and where it goes."""
    path = home / "story.yaml"
    if text(read_file(path, str(path)).root, "start").partition("/")[0] == name:
        return f"The story begins with it: read it with `engine play {home}`."
    found = next(_own_choices(story), None)
    if found is None:
        return f"To reach it, end a moment of another scene with this line:\n    goto: {name}"
    moment, first = found
    lines = loaded.texts.get(first.span.path, "").split("\n")
    item = _line_of_item(first, lines)
    indent = lines[item][: len(lines[item]) - len(lines[item].lstrip())]
    taken = {choice.id for choice in moment.choices}
    choice_id = f"to-{name}" if name in taken else name
    return (
        f"To reach it, add this line to the choices of a moment, say above line {item + 1} of"
        f" {first.span.path}:\n"
        f"{indent}- {{id: {choice_id}, text: {title_of(name)}., goto: {name}}}\n"
        "Until something leads to it, `engine check` says so."
    )


def _way_in_of_storylet(deck: str, *, is_drawn: bool) -> str:
    """The one line that offers a new storylet, if there is none yet."""
    if is_drawn:
        return f"It is offered wherever a moment draws from the deck {deck}."
    return (
        "To offer it, let a moment draw from its deck with this line, beside its choices:\n"
        f"    draw: {{deck: {deck}, back: here}}\n"
        "Until one does, `engine check` says so."
    )


def _own_choices(story: Story) -> Iterator[tuple[Moment, Choice]]:
    """The choices that stand at a moment itself, those of the first scene first.

    What it takes from elsewhere stands in a list of shared choices, or in no list at all.
    """
    start = story.start.partition("/")[0]
    for scene in sorted(story.scenes.values(), key=lambda scene: scene.id != start):
        for moment in scene.moments:
            own = f"{moment.id}/"
            yield from ((moment, c) for c in moment.choices if c.full.startswith(own))


def _line_of_item(choice: Choice, lines: list[str]) -> int:
    """The line, from 0, at which a choice begins in its list."""
    line = choice.span.line - 1
    while line > 0 and not lines[line].lstrip().startswith("-"):
        line -= 1
    return line
