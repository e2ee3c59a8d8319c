"""State is both changed and read.

A variable that nothing reads is forgotten work; a gauge is read by the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.language.observed import observed
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("W0411", "unused-state")


def check(subject: Subject) -> Iterator[Finding]:
    """Each variable at most once; nothing is said while some expression cannot be read."""
    used = _used(subject) if subject.is_whole else None
    if used is None:
        return
    read, written = used
    for variable in subject.story.variables:
        if variable.name not in read | written:
            yield Finding(CODE, f"nothing uses {variable.name}", variable.span)
        elif variable.name not in read:
            yield Finding(CODE, f"{variable.name} is changed and never read", variable.span)
        elif variable.name not in written:
            yield Finding(CODE, f"{variable.name} is read and never changed", variable.span)


def _used(subject: Subject) -> tuple[set[str], set[str]] | None:
    """The variables that are read, and those that are changed; a gauge is read by the reader.

    Returns:
        Nothing where an expression cannot be read, which may use any of them.
    """
    names = {variable.name for variable in subject.story.variables}
    read = {variable.name for variable in subject.story.variables if variable.gauge}
    written: set[str] = set()
    for moment in subject.moments.values():
        if read >= names and written >= names:
            break
        trees = [code.tree for code in walk.code(moment)]
        if None in trees:
            return None
        known = observed(*(tree for tree in trees if tree is not None))
        read |= known.variables
        written |= known.written
    return read, written
