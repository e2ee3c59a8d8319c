"""Every set of shared choices is included somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("W0413", "unused-choices")


def check(subject: Subject) -> Iterator[Finding]:
    """At its name; nothing is said while something named cannot be found."""
    if not subject.is_whole:
        return
    used = {include.set for moment in subject.moments.values() for include in moment.includes}
    for scene in subject.story.scenes.values():
        for shared in scene.shared:
            if shared.id not in used:
                name = shared.id.partition("/")[2]
                yield Finding(CODE, f'no moment includes the choices "{name}"', shared.span)
