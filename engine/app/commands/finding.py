"""Finding a command by the words of its name, of its description, or of a synonym.

A word is found by its beginning. Where nothing has all of the words, those that differ from
them by a slip of the hand count as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.nearest import SURE, ranking
from engine.record.search import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.app.commands.table import Command

ALSO = {
    "beside": "compare ending",
    "copy": "clipboard quote passage",
    "gallery": "progress statistics",
    "help": "shortcuts commands",
    "history": "log backlog",
    "library": "books shelf",
    "margin": "record sources sidebar",
    "quit": "exit close stop end",
    "redo": "again",
    "saves": "bookmark slot load",
    "search": "sources",
    "settings": "options preferences configuration",
    "theme": "dark light color",
    "timeline": "chronology",
    "transcript": "save export",
    "undo": "rewind back",
}
"""What else a reader may call a command, by its id."""
NAME, SAME, SAYS = range(3)
"""How far off a word is found: in the name, in another name, in what is done."""


def found(query: str, commands: Iterable[Command]) -> list[Command]:
    """The commands that have all of the words, the nearest first; all of them for no words.

    A command whose key is typed stands before them.
    """
    among, wanted, key = list(commands), words(query), query.strip().lower()
    keyed = [command for command in among if command.caption == key]
    if key and not wanted:
        return keyed
    others = _having(wanted, among, str.startswith) or _having(wanted, among, _begins_nearly)
    return [*keyed, *(command for command in others if command not in keyed)]


def _having(
    wanted: tuple[str, ...], commands: list[Command], begins: Callable[[str, str], bool]
) -> list[Command]:
    ranked = []
    for command in commands:
        far = [_far(word, command, begins) for word in wanted]
        if None not in far:
            ranked.append((sum(filter(None, far)), command))
    return [command for _, command in sorted(ranked, key=lambda one: one[0])]


def _far(word: str, command: Command, begins: Callable[[str, str], bool]) -> int | None:
    """How far a word is from a command; nothing where it does not have it."""
    places = (
        (NAME, command.name),
        (SAME, f"{command.id} {command.label} {ALSO.get(command.id, '')}"),
        (SAYS, command.says),
    )
    has = (far for far, said in places if any(begins(one, word) for one in words(said)))
    return next(has, None)


def _begins_nearly(word: str, query: str) -> bool:
    """Whether a word begins as another does but for a slip."""
    long = len(query)
    return bool(ranking(query, {word, word[:long], word[: long + 1]}, SURE))
