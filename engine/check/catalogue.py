"""Every code of a finding, and the names that select several."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from engine.check import codes as own
from engine.check import rules
from engine.check.rule import rules_of
from engine.document import codes as document
from engine.document.finding import Code
from engine.document.nearest import did_you_mean
from engine.language import codes as language
from engine.load import codes as load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.document.finding import Finding


class UnknownCodeError(ValueError):
    """No finding has such a code or name, and no code begins so."""


@cache
def all_codes() -> tuple[Code, ...]:
    """Every code that a finding can have, in the order of the numbers."""
    tables = (document, load, language, own)
    found = {code for table in tables for code in vars(table).values() if isinstance(code, Code)}
    found |= {rule.CODE for rule in rules_of(rules)} | proved_codes()
    return tuple(sorted(found, key=lambda code: (code.code[1:], code.code)))


@cache
def proved_codes() -> frozenset[Code]:
    """The codes that only a proof can find."""
    from engine.check import proved  # noqa: PLC0415  (a check without one starts sooner)

    return frozenset(rule.CODE for rule in rules_of(proved))


@cache
def fatal_codes() -> frozenset[Code]:
    """The errors that nobody can allow: with them there is no story to play."""
    tables = (document, load, language)
    codes = (code for table in tables for code in vars(table).values() if isinstance(code, Code))
    return frozenset(code for code in codes if code.severity == "error")


def named(word: str) -> tuple[Code, ...]:
    """The codes of a name, a code, or the beginning of a code: ``E04``, ``W``.

    Raises:
        UnknownCodeError: There is none; the message says what may have been meant.
    """
    word = word.strip()
    exact = tuple(code for code in all_codes() if word in {code.name, code.code})
    begun = tuple(code for code in all_codes() if word and code.code.startswith(word.upper()))
    if found := exact or begun:
        return found
    names = [name for code in all_codes() for name in (code.name, code.code)]
    raise UnknownCodeError(f'no finding is called "{word}"{did_you_mean(word, names)}')


def picked(
    findings: Iterable[Finding], select: Iterable[str], ignore: Iterable[str]
) -> tuple[Finding, ...]:
    """The findings of the selected kinds, all if none is, without the ignored ones.

    Raises:
        UnknownCodeError: Some word names no kind.
    """
    select, ignore = tuple(select), tuple(ignore)
    if not select and not ignore:
        return tuple(findings)
    wanted = {code for word in _words(select) for code in named(word)} or set(all_codes())
    unwanted = {code for word in _words(ignore) for code in named(word)}
    return tuple(f for f in findings if f.code in wanted - unwanted)


def _words(given: Iterable[str]) -> list[str]:
    return [word for part in given for word in part.split(",") if word.strip()]
