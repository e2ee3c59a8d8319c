"""Checking: everything wrong with a story, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.check.rules import rules
from engine.check.subject import Subject
from engine.document.finding import Severity
from engine.load import load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from engine.document.finding import Finding
    from engine.document.span import Span
    from engine.load import Loaded


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one or more stories.

    Attributes:
        findings: In the order of a reader: by file, then by place; each once.
        texts: What each file says, by its path.
    """

    findings: tuple[Finding, ...]
    texts: dict[str, str]

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(f.code.severity is Severity.ERROR for f in self.findings)


def findings(loaded: Loaded) -> list[Finding]:
    """Everything wrong with one loaded story."""
    found = list(loaded.findings)
    if loaded.story is not None:
        subject = Subject(loaded, loaded.story)
        found += (finding for rule in rules() for finding in rule.check(subject))
    return found


def check(folders: Iterable[Path]) -> Report:
    """Load and check stories; a library that several share is told once."""
    found: dict[tuple[Span, str, str], Finding] = {}
    texts: dict[str, str] = {}
    for folder in folders:
        loaded = load(folder)
        texts |= loaded.texts
        found |= {finding.sort_key: finding for finding in findings(loaded)}
    return Report(tuple(found[key] for key in sorted(found)), texts)
