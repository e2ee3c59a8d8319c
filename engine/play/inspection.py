"""An inspection: what is behind a page, for who writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.language.layout import TURNS
from engine.language.reading import read
from engine.language.show import show_value
from engine.model.story import Passage
from engine.play.page import CONTINUE
from engine.play.runtime import NotOfferedError, take, view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.document.span import Span
    from engine.language.layout import Layout
    from engine.language.meaning import Meaning
    from engine.model.state import Value
    from engine.model.story import Choice, Code, Target
    from engine.play.page import Page
    from engine.play.playthrough import Playthrough

ALREADY_TAKEN = "it is there once, and was taken"
NOT_DRAWN = "others were drawn"
WHILE_OTHERS = "it is a fallback, and another choice is open"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition and what it reads now.

    Attributes:
        text: What the author wrote.
        holds: Whether it is true.
        values: All that it reads, in words: ``order is 2, visited(smolny) is false``.
    """

    text: str
    holds: bool
    values: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A place that something leads to, with its condition if it has one, and whether it would now.

    The conditions are asked after the effects, so that it would is found by going there.
    """

    says: str
    now: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A choice of the moment, whether a reader sees it or not.

    Attributes:
        choice: Its id.
        standing: How a reader finds it.
        visible: Its `if`.
        requires: Its `requires`.
        why: Why it is hidden, where no condition says so.
        effects: What it changes.
        goals: Where it leads: to the first whose condition holds.
    """

    choice: str
    standing: Literal["offered", "locked", "hidden"]
    visible: Condition | None
    requires: Condition | None
    why: str
    effects: tuple[str, ...]
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is there only while a condition holds: its first words, and the condition."""

    words: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Holding:
    """A variable, its value, and what it was before the last choice; nothing if the same."""

    name: str
    value: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that is behind a page.

    Attributes:
        moment: Where the story is, as ``scene/moment``.
        span: Where that is written.
        seed: What random numbers grow from.
        turns: How many choices were taken.
        detours: Where each detour under way comes back to, the innermost last.
        ways: The choices of the moment, in order.
        goals: Where it leads when the page is turned.
        texts: Its conditional texts, in order.
        state: What the story remembers.
        visits: How often each place was come to: scenes, and moments as ``scene/moment``.
    """

    moment: str
    span: Span
    seed: int
    turns: int
    detours: tuple[str, ...]
    ways: tuple[Way, ...]
    goals: tuple[Goal, ...]
    texts: tuple[Text, ...]
    state: tuple[Holding, ...]
    visits: Mapping[str, int]


def inspect(at: Playthrough) -> Inspection:
    """Look behind the page of a playthrough."""
    page = view(at)
    return Inspection(
        moment=at.moment,
        span=page.moment.span,
        seed=at.seed,
        turns=_number(at.state[TURNS]),
        detours=at.detours,
        ways=tuple(_way(choice, page, at) for choice in page.moment.choices),
        goals=_goals(page.moment.targets, CONTINUE, at),
        texts=tuple(_texts(page, at)),
        state=tuple(_state(at)),
        visits=_visits(at),
    )


def _way(choice: Choice, page: Page, at: Playthrough) -> Way:
    offer = next((offer for offer in page.offers if offer.id == choice.id), None)
    standing: Literal["offered", "locked", "hidden"] = "hidden"
    if offer is not None:
        standing = "offered" if offer.locked is None else "locked"
    visible = _condition(choice.visible, at)
    return Way(
        choice=choice.id,
        standing=standing,
        visible=visible,
        requires=_condition(choice.requires, at),
        why=_why(choice, visible, at) if offer is None else "",
        effects=tuple(code.text for code in choice.effects),
        goals=_goals(choice.targets, choice.id, at),
    )


def _goals(targets: tuple[Target, ...], choice: str, at: Playthrough) -> tuple[Goal, ...]:
    try:
        there = take(at, choice).moment if targets else ""
    except NotOfferedError:
        there = ""
    now = next((target for target in targets if target.moment == there), None)
    return tuple(Goal(_goal(target), target is now) for target in targets)


def _goal(target: Target) -> str:
    back = f", and back to {target.back}" if target.back else ""
    condition = f" if {target.condition.text.strip()}" if target.condition else ""
    return f"{target.moment}{back}{condition}"


def _why(choice: Choice, visible: Condition | None, at: Playthrough) -> str:
    if choice.storylet:
        return NOT_DRAWN if visible is None or visible.holds else ""
    counter = at.book.layout.choices.get(choice.full)
    if choice.once and counter is not None and at.state[counter]:
        return ALREADY_TAKEN
    return WHILE_OTHERS if visible is None or visible.holds else ""


def _condition(code: Code[Meaning] | None, at: Playthrough) -> Condition | None:
    if code is None or code.tree is None:
        return None
    found = read(code.tree, at.book.layout, at.state)
    values = ", ".join(f"{part.says} is {show_value(part.value)}" for part in found.parts)
    return Condition(code.text.strip(), found.holds, values)


FIRST_WORDS = 6


def _texts(page: Page, at: Playthrough) -> Iterator[Text]:
    for block in page.moment.text:
        if isinstance(block, Passage) and (condition := _condition(block.condition, at)):
            words = block.prose.text.split()
            cut = " …" if len(words) > FIRST_WORDS else ""
            yield Text(" ".join(words[:FIRST_WORDS]) + cut, condition)


def _state(at: Playthrough) -> Iterator[Holding]:
    before = at.previous.state if at.previous else at.state
    for name, place in at.book.layout.variables.items():
        was = None if before[place] == at.state[place] else show_value(before[place])
        yield Holding(name, show_value(at.state[place]), was)


def _visits(at: Playthrough) -> dict[str, int]:
    """Counted on the way, and where the state counts, as it does: a reload may have cut the way."""
    found: dict[str, int] = {}
    scene = ""
    for page in reversed([*at.pages()]):
        here = page.moment.partition("/")[0]
        if here != scene:
            found[here] = found.get(here, 0) + 1
        found[page.moment] = found.get(page.moment, 0) + 1
        scene = here
    found |= _counted(at.book.layout, at)
    return dict(sorted(found.items()))


def _counted(layout: Layout, at: Playthrough) -> dict[str, int]:
    places = {**layout.scenes, **layout.moments}
    return {name: _number(at.state[n]) for name, n in places.items() if at.state[n]}


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
