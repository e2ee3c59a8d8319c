"""Exploring a book by sending random readers through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author.explore.exploration import (
    DeadEnd,
    Exploration,
    Reached,
    Sent,
    Visitors,
    Walkthrough,
)
from engine.author.refusal import CannotError
from engine.explore.coverage import Met, coverage, written_at
from engine.explore.readers import Readers
from engine.explore.rounds import LostError
from engine.explore.rounds import read as read_rounds
from engine.explore.smaller import play, smaller
from engine.play import CONTINUE, make_book, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.author.explore.exhaustive import Tell
    from engine.document.span import Span
    from engine.explore.tally import Ended, Stop, Stopped, Tally
    from engine.model.story import Ending, Story

READERS = "readers"


def read(story: Story, count: int, seed: int, jobs: int, tell: Tell) -> Exploration:
    """Send random readers through a book; the same for the same seed, however many jobs.

    Args:
        story: A story that can be played.
        count: How many readers.
        seed: What chance grows from.
        jobs: How many processes play.
        tell: Told how far it has come.

    Raises:
        CannotError: One of the processes has died.
    """
    tell(READERS, 0, count)
    readers = Readers(story, seed)
    try:
        tally = read_rounds(readers, count, jobs, lambda done: tell(READERS, done, count))
    except LostError as error:
        raise CannotError("a process that played has died: try fewer --jobs") from error
    named = _Named(readers, tally)
    return Exploration(
        story=story,
        how=_sent(tally, seed),
        endings=tuple(map(named.reached, story.endings.values())),
        dead_ends=tuple(named.dead_ends()),
        closed=(),
        coverage=coverage(story, named.met()),
        visits=named.visits(),
    )


def _sent(tally: Tally, seed: int) -> Sent:
    return Sent(
        readers=tally.readers,
        by_chance=tally.by_chance,
        seed=seed,
        pages=tally.pages,
        choices=tally.choices,
        given_up=tally.given_up,
    )


class _Named:
    """What a tally counts by number, by name."""

    def __init__(self, readers: Readers, tally: Tally) -> None:
        self._readers = readers
        self._tally = tally
        self._book = make_book(readers.story)

    def visits(self) -> dict[str, int]:
        moments = self._readers.moments
        return {m.id: many for m, many in zip(moments, self._tally.visits, strict=True)}

    def met(self) -> Met:
        readers, tally = self._readers, self._tally
        choices = readers.choices()
        answers: dict[tuple[Span, int], set[bool]] = {}
        for watch, given in zip(readers.watches, tally.answers, strict=True):
            answers.setdefault(written_at(watch), set()).update(given)
        return Met(
            moments={readers.moments[number].id for number in tally.reached},
            shown={choices[number] for number in tally.shown},
            taken={name for name, many in zip(choices, tally.taken, strict=True) if many},
            answers=answers,
        )

    def reached(self, ending: Ending) -> Reached:
        ended = self._tally.ended.get(ending.id)
        if ended is None or ended.shortest is None:
            return Reached(ending, met=None, visitors=self._visitors(None))
        run = ended.shortest
        at = replay(self._book, run.seed, self._readers.steps(run))
        walkthrough = Walkthrough(at, shortest=False)
        return Reached(ending, met=True, walkthrough=walkthrough, visitors=self._visitors(ended))

    def _visitors(self, ended: Ended | None) -> Visitors:
        if ended is None:
            return Visitors()
        names = [variable.name for variable in self._readers.story.variables]
        values = dict(zip(names, ended.values, strict=True))
        return Visitors(ended.readers, ended.by_chance, ended.choices, values)

    def dead_ends(self) -> Iterator[DeadEnd]:
        for stop, stopped in sorted(self._tally.stopped.items()):
            yield self._dead_end(stop, stopped)

    def _dead_end(self, stop: Stop, stopped: Stopped) -> DeadEnd:
        run, moment = stopped.shortest, self._readers.moments[stop.moment]
        if run is None:
            raise AssertionError(stop)  # it was counted, so it was kept
        steps = self._readers.steps(run)
        choices = tuple(step.choice for step in steps if step.choice != CONTINUE)
        failed = play(self._book, run.seed, choices)
        if failed:
            failed = smaller(self._book, run.seed, failed)
        return DeadEnd(
            kind="error" if stop.error else "stuck",
            moment=moment,
            seed=run.seed,
            choices=failed.choices if failed else choices,
            pages=failed.pages if failed else run.pages,
            error=stop.error,
            readers=stopped.readers,
            smallest=failed is not None,
        )
