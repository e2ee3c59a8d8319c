"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from importlib import metadata
from typing import TYPE_CHECKING, Any

from engine.check.pages import page
from engine.check.report.paths import relative, uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.document.finding import Code, Finding
    from engine.document.span import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "marginalia/v1"


def render(findings: Sequence[Finding], texts: Mapping[str, str]) -> str:
    """One run of the tool, with the rules that found something.

    Args:
        findings: What was found.
        texts: What each file says, by path: a fingerprint is made of the line, so that it
            stays the same when lines above it come and go.
    """
    codes = sorted({finding.code for finding in findings}, key=lambda code: code.code)
    fingerprints = _fingerprints(findings, texts)
    run = {
        "tool": {"driver": _driver(codes)},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code), print_)
            for finding, print_ in zip(findings, fingerprints, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _driver(codes: Iterable[Code]) -> dict[str, Any]:
    return {
        "name": "engine check",
        "version": _version(),
        "rules": [_rule(code) for code in codes],
    }


def _version() -> str:
    try:
        return metadata.version("marginalia")
    except metadata.PackageNotFoundError:
        return "0"


def _rule(code: Code) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": code.code,
        "name": code.name,
        "defaultConfiguration": {"level": str(code.severity)},
    }
    if markdown := page(code):
        title = markdown.split("\n", 1)[0].removeprefix("# ")
        rule["shortDescription"] = {"text": title}
        rule["help"] = {"text": markdown, "markdown": markdown}
    return rule


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    hint = (f"help: {finding.help}",) if finding.help else ()
    result: dict[str, Any] = {
        "ruleId": finding.code.code,
        "ruleIndex": rule,
        "level": str(finding.code.severity),
        "message": {"text": "\n".join((finding.message, *finding.notes, *hint))},
        "locations": [{"physicalLocation": _place(finding.span)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(related.span),
                "message": {"text": related.message},
            }
            for number, related in enumerate(finding.related, 1)
        ]
    return result


def _place(span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": uri(span.path)},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _fingerprints(findings: Sequence[Finding], texts: Mapping[str, str]) -> list[str]:
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        lines = texts.get(finding.span.path, "").split("\n")
        line = lines[finding.span.line - 1].strip() if finding.span.line <= len(lines) else ""
        base = "\0".join((finding.code.code, relative(finding.span.path), line))
        seen[base] += 1
        whole = f"{base}\0{seen[base]}".encode("utf-8", "surrogatepass")
        made.append(sha256(whole).hexdigest()[:32])
    return made
