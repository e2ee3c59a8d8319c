"""`engine check`, apart from reading its arguments and printing."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from engine.check.catalogue import named, picked
from engine.check.pages import page
from engine.check.report import text
from engine.check.run import check
from engine.document.english import listed, plural
from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from engine.check.run import Memory, Proven, Report
    from engine.document.finding import Finding
    from engine.explore import Bound

TOLD = 5
"""So many lines tell what a proof has left open."""


@frozen()
class Asked:
    """What a check was asked for.

    Attributes:
        folders: The stories.
        form: How it is told: "text", "json", "sarif" or "github".
        strict: Whether a warning fails it as well.
        prove: Whether to prove the stories: far, not at all, or as far as is quick.
        select: The kinds to tell; all, if none is named.
        ignore: The kinds not to tell.
        colour: Whether the text is painted.
    """

    folders: Sequence[Path]
    form: str = "text"
    strict: bool = False
    prove: bool | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    colour: bool = False


@frozen()
class Told:
    """What a check has to say.

    Attributes:
        out: The findings, in the format asked for.
        aside: What is said beside them, for a person.
        failed: Whether what was found fails the check.
        texts: The files that were read, by path.
    """

    out: str
    aside: str
    failed: bool
    texts: dict[str, str] = field(default_factory=dict)


def run(asked: Asked, memory: Memory | None = None) -> Told:
    """Check, and say what was found.

    Args:
        asked: What to check, and how to tell it.
        memory: What an earlier check has read.

    Raises:
        UnknownCodeError: `select` or `ignore` names no kind of finding.
    """
    picked((), asked.select, asked.ignore)
    report = check(asked.folders, _bound(asked), memory)
    findings = picked(report.findings, asked.select, asked.ignore)
    errors = any(finding.code.severity == "error" for finding in findings)
    out = "\n".join(_rendered(asked, findings, report))
    aside = "\n".join(_aside(asked, findings, report)) if asked.form in ("text", "github") else ""
    return Told(out, aside, errors or (asked.strict and bool(findings)), report.texts)


def _bound(asked: Asked) -> Bound | None:
    if asked.prove is False:
        return None
    from engine.check.proving import FAR, QUICK  # noqa: PLC0415  (most of a start; none without it)

    return FAR if asked.prove else QUICK


def _rendered(asked: Asked, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    # Each is imported when it is asked for: they cost more than a check of a small story.
    if asked.form == "json":
        from engine.check.report import json  # noqa: PLC0415

        yield json.render(findings, report.proofs)
    elif asked.form == "sarif":
        from engine.check.report import sarif  # noqa: PLC0415

        yield sarif.render(findings, report.texts)
    elif asked.form == "github":
        from engine.check.report import github  # noqa: PLC0415

        yield from github.render(findings)
    else:
        for frame in text.render(findings, report.texts, colour=asked.colour):
            yield f"{frame}\n"


def _aside(asked: Asked, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    count = len(asked.folders)
    checked = f"checked {count} {'story' if count == 1 else 'stories'}"
    yield f"{checked}: {text.summary(findings)}"
    for proven in report.proofs:
        yield _proven(proven, asked)
        yield from _left_open(proven)


def _proven(proven: Proven, asked: Asked) -> str:
    """How far a proof went: that it did not finish is said as plainly as that it did."""
    ends = f"{proven.endings} of {proven.declared} endings"
    if not proven.finished:
        further = "" if asked.prove else "; --prove goes further"
        why = f" because of {listed(proven.crowded, 'and')}" if proven.crowded else ""
        return f"not proved: {proven.story}: too many states{why}, {ends} met{further}"
    how = f"in {plural(proven.parts, 'part')}" if proven.parts else plural(proven.states, "state")
    whole = proven.endings == proven.declared
    reached = "every ending reachable" if whole else f"{ends} reachable"
    left = proven.undecided
    open_ = f"; {plural(left, 'conditional text')} left open" if left else ""
    return f"proved: {proven.story}: {how}, {reached}{open_}"


def _left_open(proven: Proven) -> Iterator[str]:
    """What a proof that did not finish has left open, as far as it can be told in a few lines."""
    told = proven.left_open
    most = len(told) if len(told) <= TOLD else TOLD - 1
    yield from (f"  open: {question}" for question in told[:most])
    if most < len(told):
        yield f"  open: {len(told) - most:,} more"


def explain(word: str) -> str:
    """The page of a code, or the pages of a name or of codes that begin so.

    Raises:
        UnknownCodeError: There is no such kind of finding.
    """
    told = (page(code) or f"# {code.code} {code.name}\n" for code in named(word))
    return "\n".join(told).rstrip("\n")
