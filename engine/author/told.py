"""What `engine replay` says of each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.english import plural
from engine.document.visible import visible_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.author.replay import Failure, NoBeginningError, Replayed


def told(path: Path, replayed: Replayed) -> Iterator[str]:
    """One line where a playthrough passed; where and how it failed otherwise; what was renamed."""
    if replayed.failure:
        yield from map(visible_line, _failed(path, replayed.failure))
    else:
        yield visible_line(_passed(path, replayed))
    for was, today, span in replayed.renamed:
        line = f'   renamed: {path}:{span.line}:{span.column}: "{was}" is "{today}" today'
        yield visible_line(line)


def told_unbegun(path: Path, error: NoBeginningError) -> Iterator[str]:
    """Where and why a playthrough cannot even begin."""
    yield visible_line(f"failed {path}:{error.span.line}:{error.span.column}")
    yield visible_line(f"     wrong: {error}")


def _passed(path: Path, replayed: Replayed) -> str:
    sight = replayed.sight
    ending = sight.page.ending
    end = ending.title if ending else f"goes on from {sight.at.moment}"
    choices = plural(replayed.choices, "choice")
    return f"passed {path}: {end}, {choices}, {sight.read:,} words"


def _failed(path: Path, failure: Failure) -> Iterator[str]:
    sight = failure.sight
    span = failure.misses[0].want.span if failure.misses else failure.step.span
    yield f"failed {path}:{span.line}:{span.column}"
    yield f"      step: {failure.number}, at {sight.at.moment} (page {sight.page.number})"
    if failure.wrong:
        yield f"     wrong: {failure.wrong}"
    for miss in failure.misses:
        yield f"  expected: {miss.expected}"
        yield f"     there: {miss.there}"
    yield f"   choices: {', '.join(failure.offers) or 'none'}"
