"""The proof of a story as the rules use it: what is impossible, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from engine.check.way import way_to
from engine.document.finding import Related, Severity
from engine.explore import Bound, prove
from engine.model import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.check.subject import Subject
    from engine.document.span import Span
    from engine.explore import Loop, Proof
    from engine.explore.machine import Option, Road
    from engine.model.story import Moment, Target

QUICK = Bound()
"""How far a check goes by itself: seconds."""
FAR = Bound(states=5_000_000, choices=20_000_000)
"""How far it goes when it is asked to: minutes, and some gigabytes."""
TELLING = 6
"""How many moments are named; of more, only how many there are."""


class Closed(NamedTuple):
    """A choice, or one way of a list, that no reader can ever take.

    Attributes:
        moment: The moment it leads on from.
        road: What is never taken.
        targets: Where that leads.
    """

    moment: Moment
    road: Road
    targets: tuple[Target, ...]


class ClosedChoice(NamedTuple):
    """A choice that no reader can ever take."""

    moment: Moment
    option: Option

    @property
    def whole(self) -> Closed:
        """What is never taken."""
        return Closed(self.moment, self.option.road, self.option.choice.targets)


@dataclass
class Proved:
    """A proof, and what follows from what in it.

    Attributes:
        subject: The story.
        proof: What a search has shown.
        reported: The names of what the other rules have found.
    """

    subject: Subject
    proof: Proof
    reported: frozenset[str] = frozenset()

    @cached_property
    def choices(self) -> tuple[ClosedChoice, ...]:
        """Each choice that can never be taken, at no moment that is read and offers it.

        One that several moments share is told once, where it is shown if it is.
        """
        found: dict[Span, list[ClosedChoice]] = {}
        for spot, option in self.proof.options():
            found.setdefault(option.choice.span, []).append(ClosedChoice(spot.moment, option))
        return tuple(
            max(group, key=lambda closed: closed.option.shown)
            for group in found.values()
            if all(self.proof.is_closed(closed.option) for closed in group)
        )

    @cached_property
    def ways(self) -> tuple[Closed, ...]:
        """Each way of a list, at a crossing that readers come to, that is never taken."""
        found: dict[Span, Closed] = {}
        for spot, road in self.proof.dead_ways():
            if target := road.way.target:
                found.setdefault(target.span, Closed(spot.moment, road, (target,)))
        return tuple(found.values())

    @cached_property
    def closed(self) -> tuple[Closed, ...]:
        """Everything that is there and can never be taken."""
        return (*(choice.whole for choice in self.choices), *self.ways)

    @cached_property
    def behind(self) -> dict[str, Closed]:
        """By each moment that only lies behind what is closed, the first such cause."""
        found: dict[str, Closed] = {}
        for closed in self.closed:
            todo = [name for t in closed.targets for name in (t.moment, t.back) if name]
            while todo:
                name = todo.pop()
                if name not in self.proof.reached and name not in found:
                    found[name] = closed
                    todo += self.subject.graph.get(name, ())
        return found

    @cached_property
    def consequences(self) -> dict[int, list[Related]]:
        """By the ``id`` of the road that is closed, what else goes wrong for that reason alone."""
        found: dict[int, list[Related]] = {id(c.road): [] for c in self.closed}
        for name, closed in self._ends():
            ending = self.subject.story.endings[name]
            message = f'so the ending "{name}" is never reached'
            found[id(closed.road)].append(Related(ending.span, message))
        for moment in self.proof.stuck:
            if cause := self.cause_of_stop(moment):
                span = self.subject.moments[moment].span
                found[id(cause.road)].append(Related(span, "so no choice may be left here"))
        for loop in self.proof.loops:
            if cause := self._closed_in(loop.moments):
                span = self.proof.moment_at(loop.state).span
                message = "so from here no ending can be reached"
                found[id(cause.road)].append(Related(span, message))
        return found

    def cause_of_loop(self, loop: Loop) -> Closed | None:
        """What is closed and would lead out of a loop."""
        return self._closed_in(loop.moments)

    def cause_of_stop(self, moment: str) -> Closed | None:
        """The closed choice that would lead on from a moment."""
        at = (choice.whole for choice in self.choices if choice.moment.id == moment)
        return next(at, None)

    def told_with(self, closed: Closed) -> tuple[Related, ...]:
        """What is told together with something closed, and not again."""
        return tuple(self.consequences[id(closed.road)])

    def _closed_in(self, moments: frozenset[str]) -> Closed | None:
        return next((closed for closed in self.closed if closed.moment.id in moments), None)

    def _ends(self) -> Iterator[tuple[str, Closed]]:
        """The endings that are never reached, each with what is closed before it."""
        seen: set[str] = set()
        for name, closed in self.behind.items():
            ending = self.subject.moments[name].ending
            known = ending in self.subject.story.endings and ending not in self.proof.endings
            if ending and known and ending not in seen:
                seen.add(ending)
                yield ending, closed

    def unread(self, closed: Closed) -> tuple[str, ...]:
        """The note on the moments behind what is closed, if there are any."""
        names = [name for name, before in self.behind.items() if before.road is closed.road]
        if not names:
            return ()
        if len(names) > TELLING:
            return (f"{len(names)} moments behind it are never read",)
        return (f"never read behind it: {', '.join(sorted(names))}",)

    def left_open(self) -> Iterator[str]:
        """What could not be found out, in words, each once."""
        questions = self.proof.parts.left_open if self.proof.parts else ()
        yield from dict.fromkeys(OPEN[q.about].format(**q._asdict()) for q in questions)

    def way_to_moment(self, moment: str) -> tuple[str, ...]:
        """The note on how a moment is reached."""
        return way_to(self.proof.path(self.proof.first(moment)))


OPEN = {
    "choice": 'whether "{choice}" at {moment} can be taken',
    "way": "whether each way of the goto at {moment} is gone",
    "stuck": "whether there is always something to do at {moment}",
    "loop": "whether there is always a way out of the loop through {moment}",
    "detours": "whether each detour comes back",
    "pages": "what is read behind the longest ways",
}
"""What it means that a question found no answer."""


def proved(subject: Subject, bound: Bound, reported: frozenset[str]) -> Proved | None:
    """Prove a story.

    Args:
        subject: The story.
        bound: How far to go.
        reported: The names of what the other rules have found.

    Returns:
        Nothing where the story cannot be played as it stands.
    """
    if subject.loaded.loose or subject.story.start not in subject.moments:
        return None
    if any(f.code.severity is Severity.ERROR for f in subject.loaded.findings):
        return None
    codes = (code for moment in walk.moments(subject.story) for code in walk.code(moment))
    if any(code.tree is None for code in codes):
        return None
    return Proved(subject, prove(subject.story, bound, soon=bound == QUICK), reported)
