"""A loop holds a choice.

A reader who only turns pages, and comes round to a page again, is caught for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject

CODE = Code("E0404", "choiceless-loop")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding a loop, at the `goto` that closes it."""
    done: set[str] = set()
    for start in subject.moments:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = len(path)
            at = _next(subject, at)
        if at is not None and at in path:
            yield _loop(subject, [m for m in path if path[m] >= path[at]])
        done.update(path)


def _next(subject: Subject, moment: str) -> str | None:
    """Where a moment without choices goes on to; a detour is not followed.

    Where it has several ways, one of them may lead out: the proof tells whether it ever does.
    """
    found = subject.moments.get(moment)
    if found is None or found.choices or len(found.targets) != 1:
        return None
    return found.targets[0].back or found.targets[0].moment


def _loop(subject: Subject, loop: list[str]) -> Finding:
    closing = subject.moments[loop[-1]]
    names = ", ".join(name.partition("/")[2] for name in loop)
    message = f"the reader goes round for ever without a choice: {names}"
    if len(loop) == 1:
        message = f'"{names}" only leads to itself'
    return Finding(CODE, message, closing.targets[0].span)
