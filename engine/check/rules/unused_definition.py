"""Every definition is used.

A name that nothing uses is forgotten work, or is meant where another word stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("W0412", "unused-definition")


def check(subject: Subject) -> Iterator[Finding]:
    """At its name; one that only unused definitions use is told once they are gone.

    Of what is wrong in itself nothing more is said, and nothing while something cannot be read.
    """
    state = {variable.name for variable in subject.story.variables}
    definitions = subject.story.definitions
    if not definitions or not subject.is_whole:
        return
    used = {name for definition in definitions.values() for name in definition.uses}
    for moment in subject.moments.values():
        used |= {definition.name for code in walk.code(moment) for definition in code.defined}
    for definition in definitions.values():
        if definition.tree and definition.name not in used | state:
            yield Finding(CODE, f"nothing uses {definition.name}", definition.span)
