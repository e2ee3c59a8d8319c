"""Plain mode for authors: what a save has changed, and the state behind a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.plain.commands import Command
from engine.plain.page import whole
from engine.plain.text import BLANK, Line
from engine.play.inspection import inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.draft import Edition
    from engine.document.finding import Finding
    from engine.plain.session import Session
    from engine.play.inspection import Condition, Goal, Inspection, Way

MOST = 5
"""Findings that are read out; `engine check` tells them all."""


def renew(session: Session) -> bool:
    """Tell what has been saved, and turn to the page as it is now; whether there was news."""
    edition = session.draft.look() if session.draft else None
    if edition is None or session.draft is None:
        return False
    session.console.say([BLANK, Line(edition.news)])
    session.console.say(_wrong(edition))
    if edition.book is not None:
        before = list(whole(session.page(), session.library))
        session.at, lost = session.draft.carry(session.at, edition.book)
        session.library = edition.library
        session.console.say(Line(sentence) for sentence in lost)
        if [*whole(session.page(), session.library)] != before:
            session.show()
    return True


def _wrong(edition: Edition) -> Iterator[Line]:
    for finding in edition.errors[:MOST]:
        yield from _finding(finding)
    if edition.book is None:
        yield Line("It cannot be played so: the page stays as it was.")


def _finding(finding: Finding) -> Iterator[Line]:
    span, code = finding.span, finding.code
    where = f"{span.path}, line {span.line}, column {span.column}"
    helped = f" Help: {finding.help}" if finding.help else ""
    yield Line(f"{code.severity} {code.code}: {where}: {finding.message}.{helped}")


def _findings(session: Session, _: str) -> None:
    if session.draft is None or not session.draft.edition.findings:
        session.console.say([Line("Nothing is wrong with the story.")])
        return
    for finding in session.draft.edition.findings:
        session.console.say(_finding(finding))


def _inspect(session: Session, _: str) -> None:
    session.console.say(inspected(inspect(session.at)))


def inspected(found: Inspection) -> Iterator[Line]:
    """What is behind a page, in sentences."""
    span = found.span
    yield BLANK
    yield Line(f"The moment {found.moment}: {span.path}, line {span.line}.")
    yield Line(f"Seed {found.seed}; choices taken: {found.turns}.")
    for back in reversed(found.detours):
        yield Line(f"A detour is under way, and comes back to {back}.")
    for way in found.ways:
        yield from _way(way)
    if found.goals:
        yield Line(f"The page turns to {_goals(found.goals)}.")
    for shown in found.texts:
        there = "is there" if shown.condition.holds else "is not there"
        yield Line(f"The text “{shown.words}” {there}: {_condition('if', shown.condition)}.")
    for held in found.state:
        was = f"; it was {held.before} before the last choice" if held.before is not None else ""
        yield Line(f"{held.name} is {held.value}{was}.")
    visits = ", ".join(f"{place} {count}" for place, count in found.visits.items())
    yield Line(f"Visits: {visits}.")


def _way(way: Way) -> Iterator[Line]:
    conditions = (("if", way.visible), ("requires", way.requires))
    reasons = [_condition(word, condition) for word, condition in conditions if condition]
    why = "".join(f"; {reason}" for reason in filter(None, (way.why, *reasons)))
    goes = _goals(way.goals)
    effects = f"; it does {', '.join(way.effects)}" if way.effects else ""
    yield Line(f"The choice {way.choice} is {way.standing}{why}{effects}; it goes to {goes}.")


def _goals(goals: tuple[Goal, ...]) -> str:
    now = " (now)" if len(goals) > 1 else ""
    return ", else to ".join(f"{goal.says}{now if goal.now else ''}" for goal in goals)


def _condition(word: str, condition: Condition) -> str:
    holds = "holds" if condition.holds else "does not hold"
    values = f", for {condition.values}" if condition.values else ""
    return f"{word} {condition.text} {holds}{values}"


def _edit(session: Session, _: str) -> None:
    if session.draft is not None:
        trouble = session.draft.edit(session.draft.place(session.at))
        session.console.say([Line(trouble)] if trouble else [])


def _golden(session: Session, _: str) -> None:
    if session.draft is not None:
        session.console.say([Line(session.draft.record(session.at))])


COMMANDS = (
    Command(
        ("i", "inspect"), "what is behind this page: the state, and why a choice is not open",
        _inspect,
    ),
    Command(("x", "findings"), "what is wrong with the story", _findings),
    Command(("e", "edit"), "open this moment, or what is wrong, in your editor", _edit),
    Command(("golden",), "write this playthrough down as a golden one", _golden),
)  # fmt: skip
