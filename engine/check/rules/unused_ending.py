"""Every declared ending is used by a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("W0406", "unused-ending")


def check(subject: Subject) -> Iterator[Finding]:
    """An ending whose moment cannot be read is not called unused."""
    if subject.is_open:
        return
    used = {moment.ending for moment in subject.moments.values() if moment.ending}
    if not used:
        # That the story has no ending at all is told already.
        return
    for ending in subject.story.endings.values():
        if ending.id not in used:
            yield Finding(CODE, f'no moment ends with "{ending.id}"', ending.span)
