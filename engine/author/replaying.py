"""`engine replay`: golden playthroughs as tests."""

from __future__ import annotations

import re
from dataclasses import field
from itertools import filterfalse
from typing import TYPE_CHECKING

from engine.author.golden import read
from engine.author.refusal import CannotError
from engine.author.replay import NoBeginningError, replay
from engine.author.shelf import Books, folder_of
from engine.document.english import plural
from engine.document.frozen import frozen
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from engine.author.replay import Failure, Replayed
    from engine.document.finding import Finding
    from engine.load.validation_cache import ValidationCache

PASSED, FAILED, UNREAD = 0, 1, 2

HEAD = 65_536
"""So much of a file tells what it is, in bytes."""
_PART = re.compile(rb"^(scene|source|conflicts|people|format):", re.MULTILINE)
_STEPS = re.compile(rb"^steps:", re.MULTILINE)


@frozen()
class Outcome:
    """What became of one file.

    Attributes:
        status: `PASSED`, `FAILED`, or `UNREAD` where it could not be read or played at all.
        lines: What there is to say of it.
        findings: What is wrong with the file, where it cannot be read.
        texts: What the file says, by its path, to show the words at fault.
    """

    status: int
    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def outcomes(paths: Sequence[Path], validated: ValidationCache | None = None) -> Iterator[Outcome]:
    """Replay files, and every file in folders, one after the other.

    Args:
        paths: Files, or folders of them.
        validated: The files known to follow their schemas.

    Raises:
        CannotError: There is nothing to replay.
    """
    books = Books(validated)
    for path in _files(paths):
        try:
            yield outcome(path, books)
        except CannotError as error:
            yield Outcome(UNREAD, (visible_line(f"unread {path}: {error}"),))


def outcome(path: Path, books: Books) -> Outcome:
    """Replay one file.

    Raises:
        CannotError: Its story is not there, or has errors.
    """
    found = read(path)
    if found.golden is None:
        line = visible_line(f"unread {path}")
        return Outcome(UNREAD, (line,), found.findings, {str(path): found.text})
    book = books.book(folder_of(found.golden.story, path.parent))
    try:
        replayed = replay(found.golden, book)
    except NoBeginningError as error:
        lines: Iterable[str] = (f"failed {error.span}", f"     wrong: {error}")
        return Outcome(FAILED, tuple(map(visible_line, lines)))
    failure = replayed.failure
    lines = (*(_failed(failure) if failure else _passed(path, replayed)), *_renamed(replayed))
    return Outcome(FAILED if failure else PASSED, tuple(map(visible_line, lines)))


def _passed(path: Path, replayed: Replayed) -> Iterator[str]:
    sight = replayed.sight
    ending = sight.page.ending
    end = ending.title if ending else f"goes on from {sight.at.moment}"
    choices = plural(replayed.choices, "choice")
    yield f"passed {path}: {end}, {choices}, {sight.read:,} words"


def _failed(failure: Failure) -> Iterator[str]:
    sight = failure.sight
    span = failure.misses[0].want.span if failure.misses else failure.step.span
    yield f"failed {span}"
    yield f"      step: {failure.number}, at {sight.at.moment} (page {sight.page.number})"
    if failure.wrong:
        yield f"     wrong: {failure.wrong}"
    for miss in failure.misses:
        yield f"  expected: {miss.expected}"
        yield f"     there: {miss.there}"
    yield f"   choices: {', '.join(failure.offers) or 'none'}"


def _renamed(replayed: Replayed) -> Iterator[str]:
    for was, today, span in replayed.renamed:
        yield f'   renamed: {span}: "{was}" is "{today}" today'


def _files(paths: Iterable[Path]) -> list[Path]:
    found = []
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = sorted(filterfalse(_is_of_story, path.rglob("*.yaml")))
        if not inside:
            raise CannotError(f"there is no playthrough in {path}")
        found += inside
    if not found:
        raise CannotError("say which playthroughs to replay: files, or folders of them")
    return found


def _is_of_story(path: Path) -> bool:
    """Whether a file of a folder is no playthrough but a part of a story, which lies beside it."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return bool(_PART.search(head)) and not _STEPS.search(head)


def summary(found: Sequence[Outcome]) -> str:
    """The last line: how many there are of each kind."""
    kinds = ("passed", "failed", "could not be read")
    many = [sum(outcome.status == status for outcome in found) for status in range(len(kinds))]
    parts = [f"{count} {kind}" for count, kind in zip(many, kinds, strict=True) if count]
    return f"replayed {len(found)}: {', '.join(parts)}"


def status(found: Sequence[Outcome]) -> int:
    """The exit status: that of the worst."""
    return max(outcome.status for outcome in found)
