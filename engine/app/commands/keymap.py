"""The reader's own key bindings: `keys.yaml` in the folder of settings, if there is one.

A line gives a command its key, or a list of keys::

    margin: b
    page-down: [pagedown, ctrl+f]

A file with a mistake is told of, with the place of each, and changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual.keys import Keys, _character_to_key, key_to_character

from engine.app.commands.table import COMMANDS, SIGNS, KeyMap, commands
from engine.settings.kept import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from engine.document.span import Span
    from engine.document.tree import Node, Scalar

MOST_BYTES = 64 * 1024
MOST_TOLD = 3
"""So many mistakes are told at the foot of a screen."""

NAMED = {key.value for key in Keys if not key.value.startswith("<")}
ALSO = {
    "esc": "escape", "return": "enter", "page down": "pagedown", "page up": "pageup",
    "pgdn": "pagedown", "pgup": "pageup", "del": "delete", "ins": "insert", "spacebar": "space",
}  # fmt: skip
"""Other names that people have for keys."""
SAID = {"escape": "esc", "pagedown": "page down", "pageup": "page up", **SIGNS}
LISTS = frozenset(("up", "down", "enter", "tab", "shift+tab"))
"""The keys by which every list is used: no command can have them."""
HELD = re.compile(r"((?:ctrl|alt|shift|super)\+)+")


class _Line(NamedTuple):
    """A line of the file: a command's id and its keys, each with where it stands."""

    id: str
    span: Span
    keys: tuple[tuple[str, Span], ...]


def read_keys(path: Path | None, called: str = "") -> KeyMap:
    """The keys that a file gives to the commands; those of the table where there is none.

    Args:
        path: The file.
        called: What the place of a mistake names it; else its whole path.
    """
    if path is None or not path.exists():
        return KeyMap()
    from engine.document.codes import EMPTY_FILE  # noqa: PLC0415  (most readers have no file)
    from engine.document.reader import read_file  # noqa: PLC0415  (the same)

    document = read_file(path, called or str(path), limit=MOST_BYTES)
    found = (finding for finding in document.findings if finding.code is not EMPTY_FILE)
    mistakes = [sentence_at(finding.span, finding.message) for finding in found]
    lines = tuple(_lines(document.root, mistakes)) if document.root is not None else ()
    mistakes += [] if mistakes else _clashes(lines)
    if mistakes:
        return KeyMap(mistakes=(*mistakes, f"Your keys are not used until {path} is mended."))
    return _mapped({line.id: tuple(key for key, _ in line.keys) for line in lines})


def in_brief(sentences: Sequence[str]) -> tuple[str, ...]:
    """What is wrong with a file of keys, as much as a screen has room for at its foot."""
    *mistakes, outcome = sentences
    more = len(mistakes) - MOST_TOLD
    rest = f"{more} more: “engine play --config” tells every one."
    return (*mistakes[:MOST_TOLD], *([rest] if more > 0 else []), outcome)


def _mapped(chosen: Mapping[str, tuple[str, ...]]) -> KeyMap:
    mapped = tuple(
        replace(command, keys=",".join(chosen[command.id]), shown=said(chosen[command.id][0]))
        if command.id in chosen
        else command
        for command in COMMANDS
    )
    return KeyMap(mapped, {id_: ",".join(keys) for id_, keys in chosen.items()})


def said(key: str) -> str:
    """A key as a person would name it."""
    *held, last = key.split("+")
    character = key_to_character(last)
    last = SAID.get(last) or (character if character and character.isprintable() else last)
    if len(last) == 1 and last.isupper():
        held, last = [*held, "shift"], last.lower()
    return "+".join((*held, "space" if last == " " else last)).replace("shift+", "shift ")


def _lines(root: Node, mistakes: list[str]) -> Iterator[_Line]:
    """The lines of the file that say something; what is wrong with the others is told."""
    from engine.document.tree import Mapping as Tree  # noqa: PLC0415  (the same)

    if not isinstance(root, Tree):
        mistakes.append(sentence_at(root.span, "expected a command and its key, such as margin: b"))
        return
    ids = {command.id for command in COMMANDS}
    for entry in root:
        name = entry.key.text
        if name not in ids:
            mistakes.append(sentence_at(entry.key.span, _unknown(name, ids)))
            continue
        keys = tuple(_keys(entry.value, name, mistakes))
        if keys:
            yield _Line(name, entry.key.span, keys)


def _unknown(name: str, ids: Iterable[str]) -> str:
    from engine.document.nearest import nearest  # noqa: PLC0415  (only a mistake needs it)

    names = tuple(ids)
    meant = nearest(name, names)
    hint = f"did you mean “{meant}”?" if meant else "the page of keys (?) names them all"
    return f"there is no command “{name}”: {hint}"


def _keys(value: Node, name: str, mistakes: list[str]) -> Iterator[tuple[str, Span]]:
    """The keys in a value, each under Textual's name."""
    from engine.document.tree import Mapping as Tree  # noqa: PLC0415  (the same)
    from engine.document.tree import Scalar, Sequence  # noqa: PLC0415  (the same)

    parts = tuple(value) if isinstance(value, Sequence) else (value,)
    if not parts or isinstance(value, Tree):
        mistakes.append(sentence_at(value.span, f"expected a key for “{name}”, or a list of keys"))
        return
    for part in parts:
        if not isinstance(part, Scalar):
            mistakes.append(sentence_at(part.span, f"expected a key for “{name}”"))
            continue
        key = _key(part)
        wrong = f"“{key}” belongs to the lists of every screen" if key in LISTS else ""
        wrong = wrong or ("" if key else _no_key(part.text))
        if wrong:
            mistakes.append(sentence_at(part.span, wrong))
        else:
            yield key, part.span


def _key(part: Scalar) -> str:
    """Textual's name for a key; empty where there is no such key."""
    text = part.text if len(part.text) == 1 else part.text.strip()
    found = HELD.match(text)
    held, last = (found[0], text[found.end() :]) if found else ("", text)
    if len(last) == 1 and last.isprintable():
        last = _character_to_key(last)
        if held == "shift+" and len(last) == 1:
            return last.upper()
        return held + last
    last = ALSO.get(last.lower(), last.lower() if last.lower() in NAMED else last)
    return held + last if held + last in NAMED or last in NAMED or _is_sign(last) else ""


def _is_sign(name: str) -> bool:
    """Whether a name is Textual's for a sign: ``slash``, ``question_mark``."""
    character = SIGNS.get(name) or key_to_character(name)
    return character is not None and len(name) > 1 and _character_to_key(character) == name


def _no_key(text: str) -> str:
    from engine.document.nearest import nearest  # noqa: PLC0415  (only a mistake needs it)

    meant = nearest(text, sorted(NAMED))
    hint = f"did you mean “{meant}”?" if meant else "expected a letter, a sign, f5, ctrl+g, home"
    return f"there is no key “{text}”: {hint}"


def _clashes(lines: Iterable[_Line]) -> Iterator[str]:
    """Where a key would do two things on one screen."""
    places = {(line.id, key): span for line in lines for key, span in line.keys}
    keys = {command.id: command.keys.split(",") for command in COMMANDS}
    keys |= {line.id: [key for key, _ in line.keys] for line in lines}
    reported: set[tuple[str, str]] = set()
    for screen in dict.fromkeys(name for command in COMMANDS for name in command.where):
        taken: dict[str, str] = {}
        for command in commands(screen):
            for key in keys[command.id]:
                other = taken.setdefault(key, command.id)
                place = places.get((command.id, key)) or places.get((other, key))
                if other == command.id or place is None or (command.id, other) in reported:
                    continue
                reported.add((command.id, other))
                mine, its = (
                    (command.id, other) if (command.id, key) in places else (other, command.id)
                )
                yield sentence_at(
                    place,
                    f"“{said(key)}” cannot be “{mine}”: it is “{its}” on a screen "
                    f"that has both ({screen})",
                )
