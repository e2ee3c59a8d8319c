"""The stories that an author's command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from engine.author.refusal import CannotError
from engine.document.finding import Severity
from engine.load import load
from engine.load.books import every, named, no_story
from engine.play import make_book

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.document.finding import Finding
    from engine.load import Loaded
    from engine.load.validation_cache import ValidationCache
    from engine.model.story import Story
    from engine.play import Book


def folder_of(name: str, beside: Path | None = None) -> Path:
    """The folder of a story: a path, else the name of a book on the shelf.

    Args:
        name: The path or the name.
        beside: The folder that a path begins in; the one at hand without it.

    Raises:
        CannotError: There is no story.
    """
    path = beside / name if beside else Path(name)
    folder = path if (path / "story.yaml").is_file() else named(name, every())
    if not (folder / "story.yaml").is_file():
        raise CannotError(no_story(path))
    return folder


def errors(loaded: Loaded) -> list[Finding]:
    """The findings for which a story cannot be played."""
    return [f for f in loaded.findings if f.code.severity is Severity.ERROR]


def loaded(name: str, validated: ValidationCache | None = None) -> tuple[Loaded, Story]:
    """A story as far as it can be read, by its path or its name; it may have errors.

    Raises:
        CannotError: There is none, or not even its story.yaml can be read.
    """
    folder = folder_of(name)
    found = load(folder, validated)
    if found.story is None:
        raise CannotError(f"the story at {folder} cannot be read: `engine check {folder}` says why")
    return found, found.story


class FaultyError(CannotError):
    """A story has errors, and cannot be played.

    Attributes:
        findings: The errors.
        texts: What each file says, by the path that findings name.
    """

    def __init__(self, message: str, findings: list[Finding], texts: Mapping[str, str]) -> None:
        super().__init__(message)
        self.findings, self.texts = findings, texts


def playable(name: str, validated: ValidationCache | None = None) -> tuple[Loaded, Story]:
    """A story without errors, by its path or its name.

    Raises:
        CannotError: There is none; a `FaultyError` where it has errors.
    """
    folder = folder_of(name)
    found = load(folder, validated)
    wrong = errors(found)
    if wrong or found.story is None:
        raise FaultyError(f"the story at {folder} has {_errors(wrong)}", wrong, found.texts)
    return found, found.story


def _errors(found: list[Finding]) -> str:
    return f"{len(found)} errors" if len(found) != 1 else "an error"


class Books:
    """Stories loaded once, however many files ask for them."""

    def __init__(self, validated: ValidationCache | None = None) -> None:
        self._validated = validated
        self._books: dict[Path, Book] = {}

    def book(self, folder: Path) -> Book:
        """A story, ready to play.

        Raises:
            CannotError: It has errors.
        """
        key = folder.resolve()
        if key not in self._books:
            loaded = load(folder, self._validated)
            wrong = errors(loaded)
            if wrong or loaded.story is None:
                many = _errors(wrong)
                shown = _straight(folder)
                message = f"the story at {shown} has {many}: `engine check {shown}` says which"
                raise CannotError(message)
            self._books[key] = make_book(loaded.story)
        return self._books[key]


def _straight(folder: Path) -> Path:
    """The same folder without a way there and back, ``tests/..``, where no link lies between."""
    straight = Path(os.path.normpath(folder))
    return straight if straight.resolve() == folder.resolve() else folder
