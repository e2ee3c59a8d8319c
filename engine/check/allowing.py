"""Allowances: findings that the author accepts, and allowances that match nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.check.catalogue import UnknownCodeError, fatal_codes, named
from engine.check.codes import UNUSED_ALLOW
from engine.check.comments import Allow, allows_in
from engine.document.finding import Finding
from engine.document.reader import read
from engine.load.fields import mapping, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from engine.document.finding import Code


def without_allowed(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    head: str,
    unjudged: Callable[[], Collection[Code]],
) -> list[Finding]:
    """The findings that nobody has allowed, and one for each allowance that allows nothing.

    Args:
        findings: What was found in one story.
        texts: What each of its files says, by path.
        head: The path of its story.yaml.
        unjudged: Tells the kinds that were not looked for: no allowance of them is unused.
    """
    allows = [allow for path, text in texts.items() for allow in allows_in(path, text)]
    allows += _of_story(head, texts.get(head, ""))
    if not allows:
        return list(findings)
    kinds = {allow: _kinds(allow) for allow in allows}
    used: set[Allow] = set()
    kept = []
    for finding in findings:
        by = [a for a in allows if finding.code in kinds[a] and a.covers(finding.span)]
        used.update(by)
        kept += [] if by else [finding]
    idle = [allow for allow in allows if allow not in used]
    spared = frozenset(unjudged()) if idle else frozenset()
    return kept + [_unused(allow) for allow in idle if not kinds[allow] & spared]


def _of_story(path: str, text: str) -> Iterator[Allow]:
    """The list under `check: allow:` of story.yaml."""
    if "allow" in text:
        table = mapping(read(text.encode("utf-8", "surrogatepass"), path).root, "check")
        for word in words(table, "allow"):
            yield Allow(word.text, word.span)


def _kinds(allow: Allow) -> frozenset[Code]:
    try:
        return frozenset(named(allow.name)) - fatal_codes()
    except UnknownCodeError:
        return frozenset()


def _unused(allow: Allow) -> Finding:
    try:
        found = named(allow.name)
    except UnknownCodeError as error:
        return Finding(UNUSED_ALLOW, str(error), allow.span)
    if frozenset(found) <= fatal_codes():
        message = f'"{allow.name}" cannot be allowed: with it there is no story to play'
    else:
        where = "here" if allow.lines else "in this file" if allow.path else "in this story"
        message = f'"{allow.name}" is allowed, but there is none {where}'
    return Finding(UNUSED_ALLOW, message, allow.span)
