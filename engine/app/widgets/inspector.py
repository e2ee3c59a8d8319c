"""The inspector: the state behind a page, shown beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.app import text
from engine.app.widgets.leaf import Leaf
from engine.app.widgets.words import Words
from engine.document.english import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import ComposeResult

    from engine.app.text import Block
    from engine.play.inspection import Condition, Goal, Holding, Inspection, Text, Way

INDENT = "  "


class Inspector(Leaf):
    """Where the story is, why each choice stands as it does, the state, the visits."""

    def compose(self) -> ComposeResult:
        """All of it."""
        yield Words()

    def show(self, found: Inspection) -> None:
        """Follow the page."""
        self.query_one(Words).show(text.Sheet(list(_lines(found))))


def _lines(found: Inspection) -> Iterator[Block]:
    yield text.block(text.plain(found.moment, text.STRONG))
    yield text.block(text.plain(f"{found.span.path}, line {found.span.line}", text.SOFT))
    turns = plural(found.turns, "choice")
    yield text.block(text.plain(f"seed {found.seed}, {turns} taken", text.SOFT))
    for back in reversed(found.detours):
        yield text.block(text.plain(f"on a detour that comes back to {back}", text.SOFT))
    yield from _part("Choices", (_way(way) for way in found.ways))
    yield from _part("Turning the page", [_goals(found.goals)])
    yield from _part("Conditional texts", (_text(shown) for shown in found.texts))
    yield from _part("State", ([_holding(held)] for held in found.state))
    visits = (f"{place} {count}" for place, count in found.visits.items())
    yield from _part("Visits", ([text.block(text.plain(visit))] for visit in visits))


def _part(heading: str, entries: Iterable[Iterable[Block]]) -> Iterator[Block]:
    blocks = [block for entry in entries for block in entry]
    if blocks:
        yield text.GAP
        yield text.block(text.plain(heading.upper(), text.SOFT))
        yield from blocks


def _way(way: Way) -> Iterator[Block]:
    standing = text.plain(f" {way.standing}", text.SOFT if way.standing == "offered" else text.MARK)
    yield text.block(text.line(text.plain(way.choice, text.STRONG), standing))
    if way.why:
        yield _under(way.why)
    for word, condition in (("if", way.visible), ("requires", way.requires)):
        if condition is not None:
            yield from _condition(word, condition)
    if way.effects:
        yield _under(", ".join(way.effects))
    yield from _goals(way.goals)


def _goals(goals: tuple[Goal, ...]) -> Iterator[Block]:
    for goal in goals:
        now = " (now)" if goal.now and len(goals) > 1 else ""
        yield text.block(text.plain(f"{goal.says}{now}"), text.plain(f"{INDENT}→ "))


def _text(shown: Text) -> Iterator[Block]:
    there = "there" if shown.condition.holds else "not there"
    standing = text.plain(f" {there}", text.SOFT if shown.condition.holds else text.MARK)
    yield text.block(text.line(text.plain(f"“{shown.words}”"), standing))
    yield from _condition("if", shown.condition)


def _condition(word: str, condition: Condition) -> Iterator[Block]:
    """What was written, and below it whether it holds and what it reads."""
    yield _under(f"{word} {condition.text}")
    truth = "true" if condition.holds else "false"
    yield _under(f"{truth}: {condition.values}" if condition.values else truth, text.SOFT)


def _holding(held: Holding) -> Block:
    was = f" (was {held.before})" if held.before is not None else ""
    said = (text.plain(f"{held.name} "), text.plain(held.value, text.STRONG))
    return text.block(text.line(*said, text.plain(was, text.MARK)))


def _under(said: str, style: str = text.PLAIN) -> Block:
    return text.block(text.plain(said, style), text.plain(INDENT))
