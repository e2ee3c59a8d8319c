"""Exporting a place as a file, and importing one that may come from a stranger.

The file is JSON, read as strictly as a story is: bounded, without a key twice, with the line and
the column of everything that is wrong. What it says of the state is brought to the bounds of the
story at hand, so that a file from a stranger can show nothing that a reader could not come to see.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.document.frozen import frozen
from engine.document.reader import read_file
from engine.document.tree import Mapping
from engine.load import shape
from engine.load.fields import items
from engine.saves.error import SaveError
from engine.saves.resume import ANEW, Recorded, find_way, step_on
from engine.saves.snapshot import Snapshot, read, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from engine.document.finding import Finding
    from engine.document.tree import Node
    from engine.play.book import Book
    from engine.play.playthrough import Playthrough
    from engine.saves.resume import Way

VERSION, WITH_BRANCHES = 1, 2
"""The version of a file: only one that has branches needs a program that knows of them."""
MOST_BYTES = 8 * 1024 * 1024
SEEDS = 2**64
"""Seeds that differ by this play alike."""
REPLAYED = "Not all of the way there can be played again, so the page is as the file has it."
UNPLAYED = "What else was tried of that reading cannot all be played again: {} left out."


class NotASaveError(SaveError):
    """A file is no save, or none that can be read here.

    Attributes:
        findings: Everything that is wrong with it.
        text: What it says.
    """

    def __init__(self, message: str, findings: tuple[Finding, ...] = (), text: str = "") -> None:
        super().__init__(message)
        self.findings = findings
        self.text = text


class Branched(NamedTuple):
    """A page that was tried: the number of the page before it, the choice, and its moment."""

    after: int
    choice: str | None
    moment: str


@frozen()
class Exported:
    """A place, as a file has it.

    Attributes:
        path: The file, as it should be shown to a person.
        story: The story's id.
        name: What the reader called it.
        steps: The moments in order, each with the choice made there.
        page: The last page.
        branches: What else was tried of that reading.
    """

    path: str
    story: str
    name: str
    steps: tuple[tuple[str, str | None], ...]
    page: Snapshot
    branches: tuple[Branched, ...] = ()


def export(
    story: str,
    name: str,
    kept: str,
    path: Sequence[Recorded],
    branches: Iterable[tuple[int, str | None, str, int]] = (),
) -> str:
    """A place as the text of a file.

    Args:
        story: The story's id.
        name: What the reader called it.
        kept: When it was kept: UTC, ISO 8601.
        path: The recorded steps from the beginning to the place.
        branches: The other steps of that reading: the row before each, its choice, its moment,
            and its own row, in their order.

    Raises:
        SaveError: What was kept is damaged.
    """
    last = read(path[-1].snapshot)
    if last is None:
        raise SaveError(f"What was kept of “{name}” is damaged, and cannot be written to a file.")
    page: dict[str, Any] = asdict(last)
    steps = [{"moment": step.moment, "choice": after.choice} for step, after in pairwise(path)]
    hash_, seed = page.pop("story"), page.pop("seed") % SEEDS
    others = list(_branches(path, branches))
    fields = {
        "version": WITH_BRANCHES if others else VERSION,
        "story": story,
        "hash": hash_,
        "name": name,
        "kept": kept,
        "seed": seed,
        "steps": steps,
        "page": page,
    } | ({"branches": others} if others else {})
    return "".join(_lines(fields))


def _branches(
    path: Sequence[Recorded], rows: Iterable[tuple[int, str | None, str, int]]
) -> Iterator[dict[str, Any]]:
    """The other steps, each after the number of the one before it."""
    numbers = {step.row: number for number, step in enumerate(path)}
    for before, choice, moment, row in rows:
        if row not in numbers and before in numbers:
            numbers[row] = len(numbers)
            yield {"after": numbers[before], "choice": choice, "moment": moment}


def _lines(fields: dict[str, Any]) -> Iterator[str]:
    """JSON with a line for each step, so that people and `diff` can read it."""
    for number, (key, value) in enumerate(fields.items()):
        lead = ",\n" if number else "{\n"
        yield f"{lead}  {_json(key)}: "
        if isinstance(value, list) and value:
            inner = ",\n".join(f"    {_json(item)}" for item in value)
            yield f"[\n{inner}\n  ]"
        else:
            yield _json(value)
    yield "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def read_exported(path: Path) -> Exported:
    """Read a file that was exported, by whomever.

    Raises:
        NotASaveError: It is none, or none that can be read here.
    """
    shown = str(path)
    document = read_file(path, shown, limit=MOST_BYTES)
    findings = sorted(document.findings, key=lambda finding: finding.sort_key)
    root = document.root
    if root is not None and not findings:
        _refuse_newer(root)
        findings = sorted(shape.findings(root, "save"), key=lambda finding: finding.sort_key)
    if findings or root is None:
        first = findings[0]
        message = f"{first.span}: {first.message}."
        raise NotASaveError(message, tuple(findings), document.text)
    _refuse_loops(root)
    return _exported(shown, shape.plain(root))


def read_typed(typed: str) -> Exported:
    """Read the file that somebody typed the path of.

    Raises:
        NotASaveError: It is no save, or none that can be read here.
    """
    try:
        return read_exported(Path(typed.strip()).expanduser())
    except RuntimeError as error:  # the home of nobody
        raise NotASaveError(f"{typed}: {error}") from error


def _refuse_newer(root: Node) -> None:
    found = root.get("version") if isinstance(root, Mapping) else None
    version = shape.plain(found) if found is not None else None
    if found is not None and type(version) is int and version > WITH_BRANCHES:
        raise NotASaveError(
            f"{found.span}: this save was written by a newer version of Marginalia, as version "
            f"{version}; this one reads versions {VERSION} and {WITH_BRANCHES}."
        )


def _refuse_loops(root: Node) -> None:
    """A page comes after one that stands before it in the file."""
    steps, branches = (items(root, key) for key in ("steps", "branches"))
    for number, branch in enumerate(branches, len(steps) + 1):
        after = branch.get("after") if isinstance(branch, Mapping) else None
        if after is not None and shape.plain(after) >= number:
            wrong = f"page {number} of this save can only come after one of those before it"
            raise NotASaveError(f"{after.span}: {wrong}.")


def _exported(shown: str, fields: dict[str, Any]) -> Exported:
    page = {**fields["page"], "story": fields["hash"], "seed": fields["seed"]}
    detours = tuple(page.pop("detours"))
    return Exported(
        path=shown,
        story=fields["story"],
        name=fields["name"],
        steps=tuple((step["moment"], step["choice"]) for step in fields["steps"]),
        page=Snapshot(**page, detours=detours),
        branches=tuple(Branched(**branch) for branch in fields.get("branches", ())),
    )


def way_to(book: Book, save: Exported) -> Way:
    """The way to a place that a file has, as far as the story at hand has it.

    Raises:
        NotASaveError: It is another story's, or nothing of the way is left in this one.
    """
    if save.story != book.story.id:
        raise NotASaveError(f"{save.path} is a save of “{save.story}”, not of “{book.story.id}”.")
    moments = [*(moment for moment, _ in save.steps), save.page.moment]
    choices = [None, *(choice for _, choice in save.steps)]
    path = [
        Recorded(row, choice, moment, "")
        for row, (choice, moment) in enumerate(zip(choices, moments, strict=True))
    ]
    path[-1] = path[-1]._replace(snapshot=write(save.page))
    way = find_way(book, save.page.seed, path)
    if ANEW in way.notices:
        raise NotASaveError(f"Nothing of the way that {save.path} tells is left in this story.")
    if len(way.pages) < len(path) and not way.notices:
        return replace(way, notices=(REPLAYED,))
    return way


def branches_of(save: Exported, way: Way) -> tuple[tuple[Playthrough, ...], tuple[str, ...]]:
    """What else a file says was tried, played again, and what to tell of it.

    A page that cannot be played again is left out with all that came after it.
    """
    pages: dict[int, Playthrough] = {found.row: found.page for found in way.pages}
    others = []
    for number, branch in enumerate(save.branches, len(save.steps) + 1):
        before = pages.get(branch.after)
        page = before and step_on(before, Recorded(number, branch.choice, branch.moment, ""))
        if page:
            pages[number] = page
            others.append(page)
    lost = len(save.branches) - len(others)
    counted = f"{lost} pages are" if lost > 1 else "one page is"
    return tuple(others), (UNPLAYED.format(counted),) if lost else ()
