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
    trees = [code.tree for moment in subject.moments.values() for code in walk.code(moment)]
    if None in trees or subject.loaded.loose:
        return
    known = observed(*(tree for tree in trees if tree is not None))
    for variable in subject.story.variables:
        read = variable.gauge or variable.name in known.variables
        written = variable.name in known.written
        if not read and not written:
            yield Finding(CODE, f"nothing uses {variable.name}", variable.span)
        elif not read:
            yield Finding(CODE, f"{variable.name} is changed and never read", variable.span)
        elif not written:
            yield Finding(CODE, f"{variable.name} is read and never changed", variable.span)
