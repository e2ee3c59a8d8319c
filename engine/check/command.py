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

    from engine.check.run import Memory, ProofSummary, Report
    from engine.document.finding import Finding
    from engine.explore import Bound

MOST_OPEN = 5
"""How many lines say what a proof has left open."""


@frozen()
class Request:
    """What to check, and how to report it.

    Attributes:
        folders: The stories.
        form: The output format: "text", "json", "sarif" or "github".
        strict: Whether warnings fail it too.
        prove: Whether to prove the stories: far, not at all, or as far as is quick.
        select: The kinds of finding to report; all, if none is named.
        ignore: The kinds not to report.
        colour: Whether the text is coloured.
    """

    folders: Sequence[Path]
    form: str = "text"
    strict: bool = False
    prove: bool | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    colour: bool = False


@frozen()
class Output:
    """What a check has found, as text.

    Attributes:
        out: The findings, in the format requested.
        summary: How many findings, and how far the proofs went, for a person.
        failed: Whether what was found fails the check.
        texts: The files that were read, by path.
    """

    out: str
    summary: str
    failed: bool
    texts: dict[str, str] = field(default_factory=dict)


def run(request: Request, memory: Memory | None = None) -> Output:
    """Check, and render what was found.

    Args:
        request: What to check, and how to report it.
        memory: What an earlier check has read.

    Raises:
        UnknownCodeError: `select` or `ignore` names no kind of finding.
    """
    picked((), request.select, request.ignore)
    report = check(request.folders, _bound(request), memory)
    findings = picked(report.findings, request.select, request.ignore)
    errors = any(finding.code.severity == "error" for finding in findings)
    out = "\n".join(_rendered(request, findings, report))
    for_people = request.form in ("text", "github")
    summary = "\n".join(_summary(request, findings, report)) if for_people else ""
    return Output(out, summary, errors or (request.strict and bool(findings)), report.texts)


def _bound(request: Request) -> Bound | None:
    if request.prove is False:
        return None
    from engine.check.proving import FAR, QUICK  # noqa: PLC0415  (most of a start; none without it)

    return FAR if request.prove else QUICK


def _rendered(request: Request, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    # Each is imported when it is asked for: they cost more than a check of a small story.
    if request.form == "json":
        from engine.check.report import json  # noqa: PLC0415

        yield json.render(findings, report.proofs)
    elif request.form == "sarif":
        from engine.check.report import sarif  # noqa: PLC0415

        yield sarif.render(findings, report.texts)
    elif request.form == "github":
        from engine.check.report import github  # noqa: PLC0415

        yield from github.render(findings)
    else:
        for frame in text.render(findings, report.texts, colour=request.colour):
            yield f"{frame}\n"


def _summary(request: Request, findings: Sequence[Finding], report: Report) -> Iterator[str]:
    count = len(request.folders)
    checked = f"checked {count} {'story' if count == 1 else 'stories'}"
    yield f"{checked}: {text.summary(findings)}"
    for proof in report.proofs:
        yield _proof_line(proof, request)
        yield from _left_open(proof)


def _proof_line(proof: ProofSummary, request: Request) -> str:
    """How far a proof went; an unfinished one says so."""
    ends = f"{proof.endings} of {proof.declared} endings"
    if not proof.finished:
        further = "" if request.prove else "; --prove goes further"
        why = f" because of {listed(proof.crowded, 'and')}" if proof.crowded else ""
        return f"not proved: {proof.story}: too many states{why}, {ends} met{further}"
    how = f"in {plural(proof.parts, 'part')}" if proof.parts else plural(proof.states, "state")
    whole = proof.endings == proof.declared
    reached = "every ending reachable" if whole else f"{ends} reachable"
    left = proof.undecided
    open_ = f"; {plural(left, 'conditional text')} left open" if left else ""
    return f"proved: {proof.story}: {how}, {reached}{open_}"


def _left_open(proof: ProofSummary) -> Iterator[str]:
    """What an unfinished proof has left open, in a few lines."""
    questions = proof.left_open
    most = len(questions) if len(questions) <= MOST_OPEN else MOST_OPEN - 1
    yield from (f"  open: {question}" for question in questions[:most])
    if most < len(questions):
        yield f"  open: {len(questions) - most:,} more"


def explain(word: str) -> str:
    """The page of a code, or the pages of a name or of codes that begin so.

    Raises:
        UnknownCodeError: There is no such kind of finding.
    """
    found = (page(code) or f"# {code.code} {code.name}\n" for code in named(word))
    return "\n".join(found).rstrip("\n")
