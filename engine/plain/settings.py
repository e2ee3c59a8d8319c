"""The settings that matter in plain mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.nearest import nearest
from engine.plain.text import BLANK, Line
from engine.settings import CALENDAR, MEASURE, PACE, SETTINGS, Kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.plain.session import Session

HERE = (CALENDAR, PACE, MEASURE)
"""The others are of the screen: here the record is told only when it is asked for."""


def settings(session: Session, typed: str) -> None:
    """Say what is chosen, or choose a value."""
    if not typed:
        session.console.say(_chosen(session))
        return
    name, _, value = typed.partition(" ")
    value = value.strip()
    if name not in HERE:
        meant = nearest(name, HERE)
        hint = f"did you mean {meant}?" if meant else f"there are {', '.join(HERE)}."
        session.console.say([Line(f"There is no setting {name} here: {hint}")])
    elif not SETTINGS[name].takes(value):
        session.console.say([Line(f"Type c {name} and {SETTINGS[name].expected}.")])
    else:
        session.settings.put(name, value)
        session.follow_settings()
        notices = session.settings.notices() or (f"{SETTINGS[name].title}: {_said(name, value)}.",)
        session.console.say(Line(sentence) for sentence in notices)


def _chosen(session: Session) -> Iterator[Line]:
    yield BLANK
    yield Line("Settings; type c, a name and a value to change one.")
    for name in HERE:
        setting, value = SETTINGS[name], session.settings.get(name)
        said = f"{setting.title}, {_said(name, value)}. It can be {setting.expected}."
        yield Line(said, lead=f"{name}: ", depth=1)
    if isinstance(session.settings, Kept):
        yield Line(f"Kept in {session.settings.path}.")


def _said(name: str, value: str) -> str:
    words = SETTINGS[name].words(value)
    return words if words == value else f"{value} ({words})"
