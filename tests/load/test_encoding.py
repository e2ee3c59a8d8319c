"""The model as JSON: every field of every class, and nothing that could act."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass, replace
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest

from engine.load.encoding import FIRST, MODULES, Decoder, Encoder, UnreadableError
from engine.load.library import load_library
from engine.load.story import load

ROOT = Path(__file__).resolve().parents[2]
CLASSES = sorted(
    (
        made
        for name in MODULES
        for made in vars(import_module(name)).values()
        if isinstance(made, type)
        and made.__module__ == name
        and (is_dataclass(made) or issubclass(made, Enum))
    ),
    key=lambda made: f"{made.__module__}:{made.__name__}",
)
PLACES = {"start", "end", "place", "tree", "defined"}
"""Fields that only say where something was written; they do not count, and are not kept."""


def again(value: object) -> object:
    encoder = Encoder()
    text = encoder.text(value)
    return Decoder(list(encoder.names)).value(text)


@pytest.mark.parametrize("made", CLASSES, ids=lambda made: made.__name__)
def test_every_field_is_kept(made: type) -> None:
    if issubclass(made, Enum):
        assert [again(member) for member in made] == list(made)
        return
    value = made(**{field.name: f"the {field.name}" for field in fields(made)})
    found = again(value)
    for field in fields(made):
        if field.compare:
            assert getattr(found, field.name) == f"the {field.name}"
        else:
            assert field.name in PLACES
            assert field.default is not MISSING


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -3, 2**70, 1.5, "", "дрейф", "\ud800", (), (1, (2, ())), [1, [2]],
        frozenset(("a", "b")), {"a": {"b": (1,)}, "": None}, Path("story/book"), (0, 1, 2, 5),
    ],
    ids=lambda value: "a set" if isinstance(value, frozenset) else repr(value),
)  # fmt: skip
def test_every_kind_of_value_is_kept(value: object) -> None:
    found = again(value)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("book", ["the-network", "the-second-copy"])
def test_the_books_are_kept_word_for_word(book: str) -> None:
    found = load(ROOT / "story" / book)
    assert again(found.story) == found.story
    assert again(found.library) == found.library


def test_a_value_that_is_not_of_the_model_is_refused() -> None:
    with pytest.raises(TypeError):
        Encoder().text(load_library)
    with pytest.raises(TypeError):
        Encoder().text(UnreadableError())


@pytest.mark.parametrize(
    "name",
    [
        "os:system", "subprocess:Popen", "engine.load.encoding:Decoder", "engine.model.story:cycle",
        "engine.model.story:field", "engine.model.story:TypeVar", "engine.model.story:Scalar",
        "engine.model.story:Story.moment", "engine.model.none:Story", "engine.model.story:", "",
    ],
)  # fmt: skip
def test_nothing_is_made_but_values_of_the_model(name: str) -> None:
    with pytest.raises(UnreadableError):
        Decoder([name]).value(json.dumps([FIRST, "true"]).encode())


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"[99]", b"[-1]", b'["a"]', b"[null]", b"[[]]", b"[3,[0]" + b"[" * 9999]
)
def test_what_was_not_written_here_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableError):
        Decoder([]).value(text)


def test_a_default_that_was_changed_is_kept() -> None:
    found = load(ROOT / "story" / "the-network").story
    assert found is not None
    moment = next(iter(found.scenes.values())).moments[0]
    for changed in (replace(moment, returns=True), replace(moment, note="n", choices=())):
        assert again(changed) == changed
