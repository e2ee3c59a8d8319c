"""Places and institutions bear the names of their day.

A scene of 1918 is not set in Leningrad. The source's own later word belongs in a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from engine.document.finding import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.model.story import Scene

CODE = Code("W0521", "later-name")


class Name(NamedTuple):
    """A name, the first month it was borne (as 1924-01), and the name before it."""

    name: str
    since: str
    before: str


NAMES = (
    Name("Leningrad", "1924-01", "Petrograd"),
    Name("Stalingrad", "1925-04", "Tsaritsyn"),
    Name("Volgograd", "1961-11", "Tsaritsyn"),
    Name("USSR", "1922-12", "Soviet Russia"),
    Name("Soviet Union", "1922-12", "Soviet Russia"),
    Name("Tbilisi", "1936-01", "Tiflis"),
    Name("Oslo", "1925-01", "Christiania"),
    Name("Istanbul", "1930-03", "Constantinople"),
)
ANY = re.compile("|".join(name.name for name in NAMES))
"""Most scenes name none of them."""


def check(subject: Subject) -> Iterator[Finding]:
    """In the title and the place of a scene whose day is known."""
    for scene in subject.story.scenes.values():
        day = scene.date.day
        if day is None or not ANY.search(f"{scene.title}\n{scene.place}"):
            continue
        for name in NAMES:
            if day.iso < name.since and _names(scene, name.name):
                message = f"{name.name} was not called so before {name.since[:4]}"
                yield Finding(CODE, message, scene.span, f"its name then was {name.before}")


def _names(scene: Scene, name: str) -> bool:
    return bool(re.search(rf"\b{name}\b", f"{scene.title}\n{scene.place}"))
