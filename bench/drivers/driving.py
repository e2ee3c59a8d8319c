"""The jobs that every engine is given, in Python; `with_inkjs.js` holds the same for node.

    python with_ENGINE.py JOB FILE [SCRATCH]

A driver prints one JSON object: seconds, megabytes or choices a second, and what has to be
the same for every engine. What is timed is only the engine's own work, on a story whose
modules are imported already; `bench/report.py` times whole commands by itself.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import resource
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from chance import Chance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 1918
LAP = 10_000
LAPS = 10
LONGEST = 5.0
"""Seconds after which a walk stops at the end of its lap: a slow engine walks less far."""
TOLD = 20_000
"""Choices whose every word is compared between the engines."""
BEFORE = 1_000
"""Choices taken before a save or an undo is measured."""
KEPT = 20
UNDONE = 100
EDITS = 3
MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10
"""What the system counts memory in, to the megabyte: bytes there, kilobytes elsewhere."""


class Engine(Protocol):
    """One engine, playing one story."""

    deepest: int
    """How many choices it can undo."""
    undoes: bool
    """Whether choices are to be undone: where it has no undo, it keeps what one needs."""

    def load(self, path: str) -> None:
        """Make the story ready, with its first page."""

    def page(self) -> tuple[str, list[str]]:
        """All words on the page: its paragraphs, one a line, and the choices to be taken."""

    def choose(self, number: int) -> None:
        """Take a choice, by its number on the page."""

    def restart(self) -> None:
        """Begin again."""

    def keep(self, path: str) -> None:
        """Keep the place so that it outlives the machine's power."""

    def restore(self, path: str) -> None:
        """Find the place again, as a new process would."""

    def undo(self) -> None:
        """Go back one choice."""


def written(path: str, text: str) -> None:
    """Write a file as a save is written: it is on the disk when this returns."""
    with Path(path).open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def play(engine: Engine, path: str, scratch: str) -> dict:
    """Everything that a reader's process does, one after the other."""
    loaded = load(engine, path)
    _wander(engine, Chance(SEED), BEFORE)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return {**loaded, "peak": peak, **keep(engine, scratch), **undo(engine), **walk(engine)}


@contextmanager
def collector_off() -> Iterator[None]:
    """Without looking for garbage, for every engine in Python alike.

    A walk makes and keeps many values; each of these engines would spend up to half of it in
    looking through them again and again.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def walk(engine: Engine) -> dict:
    """Take choices at random, with all words of every page; anew after each ending."""
    with collector_off():
        return _walked(engine)


def _walked(engine: Engine) -> dict:
    engine.restart()
    chance, page, choose, restart = Chance(SEED), engine.page, engine.choose, engine.restart
    laps, seen, endings = [], 0, 0
    begun = time.perf_counter()
    while len(laps) < LAPS and (not laps or laps[-1]["seconds"] < LONGEST):
        made = 0
        while made < LAP:
            text, choices = page()
            seen += len(text) + sum(map(len, choices))
            if not choices:
                endings += 1
                restart()
                continue
            choose(chance.below(len(choices)))
            made += 1
        seconds = time.perf_counter() - begun
        laps.append({"seconds": seconds, "letters": seen, "endings": endings})
    return {"laps": laps, "walk": LAP * len(laps) / laps[-1]["seconds"]}


def told(engine: Engine, path: str, _: str) -> dict:
    """The same walk, with a hash of every word that is shown, choice by choice."""
    engine.load(path)
    chance, digest, made, endings = Chance(SEED), hashlib.sha256(), 0, 0
    while made < TOLD:
        text, choices = engine.page()
        digest.update("\n".join([text, *choices, ""]).encode())
        if not choices:
            endings += 1
            engine.restart()
            continue
        engine.choose(chance.below(len(choices)))
        made += 1
    return {"digest": digest.hexdigest(), "endings": endings}


def load(engine: Engine, path: str, _: str = "") -> dict:
    """From the file to the first page."""
    begun = time.perf_counter()
    engine.load(path)
    engine.page()
    return {"load": time.perf_counter() - begun}


def keep(engine: Engine, scratch: str) -> dict:
    """Keep the place after each of some choices; find the last again."""
    chance = Chance(SEED)
    engine.keep(scratch)
    keeping = 0.0
    for _ in range(KEPT):
        _wander(engine, chance, 1)
        begun = time.perf_counter()
        engine.keep(scratch)
        keeping += time.perf_counter() - begun
    there = engine.page()
    begun = time.perf_counter()
    engine.restore(scratch)
    restoring = time.perf_counter() - begun
    back = engine.page()
    if back != there:
        raise AssertionError("the place that was restored is another")
    return {"save": keeping / KEPT, "restore": restoring}


def undo(engine: Engine) -> dict:
    """A hundred choices, and back, each page with all its words."""
    chance = Chance(SEED)
    spent, undone = 0.0, 0
    engine.undoes = True
    for _ in range(UNDONE // engine.deepest):
        pages = []
        for _ in range(engine.deepest):
            while not engine.page()[1]:  # nothing is undone across an ending
                engine.restart()
                pages.clear()
            pages.append(engine.page())
            engine.choose(chance.below(len(pages[-1][1])))
        for page in reversed(pages):
            begun = time.perf_counter()
            engine.undo()
            shown = engine.page()
            spent += time.perf_counter() - begun
            undone += 1
            if shown != page:
                raise AssertionError("an undo came to another page")
    engine.undoes = False
    return {"undo": spent / undone * UNDONE}


def _wander(engine: Engine, chance: Chance, choices: int) -> None:
    for _ in range(choices):
        while not (offered := engine.page()[1]):
            engine.restart()
        engine.choose(chance.below(len(offered)))


JOBS: dict[str, Callable[[Engine, str, str], dict]] = {
    job.__name__: job for job in (play, told, load)
}


def drive(engine: Engine | None, words: list[str], **own: Callable[[str], dict]) -> None:
    """Do the job that the command names, one of the common or of the engine's own."""
    job, path, scratch = (*words, "")[:3]
    done = own[job](path) if job in own else JOBS[job](engine, path, scratch)
    print(json.dumps(done))
