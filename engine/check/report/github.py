"""Findings as annotations of GitHub Actions: commands that it reads from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.report.paths import relative
from engine.document.finding import Severity
from engine.document.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.document.finding import Finding

SHOWN = 10
"""GitHub shows so many errors, and so many warnings, of one step; the rest is only in the log."""


def render(findings: Sequence[Finding]) -> Iterator[str]:
    """One command a finding; then how many of them GitHub will not show."""
    yield from map(_command, findings)
    hidden = [line for severity in Severity if (line := _hidden(findings, severity))]
    if hidden:
        message = f"GitHub shows {SHOWN} errors and {SHOWN} warnings of a step and hides the rest"
        yield f"::notice title=engine check::{message}: hidden here are {' and '.join(hidden)}"


def _hidden(findings: Sequence[Finding], severity: Severity) -> str:
    count = sum(finding.code.severity is severity for finding in findings) - SHOWN
    return f"{count} more {severity}{'s' if count > 1 else ''}" if count > 0 else ""


def _command(finding: Finding) -> str:
    span, code = finding.span, finding.code
    place = {
        "title": f"{code.code} {code.name}",
        "file": relative(span.path),
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.end_line == span.line:
        # GitHub takes columns only where a finding ends on the line it begins on.
        place |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{code.severity} {properties}::{_data(_message(finding))}"


def _message(finding: Finding) -> str:
    related = (
        f"{relative(r.span.path)}:{r.span.line}:{r.span.column}: {r.message}"
        for r in finding.related
    )
    hint = (f"help: {finding.help}",) if finding.help else ()
    return "\n".join((finding.message, *related, *finding.notes, *hint))


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
