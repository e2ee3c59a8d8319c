"""The quick gate before the schemas says what `jsonschema` says, of right files and wrong."""

# ruff: noqa: ANN401  (any JSON value)

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pages
import pytest
from misshapen import mutant

from engine.document.reader import read
from engine.load import shape
from engine.load.gate import compile_gate

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMAS = {"story.yaml": "story", "conflicts.yaml": "conflicts", "people.yaml": "people"}
MUTANTS = 1500


def files() -> Iterator[tuple[str, Any]]:
    """Every file of every page that can be read, with its schema."""
    for page in pages.PAGES:
        for name, text in {**pages.BASE, **page.files}.items():
            root = read(text.encode(), name).root
            if root is not None:
                folder, _, file = name.rpartition("/")
                schema = SCHEMAS.get(file, "scene" if folder == "scenes" else "source")
                yield schema, shape.plain(root)


FILES = list(files())


def agree(schema: str, value: Any) -> bool:
    right = not list(shape.validator_of(schema).iter_errors(value))
    return shape._gate(schema)(value) == right


def test_the_gate_knows_every_keyword_of_the_published_schemas() -> None:
    for name in shape.NAMES:
        assert compile_gate(json.loads(shape.published(name)))(None) is False
    for schema in set(SCHEMAS.values()) | {"scene", "source"}:
        assert any(shape._gate(schema)(value) for known, value in FILES if known == schema)


def test_the_gate_agrees_on_every_file_of_the_pages() -> None:
    assert all(agree(schema, value) for schema, value in FILES)


def test_the_gate_agrees_on_mutants() -> None:
    rng = random.Random(1917)
    wrong = 0
    for _ in range(MUTANTS):
        schema, value = rng.choice(FILES)
        changed = mutant(value, rng)
        assert agree(schema, changed), (schema, changed)
        wrong += not shape._gate(schema)(changed)
    assert MUTANTS // 4 < wrong < MUTANTS


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"const": 1}, True),
        ({"const": 1}, 1.0),
        ({"const": True}, 1),
        ({"enum": [1, "a"]}, True),
        ({"type": "integer"}, 1.0),
        ({"type": "integer"}, True),
        ({"minimum": 1}, True),
        ({"minLength": 2}, "é"),
        ({"not": {"enum": ["a"]}}, "a"),
        ({"properties": {"a": False}}, {"a": 1}),
        ({"pattern": "^a$"}, "a\n"),
    ],
)
def test_the_gate_agrees_where_json_and_python_differ(schema: dict[str, Any], value: Any) -> None:
    import jsonschema  # noqa: PLC0415

    right = jsonschema.Draft202012Validator(schema).is_valid(value)
    if schema.get("pattern"):
        right = False  # Python's own $ would allow the line end
    assert compile_gate(schema)(value) == right


@pytest.mark.parametrize(
    "schema", [{"oneOf": [True]}, {"$ref": "other.json"}, {"type": "number"}, {"const": [1]}]
)
def test_what_the_gate_does_not_know_never_passes(schema: dict[str, Any]) -> None:
    assert not compile_gate({"allOf": [schema]})(1)
