"""Checking: everything wrong with a story, in one pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from engine.check import rules
from engine.check.allowing import without_allowed
from engine.check.catalogue import all_codes, proved_codes
from engine.check.rule import rules_of
from engine.check.rules import may_get_stuck
from engine.check.subject import Subject
from engine.document.collecting import without_collections
from engine.document.finding import Related, Severity
from engine.document.frozen import frozen
from engine.language import codes as language
from engine.load import load
from engine.load.load_cache import LoadCache

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from engine.check.proving import Proved
    from engine.document.finding import Code, Finding
    from engine.document.span import Span
    from engine.explore import Bound
    from engine.load import Loaded

Memory: TypeAlias = "dict[Path, LoadCache]"
"""What was read of each story, by its folder."""

DECIDED = frozenset((language.NEVER_TRUE_COMPARISON, language.ALWAYS_TRUE_COMPARISON))
"""What the ranges of a comparison alone decide; where the proof shows what comes of it, a part."""


@frozen()
class ProofSummary:
    """How far the proof of one story went.

    Attributes:
        story: The story's id.
        finished: Whether every state was reached.
        states: How many states were met.
        endings: How many endings were met.
        declared: How many endings there are.
        undecided: How many conditions of the prose were left open.
        parts: In how many parts it was proved; none where every state was visited.
        crowded: What makes so many states, in words, where they are too many to be visited.
        left_open: What could not be found out, in words.
    """

    story: str
    finished: bool
    states: int
    endings: int
    declared: int
    undecided: int
    parts: int
    crowded: tuple[str, ...] = ()
    left_open: tuple[str, ...] = ()


@frozen()
class Report:
    """What was found in one or more stories.

    Attributes:
        findings: In the order of a reader: by file, then by place; each once.
        texts: What each file says, by its path.
        proofs: How far each story was proved; a story with errors is not.
    """

    findings: tuple[Finding, ...]
    texts: dict[str, str]
    proofs: tuple[ProofSummary, ...] = ()


def findings(loaded: Loaded, bound: Bound | None = None) -> list[Finding]:
    """Everything wrong with one loaded story, while it is written.

    Args:
        loaded: The story.
        bound: How far to prove it; if nothing is given, not at all, and nothing is guessed.
    """
    found = _examined(loaded, bound)[0]
    if bound is None:
        found = [finding for finding in found if finding.code is not may_get_stuck.CODE]
    return list({finding.sort_key: finding for finding in found}.values())


def check(
    folders: Iterable[Path], bound: Bound | None = None, memory: Memory | None = None
) -> Report:
    """Load and check stories; a library that several share is told once.

    Args:
        folders: The stories' folders.
        bound: How far to prove each of them; not at all, if nothing is given.
        memory: What an earlier check has read, so that this one reads only what has changed.
    """
    memory = {} if memory is None else memory
    found: dict[tuple[Span, str, str], Finding] = {}
    texts: dict[str, str] = {}
    proofs: list[ProofSummary] = []
    with without_collections():
        for folder in folders:
            loaded = load(folder, cache=memory.setdefault(folder, LoadCache()))
            texts |= loaded.texts
            findings, proof = _examined(loaded, bound)
            found |= {finding.sort_key: finding for finding in findings}
            proofs += [_summed(proof)] if proof else []
    return Report(tuple(found[key] for key in sorted(found)), texts, tuple(proofs))


def _examined(loaded: Loaded, bound: Bound | None) -> tuple[list[Finding], Proved | None]:
    """What was found and not allowed, and the proof."""
    found, proof = _found(loaded, bound)
    head = str(loaded.folder / "story.yaml")
    return without_allowed(found, loaded.texts, head, lambda: _unjudged(loaded, proof)), proof


def _unjudged(loaded: Loaded, proof: Proved | None) -> frozenset[Code]:
    """The kinds that were not looked for: any may be, where a part of the story is misread."""
    if any(finding.code.severity is Severity.ERROR for finding in loaded.findings):
        return frozenset(all_codes())
    guessed = frozenset((may_get_stuck.CODE,))
    return guessed if proof and proof.proof.finished else guessed | proved_codes()


def _found(loaded: Loaded, bound: Bound | None) -> tuple[list[Finding], Proved | None]:
    found = list(loaded.findings)
    if loaded.story is None:
        return found, None
    subject = Subject(loaded, loaded.story)
    found += (finding for rule in rules_of(rules) for finding in rule.check(subject))
    if bound is None:
        return found, None
    from engine.check import proved, proving  # noqa: PLC0415  (most of a start; see `catalogue`)

    proof = proving.proved(subject, bound, frozenset(finding.code.name for finding in found))
    if proof is None:
        # A guess at what the proof will say would only stand in the way of what is wrong.
        return [finding for finding in found if finding.code is not may_get_stuck.CODE], None
    shown = [finding for rule in rules_of(proved) for finding in rule.check(proof)]
    return _merged(found, shown, proof), proof


def _merged(found: list[Finding], shown: list[Finding], proof: Proved) -> list[Finding]:
    """One cause, one finding: what the proof has decided is not told by a guess as well."""
    parts = proof.proof.parts
    known = {*proof.proof.stuck, *(parts.safe if parts else ())}
    decided = {proof.subject.moments[name].span for name in known}
    kept = []
    for finding in found:
        guess = finding.code is may_get_stuck.CODE
        if guess and (proof.proof.finished or finding.span in decided):
            continue
        at = next((n for n, f in enumerate(shown) if _explains(finding, f)), None)
        if at is None:
            kept.append(finding)
        else:
            shown[at] = _with_reason(shown[at], finding)
    return kept + shown


def _with_reason(great: Finding, small: Finding) -> Finding:
    if small.span == great.span:
        return replace(great, notes=(small.message, *great.notes))
    return replace(great, related=(Related(small.span, small.message), *great.related))


def _explains(small: Finding, great: Finding) -> bool:
    """Whether one finding is why the other is so: a comparison within the same condition."""
    return small.code in DECIDED and great.span.holds(small.span)


def _summed(proved: Proved) -> ProofSummary:
    proof = proved.proof
    return ProofSummary(
        story=proved.subject.story.id,
        finished=proof.finished,
        states=proof.states,
        endings=len(proof.endings & proved.subject.story.endings.keys()),
        declared=len(proved.subject.story.endings),
        undecided=proof.undecided,
        parts=proof.parts.asked if proof.parts else 0,
        crowded=proof.crowded if not proof.finished else (),
        left_open=tuple(proved.left_open()),
    )
