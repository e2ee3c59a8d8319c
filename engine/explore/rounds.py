"""Random readers in rounds, by one process or by several, with the same outcome.

A round is cut into blocks, whatever the number of processes. The readers of a block know what
was taken in the rounds before theirs, and in their own block; not what other blocks do.
"""

from __future__ import annotations

import signal
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeAlias

from engine.explore.readers import Readers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from engine.explore.tally import Tally
    from engine.model.story import Story

    Tick: TypeAlias = Callable[[int], None]

BLOCK = 250
"""How many readers play one after the other, each knowing what those before have taken."""
ROUND = 8
"""How many blocks play side by side."""


class LostError(Exception):
    """A process that played has died."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some readers, one after the other: the number of the first, and how many."""

    first: int
    count: int


def blocks(count: int) -> Iterator[list[Block]]:
    """The blocks of each round of so many readers."""
    made = [Block(n, min(BLOCK, count - n)) for n in range(0, count, BLOCK)]
    for start in range(0, len(made), ROUND):
        yield made[start : start + ROUND]


def read(readers: Readers, count: int, jobs: int = 1, tick: Tick | None = None) -> Tally:
    """Let random readers play.

    Args:
        readers: The readers of a story, with their seed.
        count: How many of them.
        jobs: How many processes play; what is counted is the same for any number.
        tick: Told how many readers have played, now and then.

    Raises:
        LostError: A process has died.
    """
    tally = readers.nothing()
    with _hands(readers, min(jobs, ROUND)) if jobs > 1 else _alone(readers) as play:
        for round_ in blocks(count):
            found = readers.nothing()
            for block in play(round_, tally.taken):
                found.add(block)
                if tick:
                    tick(tally.readers + found.readers)
            tally.add(found)
    return tally


if TYPE_CHECKING:
    Play: TypeAlias = Callable[[Sequence[Block], Sequence[int]], Iterator[Tally]]


@contextmanager
def _alone(readers: Readers) -> Iterator[Play]:
    def play(blocks: Sequence[Block], taken: Sequence[int]) -> Iterator[Tally]:
        return (readers.read(block.first, block.count, taken) for block in blocks)

    yield play


@contextmanager
def _hands(readers: Readers, jobs: int) -> Iterator[Play]:
    """Processes that play; none of them is left, however this ends."""
    hands: list[_Hand] = []
    try:
        with _uninterrupted():
            hands += [_Hand(readers.story, readers.seed) for _ in range(jobs)]
        yield lambda blocks, taken: _deal(hands, blocks, taken)
    finally:
        for hand in hands:
            hand.end()


def _deal(hands: Sequence[_Hand], blocks: Sequence[Block], taken: Sequence[int]) -> Iterator[Tally]:
    """Give each process a block, and another whenever it is done."""
    todo = list(reversed(blocks))
    busy: dict[Connection, _Hand] = {}
    for hand in hands:
        if todo:
            hand.give(todo.pop(), taken)
            busy[hand.line] = hand
    while busy:
        for line in _ready(list(busy)):
            hand = busy[line]
            yield hand.take()
            if todo:
                hand.give(todo.pop(), taken)
            else:
                del busy[line]


def _ready(lines: list[Connection]) -> list[Connection]:
    from multiprocessing.connection import wait  # noqa: PLC0415  (only where several play)

    return wait(lines)  # type: ignore[return-value]  # what was given


class _Hand:
    """A process that plays blocks of readers.

    Attributes:
        line: The line to it.
    """

    def __init__(self, story: Story, seed: int) -> None:
        # Spawned, not forked: a thread that draws the progress may be running.
        context = get_context("spawn")
        self.line, other = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=_serve, args=(other, story, seed), daemon=True
        )
        self._process.start()
        other.close()

    def give(self, block: Block, taken: Sequence[int]) -> None:
        try:
            self.line.send((block, taken))
        except OSError as error:
            raise LostError from error

    def take(self) -> Tally:
        try:
            found: Tally = self.line.recv()
        except (EOFError, OSError) as error:
            raise LostError from error
        return found

    def end(self) -> None:
        self.line.close()
        self._process.terminate()
        self._process.join()


def _serve(line: Connection, story: Story, seed: int) -> None:
    """Play what is asked for, until nobody asks any more."""
    readers = Readers(story, seed)
    with suppress(EOFError, OSError):
        while True:
            block, taken = line.recv()
            line.send(readers.read(block.first, block.count, taken))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started here is deaf to Ctrl-C, which is for the process that started it."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
