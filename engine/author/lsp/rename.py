"""Renaming a symbol wherever it is written, and nowhere else.

Only the characters of the name are replaced. What cannot be done without changing what the
story means, or without guessing, is refused in a sentence.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from engine.author.golden import Take, parsed
from engine.author.lsp.symbols import Kind, Symbol
from engine.author.replay import NoBeginningError, Player, beginning
from engine.document.frozen import frozen
from engine.document.places import index_at
from engine.document.span import Span
from engine.language.grammar import KEYWORDS
from engine.load.pattern import pattern_of
from engine.load.shape import published
from engine.model import walk
from engine.play import make_book

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from engine.author.golden import Golden
    from engine.author.lsp.project import OpenStory
    from engine.author.lsp.symbols import Use
    from engine.model.story import Choice

WORDS_OF_YAML: Final = frozenset(("null", *KEYWORDS))
"""Names that would be read as something else."""
NAMES: Final = frozenset((Kind.VARIABLE, Kind.DEFINITION))
"""What has a name in snake_case, and stands bare in conditions."""
CONTINUE: Final = "continue"
"""No choice can have this id: in a golden playthrough it turns the page."""


class RefusedError(ValueError):
    """It cannot be renamed so; the message says why."""


@frozen()
class Plan:
    """What a rename changes.

    Attributes:
        spans: Where the name stands, in the order of the files.
        moved: The file that is named after it, and its new path; nothing for most kinds.
    """

    spans: tuple[Span, ...]
    moved: tuple[str, str] | None = None


def plan(symbol: Symbol, new: str, stories: Sequence[OpenStory]) -> Plan:
    """What is to be changed so that something has another name.

    Args:
        symbol: What is renamed.
        new: Its new name.
        stories: The stories that know it.

    Raises:
        RefusedError: The name is not one, it is taken, or not every place can be seen.
    """
    _well_formed(symbol, new)
    uses: dict[Span, Use] = {}
    for story in stories:
        _free(symbol, new, story)
        uses |= {use.span: use for use in story.uses_of(symbol)}
        _readable(symbol, story)
    declared = [use for use in uses.values() if use.declares]
    if not declared:
        raise RefusedError(f'nothing that can be renamed declares "{symbol.name}"')
    spans = set(uses)
    for story in stories:
        _clear(symbol, new, story)
        if symbol.kind in (Kind.CHOICE, Kind.SCENE):
            spans |= set(_steps(symbol, story))
    if new == symbol.name:
        return Plan(())
    ordered = tuple(sorted(spans))
    for span in ordered:
        _exact(symbol, span, stories)
    return Plan(ordered, _moved(symbol, new, declared))


# What is refused.


@cache
def _definitions() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(published("story"))["$defs"]
    return found


def _well_formed(symbol: Symbol, new: str) -> None:
    form = _definitions()["name" if symbol.kind in NAMES else "id"]
    if not pattern_of(form["pattern"]).search(new) or len(new) > form["maxLength"]:
        raise RefusedError(f'"{new}" is not {form["title"]}')
    if new in WORDS_OF_YAML or (symbol.kind is Kind.CHOICE and new == CONTINUE):
        raise RefusedError(f'"{new}" is a word of the format and cannot be a name')


def _free(symbol: Symbol, new: str, story: OpenStory) -> None:
    if new != symbol.name and new in _names_beside(symbol, story):
        where = f" in {symbol.home}" if symbol.home else ""
        raise RefusedError(f'there is another {symbol.kind} "{new}"{where}')


def _names_beside(symbol: Symbol, story: OpenStory) -> Collection[str]:
    """The names that would be the same as another's."""
    index, library = story.loaded.index, story.loaded.library
    if symbol.kind is Kind.SCENE:
        return {*index.scenes, *index.broken, *_offered_beside(symbol, story)}
    if symbol.kind in (Kind.MOMENT, Kind.SHARED):
        return index.choices(symbol.home)
    if symbol.kind is Kind.CHOICE:
        return _offered_beside(symbol, story)
    if symbol.kind is Kind.VALUE:
        owner = index.variables.get(symbol.home)
        return owner.values if owner else ()
    if symbol.kind is Kind.CLAIM:
        source = library.sources.get(symbol.home)
        return source.claims if source else ()
    if symbol.kind is Kind.MARK:
        path = str(story.folder / "scenes" / f"{symbol.id.partition('/')[0]}.yaml")
        uses = (use.symbol for use in story.uses(path))
        return {s.name for s in uses if s.kind is Kind.MARK and s.home == symbol.home}
    named = {*index.variables, *index.definitions}
    plain: dict[Kind, Collection[str]] = {
        Kind.VARIABLE: named,
        Kind.DEFINITION: named,
        Kind.ENDING: index.endings,
        Kind.DECK: {use.symbol.id for use in _all_uses(story) if use.symbol.kind is Kind.DECK},
        Kind.PERSON: {*index.people, *library.people},
        Kind.SOURCE: {*library.sources, *story.loaded.broken_sources},
    }
    return plain[symbol.kind]


def _offered_beside(symbol: Symbol, story: OpenStory) -> set[str]:
    """The ids of the choices that stand with one at some moment, or are declared with it."""
    scene, _, holder = symbol.home.partition("/")
    declared = story.loaded.index.choices(scene).get(holder, ())
    found = {choice.text for choice in declared}
    for moment in walk.moments(story.loaded.story) if story.loaded.story else ():
        if any(names(choice, symbol) for choice in moment.choices):
            found |= {choice.id for choice in moment.choices}
    return found


def names(choice: Choice, symbol: Symbol) -> bool:
    """Whether a choice is taken under a symbol's name: a storylet is under its scene's."""
    if symbol.kind is Kind.SCENE:
        return choice.storylet is not None and choice.id == symbol.id
    return choice.full == symbol.id


def _all_uses(story: OpenStory) -> Iterator[Use]:
    return (use for path in story.paths() for use in story.uses(path))


def _readable(symbol: Symbol, story: OpenStory) -> None:
    """Refuse where a file that may name it cannot be read."""
    texts = {path: document.text for path, document in story.memory.broken.items()}
    texts |= {path: story.loaded.texts.get(path, "") for path in _unread(story)}
    for path, text in texts.items():
        if symbol.name in text or not text:
            raise RefusedError(f"{Path(path).name} cannot be read as it is: mend it first")


def _unread(story: OpenStory) -> Iterator[str]:
    scenes = story.folder / "scenes"
    yield from (str(scenes / f"{name}.yaml") for name in story.loaded.index.broken)


def _clear(symbol: Symbol, new: str, story: OpenStory) -> None:
    """Refuse where the new name would make some word mean another thing than before."""
    index = story.loaded.index
    if symbol.kind is Kind.MOMENT and new in index.scenes:
        raise RefusedError(f'"{new}" is a scene, which a moment of that name would hide')
    if symbol.kind is Kind.SCENE:
        for use in story.uses_of(symbol):
            here = Path(use.span.path).stem
            if use.bare and new in index.scenes.get(here, {}):
                raise RefusedError(f'"{new}" is a moment of the scene "{here}", which leads there')
    if symbol.kind in NAMES:
        owner = next((v.name for v in index.variables.values() if new in v.values), None)
        if owner:
            raise RefusedError(f'"{new}" is a value of {owner}')
    if symbol.kind is Kind.VALUE:
        if new in index.variables or new in index.definitions:
            raise RefusedError(f'"{new}" is a name of story.yaml')
        _unshared(symbol, story)
    if symbol.kind is Kind.CHOICE:
        _alone(symbol, new, story)


def _unshared(symbol: Symbol, story: OpenStory) -> None:
    """Refuse a value that is written where another variable's value is meant as well."""
    mine = {use.span for use in story.uses_of(symbol)}
    for path in {span.path for span in mine}:
        for use in story.uses(path):
            if use.span in mine and use.symbol != symbol:
                where = f"{Path(path).name}:{use.span.line}"
                raise RefusedError(f"at {where} it is a value of {use.symbol.home} as well")


def _alone(symbol: Symbol, new: str, story: OpenStory) -> None:
    """Refuse where a bare id would no longer be the only one of its scene."""
    scene = symbol.id.partition("/")[0]
    path = str(story.folder / "scenes" / f"{scene}.yaml")
    bare = {u.symbol.name for u in story.uses(path) if u.bare and u.symbol.kind is Kind.CHOICE}
    holders = story.loaded.index.choices(scene)
    known = {f"{holder}/{choice.text}" for holder, ids in holders.items() for choice in ids}
    others = {full.partition("/")[2] for full in known if f"{scene}/{full}" != symbol.id}
    if new in others and {new, symbol.name} & bare:
        raise RefusedError(
            f'another choice of the scene is "{new}", and a condition names it alone'
        )


def _exact(symbol: Symbol, span: Span, stories: Sequence[OpenStory]) -> None:
    """Refuse a place where other characters stand than the name: an escape, or a change."""
    text = next((text for story in stories if (text := story.text(span.path))), "")
    start = index_at(text, span.line, span.column)
    end = index_at(text, span.end_line, span.end_column)
    if text[start:end] != symbol.name:
        where = f"{Path(span.path).name}:{span.line}"
        raise RefusedError(f'at {where} "{symbol.name}" is written in another way')


# What is named after it.


def _moved(symbol: Symbol, new: str, declared: Iterable[Use]) -> tuple[str, str] | None:
    if symbol.kind not in (Kind.SCENE, Kind.SOURCE):
        return None
    old = Path(next(iter(declared)).span.path)
    there = old.with_name(f"{new}.yaml")
    if there.exists():
        raise RefusedError(f"there is a file {there.name} already")
    return str(old), str(there)


def _steps(symbol: Symbol, story: OpenStory) -> Iterator[Span]:
    """Where golden playthroughs take or expect a choice: to know which, they are played.

    A storylet is taken under the name of its scene.
    """
    if symbol.kind is Kind.SCENE and not _is_storylet(symbol, story):
        return
    for path in story.paths():
        document = story.document(path)
        if story.kind(path) != "playthrough" or not document or symbol.name not in document.text:
            continue
        golden = parsed(document).golden
        if golden is None:
            raise RefusedError(f"{Path(path).name} cannot be read as it is: mend it first")
        yield from _played(golden, symbol, story)


def _is_storylet(symbol: Symbol, story: OpenStory) -> bool:
    scene = story.loaded.story.scenes.get(symbol.id) if story.loaded.story else None
    return scene is not None and scene.storylet is not None


def _played(golden: Golden, symbol: Symbol, opened: OpenStory) -> Iterator[Span]:
    loaded = opened.loaded
    if loaded.story is None or any(f.code.severity == "error" for f in loaded.findings):
        raise RefusedError(
            "the story has errors, and a playthrough names the choice: mend it first"
        )
    story = loaded.story
    try:
        player = Player(beginning(golden, make_book(story)))
    except NoBeginningError as error:
        where = f"{golden.path.name}:{error.span.line}"
        raise RefusedError(f"the playthrough {where} cannot begin: mend it first") from error

    def is_here() -> bool:
        return any(names(choice, symbol) for choice in story.moment(player.sight.at.moment).choices)

    for step in golden.steps:
        if isinstance(step, Take):
            player.turn_pages()
            if step.choice == symbol.name and is_here():
                yield _unquoted(step.span, symbol)
            fault = player.choose(step.choice)
        else:
            fault = player.expect(step)
            here = is_here()
            for want in step.wants:
                named = want.what in ("offered", "locked", "hidden") and want.value == symbol.name
                if here and named:
                    yield _unquoted(want.span, symbol)
        if fault:
            where = f"{golden.path.name}:{step.span.line}"
            raise RefusedError(f"the playthrough {where} no longer passes: mend it first")


def _unquoted(span: Span, symbol: Symbol) -> Span:
    """The characters of a name in a span that may have quotes around it."""
    extra = (span.end_column - span.column - len(symbol.name)) // 2
    column, end = span.column + extra, span.end_column - extra
    return Span(span.path, span.line, column, span.end_line, end)
