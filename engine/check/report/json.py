"""Findings as JSON, for programs.

The shape is promised, and published as `engine schema report`: `version` changes when a field
changes its meaning or goes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.check.run import ProofSummary
    from engine.document.finding import Finding
    from engine.document.span import Span

VERSION = 1


def render(findings: Iterable[Finding], proofs: Iterable[ProofSummary] = ()) -> str:
    """One object: the version, the findings in order, and how far each story was proved."""
    report = {
        "version": VERSION,
        "findings": [_finding(finding) for finding in findings],
        "proofs": [asdict(proof) for proof in proofs],
    }
    return json.dumps(report, ensure_ascii=True, indent=2)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code.code,
        "name": finding.code.name,
        "severity": str(finding.code.severity),
        "message": finding.message,
        "place": _place(finding.span),
        "help": finding.help,
        "related": [
            {"message": related.message, "place": _place(related.span)}
            for related in finding.related
        ],
        "notes": list(finding.notes),
    }


def _place(span: Span) -> dict[str, str | int]:
    """Lines and columns from 1, columns in code points, the end after the last character."""
    return {
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
