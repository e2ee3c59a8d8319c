"""Validating a file against its published schema, with findings of our own.

`jsonschema` decides; its own wording is never shown. Each failure becomes one sentence at
the very key or value that is at fault.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.document.codes import ODD_INDENTATION, SECOND_DOCUMENT
from engine.document.english import listed
from engine.document.finding import Finding
from engine.document.tree import Mapping, Scalar, Sequence, start_span
from engine.load import codes
from engine.load.gate import compile_gate
from engine.load.meant import key_meant, name_meant, value_meant, word_meant
from engine.load.pattern import pattern_of
from engine.load.validation_cache import ValidationCache, key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

    from engine.document.reader import Document
    from engine.document.span import Span
    from engine.document.tree import Node

NAMES = (
    "story", "scene", "source", "conflicts", "people", "playthrough", "report", "exploration",
    "save",
)  # fmt: skip
"""The published schemas: what authors write, what check and explore report, what is exported."""

ELSEWHERE = (SECOND_DOCUMENT, ODD_INDENTATION)
"""With these, keys stand where they are no part of what is read."""
_SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
}


@cache
def published(name: str) -> str:
    """The text of a published schema.

    Raises:
        KeyError: There is no schema of that name.
    """
    if name not in NAMES:
        raise KeyError(name)
    return (_SCHEMAS / f"{name}.schema.json").read_text("utf-8")


def checked(document: Document, schema: str, validated: ValidationCache) -> list[Finding]:
    """The findings of a document that could be read; none again where none are known to be."""
    if document.root is None or any(f.code in ELSEWHERE for f in document.findings):
        # What stands there would only be called missing.
        return []
    if not validated.remembers:
        return list(findings(document.root, schema))
    digest = key(document.text, published(schema))
    if digest in validated:
        return []
    found = list(findings(document.root, schema))
    if not found:
        validated.learn(digest)
    return found


def findings(root: Node, schema: str) -> Iterator[Finding]:
    """Everything about a tree that its schema refuses, in no particular order."""
    value = plain(root)
    if _gate(schema)(value):
        return
    errors = sorted(validator_of(schema).iter_errors(value), key=_unexpected_first)
    seen: set[tuple[Span, str, str]] = set()
    misspelt: set[tuple[Span, str]] = set()
    for error in errors:
        place = _Place(error, root)
        for finding in _explain(error, place, misspelt):
            if finding.sort_key not in seen:
                seen.add(finding.sort_key)
                yield finding


def _unexpected_first(error: ValidationError) -> bool:
    """A misspelt key comes before the key that is then missing, which is the same slip."""
    return error.validator != "additionalProperties"


def plain(node: Node) -> Any:  # noqa: ANN401  (any JSON value)
    """The tree as plain values, as JSON would hold them."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


@cache
def _gate(schema: str) -> Callable[[Any], bool]:
    return compile_gate(json.loads(published(schema)))


@cache
def validator_of(schema: str) -> Validator:
    """What decides in detail; `checked` asks it only where the quick gate refuses."""
    # Imported here: a page turned never validates anything.
    from jsonschema import Draft202012Validator  # noqa: PLC0415
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415
    from jsonschema.validators import extend  # noqa: PLC0415

    def pattern(_: Any, wanted: str, value: object, __: Any) -> Iterator[ValidationError]:  # noqa: ANN401
        # Python's $ matches before a final newline; everybody else's does not.
        if isinstance(value, str) and not pattern_of(wanted).search(value):
            yield ValidationError("pattern")

    def properties(
        validator: Validator,
        wanted: dict[str, Any],
        value: object,
        __: Any,  # noqa: ANN401
    ) -> Iterator[ValidationError]:
        # The same as theirs, but for a key that must not be there: theirs loses its name.
        if not isinstance(value, dict):
            return
        for name, inner in wanted.items():
            if name in value and inner is False:
                yield ValidationError("excluded", path=[name])
            elif name in value:
                yield from validator.descend(  # type: ignore[attr-defined]
                    value[name], inner, path=name, schema_path=name
                )

    ours = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": pattern, "properties": properties}
    )
    made: Validator = ours(json.loads(published(schema)))
    return made


def _explain(
    error: ValidationError, place: _Place, misspelt: set[tuple[Span, str]]
) -> Iterator[Finding]:
    if error.validator == "additionalProperties":
        yield from _unexpected(error, place, misspelt)
        return
    if error.validator == "required":
        yield from _missing(error, place, misspelt)
        return
    yield from _EXPLAIN.get(str(error.validator), _other)(error, place)


class _Place:
    """Where an error is: its node, the key it stands under, and what to call it."""

    def __init__(self, error: ValidationError, root: Node) -> None:
        node, key = root, None
        for step in error.absolute_path:
            if isinstance(node, Mapping) and (entry := node.entry(str(step))):
                node, key = entry.value, entry.key
            elif isinstance(node, Sequence) and isinstance(step, int):
                node = node.items[step]
        self.node = node
        self.key = key
        self.in_list = bool(error.absolute_path) and isinstance(error.absolute_path[-1], int)

    @property
    def name(self) -> str:
        if self.key is None:
            return "this file"
        return f'an item of "{self.key.text}"' if self.in_list else f'"{self.key.text}"'

    @property
    def head(self) -> Span:
        """The key where there is one, else the first words of the value."""
        if self.key is not None and not self.in_list:
            return self.key.span
        return start_span(self.node)

    @property
    def value(self) -> Span:
        """The value where it is short, else its key."""
        return self.node.span if isinstance(self.node, Scalar) else self.head


def _schema(error: ValidationError) -> dict[str, Any]:
    """The part of the schema that refused."""
    schema: Any = error.schema
    return schema if isinstance(schema, dict) else {}


def _wanted(error: ValidationError) -> Any:  # noqa: ANN401  (any JSON value)
    """What the keyword that refused asks for."""
    return error.validator_value


def _title(error: ValidationError) -> str:
    return str(_schema(error).get("title", ""))


def _unexpected(
    error: ValidationError, place: _Place, misspelt: set[tuple[Span, str]]
) -> Iterator[Finding]:
    if not isinstance(place.node, Mapping):
        return
    allowed = list(_schema(error).get("properties", {}))
    missing = [name for name in allowed if place.node.get(name) is None]
    what = _title(error) or place.name
    for entry in place.node:
        if entry.key.text not in allowed:
            guess = key_meant(entry.key.text, missing)
            misspelt.add((place.node.span, guess or ""))
            yield Finding(
                codes.UNEXPECTED_KEY,
                f'{what} has no key "{entry.key.text}"',
                entry.key.span,
                f'did you mean "{guess}"?' if guess else f"its keys are {listed(allowed, 'and')}",
            )


def _missing(
    error: ValidationError, place: _Place, misspelt: set[tuple[Span, str]]
) -> Iterator[Finding]:
    what = _title(error) or place.name
    there = plain(place.node)
    meant = {name for span, name in misspelt if span == place.node.span}
    names = [name for name in _wanted(error) if name not in there and name not in meant]
    if len(names) == 1:
        message = f'{what} needs the key "{names[0]}"'
        yield Finding(codes.MISSING_KEY, message, place.head, _about(error, names[0]))
    elif names:
        quoted = listed([f'"{name}"' for name in names], "and")
        yield Finding(codes.MISSING_KEY, f"{what} needs the keys {quoted}", place.head)


def _about(error: ValidationError, name: str) -> str | None:
    """What a key is for, where the schema says so."""
    about = _schema(error).get("properties", {}).get(name, {}).get("description")
    return f"{name}: {about}" if about else None


def _dependent(error: ValidationError, place: _Place) -> Iterator[Finding]:
    for name, needed in _wanted(error).items():
        if isinstance(place.node, Mapping) and (entry := place.node.entry(name)):
            for other in needed:
                if place.node.get(other) is None:
                    message = f'"{name}" needs "{other}" beside it'
                    hint = _about(error, other)
                    yield Finding(codes.MISSING_KEY, message, entry.key.span, hint)


def _type(error: ValidationError, place: _Place) -> Iterator[Finding]:
    wanted = _wanted(error)
    names = [wanted] if isinstance(wanted, str) else wanted
    title = _title(error) or listed([_TYPES[name] for name in names])
    value = error.instance
    hint = value_meant(value, names, _schema(error), lists=_lists_text(_schema(error)))
    if not hint and names == ["object"] and (keys := list(_schema(error).get("properties", {}))):
        hint = f"its keys are {listed(keys, 'and')}"
    span = place.head if value is None else place.value
    yield Finding(
        codes.WRONG_TYPE, f"{place.name} must be {title}, not {_describe(value)}", span, hint
    )


def _lists_text(schema: dict[str, Any]) -> bool:
    """Whether a list is wanted whose items are plain text."""
    items = schema.get("items", {})
    return items.get("type") == "string" or items.get("$ref") in _texts()


@cache
def _texts() -> frozenset[str]:
    """The definitions that stand for plain text, as they are referred to."""
    roots = (json.loads(published(name)).get("$defs", {}) for name in NAMES)
    return frozenset(
        f"#/$defs/{name}" for defs in roots for name, d in defs.items() if d.get("type") == "string"
    )


def _describe(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return "text"
    return "a list" if isinstance(value, list) else "keys with values"


def _enum(error: ValidationError, place: _Place) -> Iterator[Finding]:
    known = [str(value) for value in _wanted(error)]
    wanted = f"one of {listed(known)}" if len(known) > 1 else _title(error) or f'"{known[0]}"'
    message = f"{place.name} must be {wanted}, not {_quote(error.instance)}"
    hint = word_meant(str(error.instance), known)
    yield Finding(codes.UNEXPECTED_VALUE, message, place.value, hint)


def _const(error: ValidationError, place: _Place) -> Iterator[Finding]:
    wanted = json.dumps(_wanted(error))
    message = f"{place.name} must be {wanted}, not {_quote(error.instance)}"
    yield Finding(codes.UNEXPECTED_VALUE, message, place.value)


def _quote(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return _describe(value)


def _form(error: ValidationError, place: _Place) -> Iterator[Finding]:
    span = _named(error, place)
    message = f"{_quote(error.instance)} is not {_title(error) or 'in the form expected here'}"
    made = span != place.value or (place.key is not None and place.key.text == "id")
    name = name_meant(str(error.instance), _schema(error)) if made else None
    yield Finding(codes.WRONG_FORM, message, span, f"write {name}" if name else None)


def _named(error: ValidationError, place: _Place) -> Span:
    """The words at fault: the key where the schema speaks of property names, else the value."""
    if "propertyNames" in error.absolute_schema_path and isinstance(place.node, Mapping):
        entry = place.node.entry(str(error.instance))
        if entry:
            return entry.key.span
    return place.value


def _empty(error: ValidationError, place: _Place) -> Iterator[Finding]:
    silent = "silent" in _title(error)
    hint = "where no source speaks, write silent" if silent else None
    yield Finding(codes.EMPTY, f"{place.name} is empty", place.head, hint)


def _bounds(error: ValidationError, place: _Place) -> Iterator[Finding]:
    least = error.validator in ("minimum", "exclusiveMinimum")
    side = "less" if least else "more"
    message = f"{place.name} cannot be {side} than {_wanted(error)}"
    if error.validator == "maxLength":
        message = f"{place.name} is longer than {_wanted(error)} characters"
    elif error.validator in ("maxItems", "maxProperties"):
        message = f"{place.name} has more than {_wanted(error)} items"
    yield Finding(codes.OUT_OF_BOUNDS, message, place.value)


def _excluded(error: ValidationError, place: _Place) -> Iterator[Finding]:
    comment = str(_schema(error).get("$comment", "the other keys"))
    why = comment if comment.startswith(":") else f" beside {comment}"
    message = f"{place.name} cannot stand here{why}"
    yield Finding(codes.EXCLUDED_KEY, message, place.head)


def _no_way_on(error: ValidationError, place: _Place) -> Iterator[Finding]:
    comment = _schema(error).get("$comment", "none of the expected keys is here")
    yield Finding(codes.NO_WAY_ON, f"{place.name} has no way on: {comment}", place.head)


def _other(_: ValidationError, place: _Place) -> Iterator[Finding]:
    yield Finding(codes.WRONG_FORM, f"{place.name} is not in the form expected here", place.value)


def _reserved(error: ValidationError, place: _Place) -> Iterator[Finding]:
    message = f"{_quote(error.instance)} is a word of the format and cannot be a name"
    yield Finding(codes.WRONG_FORM, message, _named(error, place))


_EXPLAIN: dict[str, Callable[[ValidationError, _Place], Iterator[Finding]]] = {
    "dependentRequired": _dependent,
    "type": _type,
    "enum": _enum,
    "const": _const,
    "pattern": _form,
    "not": _reserved,
    "properties": _excluded,
    "anyOf": _no_way_on,
    **dict.fromkeys(("minLength", "minItems", "minProperties"), _empty),
    **dict.fromkeys(("minimum", "maximum", "maxLength", "maxItems", "maxProperties"), _bounds),
}
