"""What an author must have meant who wrote a file in the words of another system.

A hint that is sometimes wrong teaches people to ignore hints: there is one only for a slip of
the pen that is sure, and for words that mean just one thing wherever they come from.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from engine.document.english import listed
from engine.document.nearest import nearest
from engine.load.pattern import pattern_of

if TYPE_CHECKING:
    from collections.abc import Collection

_KEYS = {
    "min": "minimum",
    "max": "maximum",
    "initial": "default",
    "condition": "if",
    "when": "if",
    "target": "goto",
    "to": "goto",
    "next": "goto",
    "link": "goto",
    "divert": "goto",
    "jump": "goto",
    "options": "choices",
    "prose": "text",
    "body": "text",
    "content": "text",
    "passage": "text",
    "location": "place",
    "characters": "people",
    "cast": "people",
    "citations": "record",
    "variables": "state",
    "constants": "define",
    "description": "summary",
    "end": "ending",
}
"""What a key is called elsewhere, and here; it is meant where that key is missing."""
_WORDS = {
    "bool": "boolean",
    "flag": "boolean",
    "int": "integer",
    "number": "integer",
    "list": "set",
    "flags": "set",
    "none": "silent",
    "random": "shuffle",
    "book": "scholarship",
    "article": "scholarship",
}
"""The same for the few words that can stand for a value."""
_TRUTHS = {
    **dict.fromkeys(("true", "yes", "on"), "true, without quotes"),
    **dict.fromkeys(("false", "no", "off"), "false, without quotes"),
}
_CLAIM = re.compile("[a-z0-9-]+/[a-z0-9-]+")
_NAMES = re.compile("[a-z0-9_-]+(, ?[a-z0-9_-]+)*")
_FLOW = set(",[]{}#\n:\"'")
"""What cannot stand in brackets or braces without quotes."""


def key_meant(said: str, missing: Collection[str]) -> str | None:
    """The key that is missing and was meant by one that cannot stand there."""
    known = _KEYS.get(said.lower())
    return known if known in missing else nearest(said, missing)


def word_meant(said: str, known: Collection[str]) -> str | None:
    """What to write for a word that is none of the few that can stand there."""
    guess = nearest(said, known) or _WORDS.get(said.lower())
    if guess in known:
        return f'did you mean "{guess}"?' if len(known) > 1 else f"write {guess}"
    if "silent" in known and _CLAIM.fullmatch(said):
        return f"write it as an item of a list: [{_cited(said)}]"
    if "enum" in known and said.lower() in ("string", "text", "str"):
        return "text is not kept: give the words that it can be, as {type: enum, values: [a, b]}"
    return None


def value_meant(
    value: object, kinds: list[str], schema: dict[str, Any], *, lists: bool
) -> str | None:
    """What to write for a value of another type than the one that is wanted.

    Args:
        value: What stands there, as plain values.
        kinds: The types that could stand there, as JSON Schema names them.
        schema: The part of the schema that refused.
        lists: Whether a list of text is wanted.
    """
    if isinstance(value, bool | int | float):
        return _of_number(value, kinds, schema)
    if isinstance(value, str):
        return _of_words(value, kinds, schema, lists=lists)
    return _of_parts(value, str(schema.get("title", "")))


def _of_number(value: float, kinds: list[str], schema: dict[str, Any]) -> str | None:
    if schema.get("title") == "a variable":
        if isinstance(value, bool):
            return f"write {{type: boolean, default: {str(value).lower()}}}"
        bounds = f"minimum: {min(int(value), 0)}, maximum: {max(int(value), 10)}"
        return f"write {{type: integer, {bounds}, default: {value}}}, with bounds of your own"
    if "string" in kinds:
        said = json.dumps(value)
        if not pattern_of(schema.get("pattern", "")).search(said):
            return None
        return f'put it in quotes to make it text: "{said}"'
    return None


def _of_words(said: str, kinds: list[str], schema: dict[str, Any], *, lists: bool) -> str | None:
    if kinds == ["boolean"]:
        meant = _TRUTHS.get(said.lower())
        return f"write {meant}" if meant else None
    if schema.get("title") == "a list of effects" and "(" not in said:
        return f"write it in brackets, as a list is: [{said}]"
    if lists and (not set(said) & _FLOW or _NAMES.fullmatch(said)):
        if str(schema.get("items", {}).get("$ref")).endswith("/id"):
            said = said.replace(" and ", ", ")
        return f"write it in brackets, as a list is: [{said}]"
    if kinds != ["object"] or set(said) & _FLOW:
        return None
    return _of_one(said, schema)


def _of_one(said: str, schema: dict[str, Any]) -> str | None:
    """Plain words where keys are wanted, of which they must be one."""
    keys = schema.get("properties", {})
    if "bearing" in keys and _CLAIM.fullmatch(said):
        bearings = listed(keys["bearing"]["enum"])
        return f"write {_cited(said)}; a bearing is {bearings}"
    if len(needed := schema.get("required", [])) == 1 and "enum" not in keys[needed[0]]:
        return f"write {{{needed[0]}: {said}}}"
    return None


def _cited(claim: str) -> str:
    return f"{{claim: {claim}, bearing: context}}"


def _of_parts(value: object, title: str) -> str | None:
    """A list or keys where a condition or an effect is wanted, which are one line each."""
    if title.startswith("a condition") and isinstance(value, list):
        parts = [part for part in value if isinstance(part, str)]
        if len(parts) == len(value) > 1:
            return f"join them with `and` or with `or`: {' and '.join(parts)}"
    if title.startswith("an effect") and isinstance(value, dict):
        return _effect(value)
    return None


def _effect(value: dict[str, Any]) -> str | None:
    if "if" in value:
        return "the value is chosen within the effect: order = 1 if fear > 2 else order"
    [(name, one)] = value.items() if len(value) == 1 else [("", None)]
    if not name or not isinstance(one, str | int):
        return None
    said = str(one).lower() if isinstance(one, bool) else str(one)
    return f"write {name} {said}" if said[:2] in ("+=", "-=") else f"write {name} = {said}"


def name_meant(said: str, schema: dict[str, Any]) -> str | None:
    """A name made of what was written: small letters, digits, and what joins them."""
    if len(said) > schema.get("maxLength", len(said)):
        return None
    made = [re.sub("[^a-z0-9]+", join, said.lower()).strip(join) for join in "-_"]
    return next((name for name in made if pattern_of(schema["pattern"]).search(name)), None)
