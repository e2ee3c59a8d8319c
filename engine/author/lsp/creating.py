"""What an author has named before it was there, and what begins it.

A place to go to, or an ending, is mostly thought of where it is led to. What is begun is as
small as it can be, says that it is to be written, and is clean but for that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from engine.author.new import KEBAB, scene_text, title_of
from engine.document.frozen import frozen
from engine.load import codes
from engine.load.fields import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.lsp.project import OpenStory
    from engine.document.finding import Finding

_MOMENT: Final = """\
{indent}{name}:
{indent}  standing: invented
{indent}  # TODO: write this moment.
{indent}  text: |
{indent}    Here it goes on.
{indent}  record: silent
{indent}  ending: {ending}
"""


@frozen()
class Beginning:
    """Something that can be begun.

    Attributes:
        title: What is done, for a menu.
        path: The file in which it is begun.
        text: What is written there.
        index: Where in the file; nothing where the file is new.
    """

    title: str
    path: str
    text: str
    index: int | None = None


def beginnings(finding: Finding, said: str, story: OpenStory) -> Iterator[Beginning]:
    """What would make a finding good that names what is not there; nothing for any other.

    Args:
        finding: The finding.
        said: The words that it underlines.
        story: The story.
    """
    scene, _, moment = said.strip("'\"").rpartition("/")
    if finding.help or not KEBAB.fullmatch(moment) or (scene and not KEBAB.fullmatch(scene)):
        return
    if finding.code is codes.UNKNOWN_ENDING:
        line = f"{moment}: {{title: {title_of(moment)}}}\n"
        yield from _in_list(story, "story.yaml", "endings", f'Declare the ending "{moment}"', line)
    elif finding.code is codes.UNKNOWN_MOMENT:
        yield from _moment(story, f"scenes/{scene}.yaml", moment, f'in the scene "{scene}"')
    elif finding.code is codes.UNKNOWN_SCENE and not scene:
        if Path(finding.span.path).parent == story.folder / "scenes":
            file = f"scenes/{Path(finding.span.path).name}"
            yield from _moment(story, file, moment, "in this scene")
        yield from _scene(story, moment)


def _moment(story: OpenStory, file: str, name: str, where: str) -> Iterator[Beginning]:
    text = "\n" + _MOMENT.replace("{name}", name).replace("{ending}", _ending(story))
    yield from _in_list(story, file, "moments", f'Begin the moment "{name}" {where}', text)


def _scene(story: OpenStory, name: str) -> Iterator[Beginning]:
    path = story.folder / "scenes" / f"{name}.yaml"
    if not path.exists():
        text = scene_text(name, story.folder, _ending(story))
        yield Beginning(f'Begin the scene "{name}"', str(path), text)


def _ending(story: OpenStory) -> str:
    endings = story.loaded.story.endings if story.loaded.story else {}
    return next(iter(endings), "the-end")


def _in_list(story: OpenStory, file: str, key: str, title: str, lines: str) -> Iterator[Beginning]:
    """Lines at the end of what stands below a key, as far in as the rest of it."""
    path = str(story.folder / file)
    document = story.document(path)
    if document is None or document.text != story.text(path):
        return  # what is there could not be read as it is now
    if not (known := entries(document.root, key)):
        return
    last = known[-1].key.span
    indent = " " * (last.column - 1)
    if document.text.splitlines()[last.line - 1][: len(indent)] != indent:
        return  # it stands in braces
    text = lines if "{indent}" in lines else f"{{indent}}{lines}"
    index, before = _after(document.text, last.line, len(indent))
    yield Beginning(title, path, before + text.replace("{indent}", indent), index)


def _after(text: str, line: int, indent: int) -> tuple[int, str]:
    """The index behind all that stands further in than a line does, and what must go before."""
    index = sum(len(one) for one in text.splitlines(keepends=True)[:line])
    at = index
    for one in text[index:].splitlines(keepends=True):
        at += len(one)
        if not one.strip():
            continue
        if len(one) - len(one.lstrip(" ")) <= indent:
            break
        index = at
    return index, "" if text[:index].endswith("\n") else "\n"
