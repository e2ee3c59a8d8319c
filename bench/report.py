"""Measure ours beside its peers, and write what came out.

    make bench                        # all sizes, five runs each
    make bench SIZES="100 1000"       # less
    .venv/bin/python bench/report.py [SIZE ...]

The engines take turns in every run, so that a busy machine slows them alike. What they say on
the walk must be the same, or nothing is written. A peer that fails is reported and left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import peers
from figures import OURS, Figure, heard
from generated import WRITERS, write
from page import page

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
DRIVERS = HERE / "drivers"
SIZES = (100, 1_000, 10_000)
RUNS = 5
LONGEST = 240
"""Seconds after which one command has failed."""
OTHERS = ("start", "key", "bytes", "memory", "explore", "lsp", "watch", "reload")
"""Benches of ours that print figures of their own."""
ENGINES = (OURS, "inkjs", "bink", "bardic", "pytwee")
PLAYERS = (OURS, "inkjs", "bink", "bardic")
WALKED = ("load", "peak", "save", "restore", "undo", "walk")


class DisagreementError(Exception):
    """Two engines did not tell the same story: nothing that was measured can be compared."""


@dataclass
class Bench:
    """One size of story, in every dialect, and where its figures go.

    Attributes:
        folder: Where the story lies.
        size: How many scenes it has.
        there: The peers that installed.
        runs: What each run gave, by measure and engine.
        failed: Why something is missing, by engine.
    """

    folder: Path
    size: int
    there: peers.Peers
    runs: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)

    def story(self, engine: str) -> str:
        """What an engine plays."""
        compiled = {OURS: "generated", "bardic": "generated.bard.json"}
        return str(self.folder / compiled.get(engine, "generated.ink.json"))

    def source(self, engine: str) -> str:
        """What an engine checks."""
        dialect = {OURS: "generated", "bardic": "generated.bard", "pytwee": "generated.twee"}
        return str(self.folder / dialect.get(engine, "generated.ink"))

    def engines(self, names: tuple[str, ...]) -> Iterator[str]:
        """Those that can still be measured."""
        usable = (name for name in names if name == OURS or name in self.there)
        return (name for name in usable if name not in self.failed)

    def note(self, measure: str, engine: str, value: float) -> None:
        """Add a run."""
        self.runs.setdefault((measure, engine), []).append(value)


def main(words: list[str]) -> None:
    """Install, measure, write."""
    begun = time.monotonic()
    sizes = [int(word) for word in words] or list(SIZES)
    _say("installing the peers")
    there = peers.install()
    figures: list[Figure] = []
    failed = dict(there.missing)
    with tempfile.TemporaryDirectory() as scratch:
        _surround(scratch)
        for size in sizes:
            bench = _made(Path(scratch, str(size)), size, there)
            _agreed(bench)
            _warmed(bench)
            for run in range(RUNS):
                _say(f"{size} scenes, run {run + 1} of {RUNS}")
                _run(bench)
            _rechecked(bench)
            figures += _figures(bench)
            failed |= bench.failed
        figures += _others(failed)
    minutes = (time.monotonic() - begun) / 60
    text = page(figures, there.versions, failed, minutes)
    (HERE / "README.md").write_text(text, "utf-8")
    _say(f"wrote bench/README.md after {minutes:.0f} minutes")


def _surround(scratch: str) -> None:
    """Keep everything in one folder, and let Python keep what it compiles, as it does for users."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = f"{scratch}/compiled"
    os.environ["BENCH_INKJS"] = str(peers.INKJS)
    for what in ("DATA", "CACHE", "CONFIG"):
        os.environ[f"MARGINALIA_{what}"] = f"{scratch}/own"


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _made(folder: Path, size: int, there: peers.Peers) -> Bench:
    """Write the story in every dialect, and compile it for those who play compiled stories."""
    folder.mkdir()
    write(folder, size)
    for suffix, told in WRITERS.items():
        (folder / f"generated.{suffix}").write_text(told(size), "utf-8")
    bench = Bench(folder, size, there)
    for engine in bench.engines(("inkjs", "bardic")):
        _timed(bench, engine, _compiling(bench, engine))
    return bench


def _compiling(bench: Bench, engine: str) -> list[str]:
    out = bench.story(engine)
    if engine == "inkjs":
        compiler = str(peers.INKJS / "bin" / "inkjs-compiler.js")
        return ["node", compiler, "-o", out, bench.source(engine)]
    return [str(peers.BARDIC), "compile", bench.source(engine), "-o", out]


def _checking(bench: Bench, engine: str) -> list[str]:
    """The command that tells an author what is wrong, or the nearest that an engine has."""
    source = bench.source(engine)
    if engine == OURS:
        return [str(Path(sys.executable).parent / "engine"), "check", "--no-prove", source]
    if engine == "bardic":
        return [str(peers.BARDIC), "lint", "--no-plugins", source]
    if engine == "pytwee":
        return [str(peers.PYTHON), str(DRIVERS / "with_pytwee.py"), source]
    return _compiling(bench, engine)


def _driving(bench: Bench, engine: str, job: str, what: str) -> list[str]:
    python = sys.executable if engine == OURS else str(peers.PYTHON)
    begin = ["node"] if engine == "inkjs" else [python]
    suffix = "js" if engine == "inkjs" else "py"
    return [*begin, str(DRIVERS / f"with_{engine}.{suffix}"), job, what, str(bench.folder / engine)]


def _timed(bench: Bench, engine: str, command: list[str]) -> tuple[float, float] | None:
    """Seconds and megabytes of a command; nothing, and a note, where it failed."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=HERE.parent
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        bench.failed[engine] = f"`{Path(command[0]).name}` failed on {bench.size} scenes"
        return None
    counted = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return time.perf_counter() - begun, used.ru_maxrss / counted


def _driven(bench: Bench, engine: str, job: str, what: str) -> dict[str, Any] | None:
    """What a driver gave; nothing, and a note, where it failed."""
    command = _driving(bench, engine, job, what)
    try:
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=LONGEST, cwd=HERE.parent
        )
        return json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["it said nothing"])[-1]
        bench.failed[engine] = f"{job} failed on {bench.size} scenes: {last[:120]}"
    except subprocess.TimeoutExpired:
        bench.failed[engine] = f"{job} took longer than {LONGEST} s on {bench.size} scenes"
    if engine == OURS:
        raise DisagreementError(bench.failed[engine])
    return None


def _warmed(bench: Bench) -> None:
    """Each command once, so that nothing is compiled and no disk is cold when time is taken."""
    for engine in bench.engines((OURS, "inkjs", "bardic", "pytwee")):
        _timed(bench, engine, _checking(bench, engine))


def _agreed(bench: Bench) -> None:
    """Every engine tells the same story to the letter on the first part of the walk."""
    heard_of = {
        engine: _driven(bench, engine, "told", bench.story(engine))
        for engine in bench.engines(PLAYERS)
    }
    _same(bench, {engine: told for engine, told in heard_of.items() if told})


def _same(bench: Bench, told: dict[str, Any]) -> None:
    for engine, words in told.items():
        if words != told[OURS]:
            raise DisagreementError(f"{engine} tells another story of {bench.size} scenes")


def _run(bench: Bench) -> None:
    """Everything once, the engines in turns."""
    cache = Path(os.environ["MARGINALIA_CACHE"])
    for engine in bench.engines(ENGINES):
        if engine == "bink":
            continue
        if engine == OURS:
            cold = cache / f"cold-{time.monotonic_ns()}"
            os.environ["MARGINALIA_CACHE"] = str(cold)
        _checked(bench, engine)
    if (loaded := _driven(bench, OURS, "load", bench.story(OURS))) is not None:
        bench.note("load, remembered nothing", OURS, loaded["load"])
    os.environ["MARGINALIA_CACHE"] = str(cache)
    walks = {}
    _driven(bench, OURS, "load", bench.story(OURS))
    for engine in bench.engines(PLAYERS):
        played = _driven(bench, engine, "play", bench.story(engine))
        if played:
            walks[engine] = [(lap["letters"], lap["endings"]) for lap in played["laps"]]
            for measure in WALKED:
                bench.note(measure, engine, played[measure])
    shortest = min(map(len, walks.values()))
    _same(bench, {engine: laps[:shortest] for engine, laps in walks.items()})
    explored = _driven(bench, OURS, "explore", bench.source(OURS))
    for measure, rate in (explored or {}).items():
        bench.note(f"explored {measure}", OURS, rate)


def _checked(bench: Bench, engine: str) -> None:
    command = _checking(bench, engine)
    if (cold := _timed(bench, engine, command)) and (again := _timed(bench, engine, command)):
        bench.note("check, cold", engine, cold[0])
        bench.note("check, memory", engine, cold[1])
        bench.note("check, warm", engine, again[0])


def _rechecked(bench: Bench) -> None:
    for engine in bench.engines((OURS, "inkjs", "bardic")):
        _say(f"{bench.size} scenes, edited for {engine}")
        checked = _driven(bench, engine, "recheck", bench.source(engine))
        for seconds in (checked or {"runs": []})["runs"]:
            bench.note("recheck", engine, seconds)


SHOWN = {
    "check, cold": ("check or compile, cold", "s", 1, False),
    "check, warm": ("check or compile again", "s", 1, False),
    "recheck": ("recheck after one edit", "ms", 1000, False),
    "load, remembered nothing": ("load for play, first time", "ms", 1000, False),
    "load": ("load for play", "ms", 1000, False),
    "walk": ("choices, with all text", "/s", 1, True),
    "save": ("save after a choice", "ms", 1000, False),
    "restore": ("restore", "ms", 1000, False),
    "undo": ("undo of a hundred choices", "ms", 1000, False),
    "peak": ("peak memory, playing", "MB", 1, False),
    "check, memory": ("peak memory, checking", "MB", 1, False),
    "explored states": ("states explored", "/s", 1, True),
    "explored choices": ("choices explored", "/s", 1, True),
}
"""Of each measure: its row, its unit, what seconds are multiplied by, whether more is better."""


def _figures(bench: Bench) -> Iterator[Figure]:
    for measure, (name, unit, times, more) in SHOWN.items():
        for engine in ENGINES:
            runs = bench.runs.get((measure, engine))
            if runs:
                yield Figure(name, engine, unit, [run * times for run in runs], bench.size, more)


def _others(failed: dict[str, str]) -> Iterator[Figure]:
    """What the other benches print, where they are; what gives nothing is noted as left out."""
    for name in OTHERS:
        script = HERE / f"{name}.py"
        if not script.exists() or "--json" not in script.read_text("utf-8"):
            continue
        _say(f"bench/{name}.py")
        command = [sys.executable, str(script), "--json"]
        try:
            done = subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=LONGEST
            )
            yield from heard(done.stdout)
        except (subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
            *_, said = str(getattr(error, "stderr", "") or error).strip().splitlines() or [""]
            failed[f"`bench/{name}.py`"] = f"it ended with: {said}"
            _say(f"bench/{name}.py gave nothing: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
