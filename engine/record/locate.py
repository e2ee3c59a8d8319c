"""Checking the locators of claims against the texts themselves.

The texts are no part of a library. Whoever has them points at their folder, where each is a
file that begins with its number: `004_polemic.txt`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.document.frozen import frozen
from engine.record import data, lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from engine.model.record import Claim, Library, Locator

NUMBER = re.compile(r"\d+")


@frozen()
class Miss:
    """A locator that is not found: the claim, and why."""

    claim: Claim
    why: str


@frozen()
class Located:
    """What was looked up.

    Attributes:
        found: The claims whose words stand on their line.
        missed: Those whose words do not.
        without: Those that have no locator.
    """

    found: tuple[Claim, ...]
    missed: tuple[Miss, ...]
    without: tuple[Claim, ...]


def locate(library: Library, folder: Path) -> Located:
    """Look every locator up.

    Args:
        library: The sources.
        folder: Where the texts lie.

    Raises:
        OSError: The folder or a text cannot be read.
    """
    texts = _texts(folder)
    found, missed, without = [], [], []
    for claim in lookup.claims(library):
        if claim.locator is None:
            without.append(claim)
        elif why := _miss(claim.locator, texts):
            missed.append(Miss(claim, why))
        else:
            found.append(claim)
    return Located(tuple(found), tuple(missed), tuple(without))


def _texts(folder: Path) -> dict[str, list[str]]:
    """The lines of each text by its number, as written: `004`."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.iterdir()):
        number = NUMBER.match(path.name)
        if number and path.is_file():
            text = path.read_text("utf-8", errors="replace")
            found.setdefault(number[0], text.split("\n"))
    return found


def _miss(locator: Locator, texts: dict[str, list[str]]) -> str:
    """Why a locator is not found; empty if it is."""
    lines = texts.get(locator.seed)
    if lines is None:
        return f"there is no text {locator.seed}"
    if locator.line > len(lines):
        return f"text {locator.seed} ends at line {len(lines)}"
    if locator.words in lines[locator.line - 1]:
        return ""
    others = [str(number) for number, line in enumerate(lines, 1) if locator.words in line]
    return f"the words stand on line {', '.join(others)}" if others else "the words are not there"


def text(located: Located) -> str:
    """What was found, and each that was not."""
    return "\n".join((*_missed(located.missed), *_counts(located)))


def _missed(missed: Iterable[Miss]) -> Iterator[str]:
    for miss in missed:
        where, name = miss.claim.locator, lookup.called(miss.claim)
        at = f"text {where.seed}, line {where.line}" if where else ""
        yield f"{name} {miss.claim.id}: {at}: {miss.why}"


def _counts(located: Located) -> Iterator[str]:
    total = len(located.found) + len(located.missed)
    yield f"{len(located.found)} of {total} locators found on their line"
    if located.without:
        yield f"{len(located.without)} claims have no locator"


def as_json(located: Located) -> str:
    """What was found and what was not, as JSON."""
    return data.answer(
        found=len(located.found),
        missed=[{"claim": miss.claim.id, "why": miss.why} for miss in located.missed],
        without=[claim.id for claim in located.without],
    )
