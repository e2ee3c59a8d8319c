"""The page that `bench/report.py` writes: first what is behind, and why."""

from __future__ import annotations

import math
import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from figures import OURS, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from figures import Figure

READS_ONLY = "it splits the file into passages and looks at nothing in them"
COMPILED = (
    "the peers play what was compiled before, which is not counted here; ours goes from the "
    "folder of sources, and first asks the system whether any of its files has changed"
)
PYTHON = (
    "a process of ours holds Python and the database of places before the first scene comes; with "
    "a longer story that is soon less than what the peer holds of the story"
)
STARTING = (
    "on a small story starting up is most of it, and ours imports a YAML parser, a language with "
    "types and forty rules"
)
REASONS = {
    ("restore", ""): "we read the whole way back from a database and take its choices again, so "
    "that a save survives an edited story; the peers read one state that an edit makes useless",
    ("save after a choice", ""): "a place goes to a database, in a transaction that is on the "
    "disk before the page is shown and keeps every page before it; the peers' is one file",
    ("check or compile, cold", "pytwee"): READS_ONLY,
    ("check or compile again", "pytwee"): READS_ONLY,
    ("check or compile, cold", "bardic"): STARTING,
    ("check or compile again", "bardic"): STARTING,
    ("load for play", ""): COMPILED,
    ("peak memory, playing", ""): PYTHON,
    ("peak memory, checking", ""): "every value of every file keeps where it stands, so that a "
    "finding can point at the very word; Bardic keeps no place, and pytwee only text",
    ("the first page of a book", ""): "the bare app shows two lines and does nothing: it is what "
    "Textual itself takes, and no peer",
    ("a choice, key to painted page", ""): "the bare app changes one line: it is what Textual "
    "itself takes, and no peer; ours keeps the place on the disk before it paints the page",
    ("choices, with all text", ""): "a scene that is met for the first time is read from the copy "
    "and compiled then, and in a story this long most of a walk meets new scenes",
}
"""Why a figure is behind, by its row and the peer; or by its row, for all peers."""

ABOUT = {
    "check or compile, cold": "The command an author runs, in a new process that remembers "
    "nothing: `engine check --no-prove`, `inkjs-compiler`, `bardic lint`; pytwee only reads.",
    "check or compile again": "The same command right after, nothing edited. None of them "
    "remembers anything on the disk: only the machine does.",
    "recheck after one edit": "One scene edited, and checked again in the same process, as an "
    "editor or a watching check does; inkjs compiles and Bardic lints the whole again, warm.",
    "load for play": "From the files to the first page, modules imported. Ours from the copy that "
    "a first time leaves; the peers' from what they have compiled before, which is not counted.",
    "load for play, first time": "The same for ours with nothing remembered: it reads and checks "
    "the sources, and leaves the copy. The peers cannot play a source without compiling it.",
    "choices, with all text": "A random walk of 100,000 choices, anew after each ending, every "
    "paragraph and choice taken as text; a slow engine stops after the lap that ends past 5 s.",
    "save after a choice": "To the disk, with fsync, a thousand choices into a walk.",
    "restore": "From the disk, with the page that was left; inkjs and bink do not keep the "
    "page's words, so theirs is without them.",
    "undo of a hundred choices": "With every page on the way back. inkjs and bink have no undo: "
    "a state is kept before each choice. Bardic keeps fifty: twice fifty.",
    "peak memory, playing": "Of the process, after loading and a thousand choices.",
    "peak memory, checking": "Of the process that checked, cold.",
    "states explored": "Every state that a reader can come to, as the proof does it. No peer "
    "has it.",
    "choices explored": "The choices tried in doing so.",
}
"""What each row means."""

GROWING = (
    "check or compile, cold",
    "recheck after one edit",
    "load for play, first time",
    "load for play",
    "peak memory, playing",
    "peak memory, checking",
)
"""What grows with a story."""


def page(
    figures: Sequence[Figure],
    versions: Mapping[str, str],
    failed: Mapping[str, str],
    minutes: float,
) -> str:
    """The whole page."""
    parts = (
        _head(),
        _behind(figures),
        _machine(versions, failed, minutes),
        _table(figures),
        _growth(figures),
        _alone(figures),
        _meaning(figures),
    )
    return "\n".join(line for part in parts for line in (*part, ""))


def _head() -> Iterator[str]:
    yield "# What is measured"
    yield ""
    yield (
        "Written by `make bench`, which installs the peers into a folder of their own, gives "
        "every engine the same generated story (`bench/generated.py`) and measures them in "
        "turns. All told the same story to the letter on the same walk: that is checked before "
        "anything is written."
    )


def _behind(figures: Sequence[Figure]) -> Iterator[str]:
    """Each figure that a peer is ahead of."""
    yield "## Where ours is behind"
    yield ""
    behind: dict[tuple[str, str], list[str]] = {}
    for figure in (figure for figure in figures if figure.of == OURS):
        for other in _peers(figures, figure):
            if _ahead(figure, other) < 1:
                behind.setdefault((figure.name, other.of), []).append(_by_how_much(figure, other))
    for (name, of), cases in behind.items():
        why = REASONS.get((name, of)) or REASONS.get((name, "")) or "no reason is known yet"
        yield f"- **{name}**, {of}: {'; '.join(cases)}. {why[0].upper()}{why[1:]}."
    if not behind:
        yield "Nowhere in these figures."


def _by_how_much(figure: Figure, other: Figure) -> str:
    size = f"{figure.size:,} scenes: " if figure.size else ""
    times = 1 / _ahead(figure, other)
    return f"{size}{_number(figure)} against {_number(other)}, {times:.1f} times"


def _peers(figures: Sequence[Figure], figure: Figure) -> list[Figure]:
    return [
        other
        for other in figures
        if (other.name, other.size) == (figure.name, figure.size) and other.of != OURS
    ]


def _ahead(ours: Figure, other: Figure) -> float:
    """How many times better ours is."""
    quotient = other.median / ours.median if ours.median else math.inf
    return 1 / quotient if ours.more else quotient


def _number(figure: Figure) -> str:
    return f"{rounded(figure.median)} {figure.unit}"


def _machine(
    versions: Mapping[str, str], failed: Mapping[str, str], minutes: float
) -> Iterator[str]:
    yield "## Machine and versions"
    yield ""
    yield f"- {_processor()}, {os.cpu_count()} cores, {_memory()} GB of memory, {_system()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    yield f"- {python}, Textual {version('textual')}, PyYAML {version('pyyaml')}{_node()}"
    told = ", ".join(f"{name} {pin}" for name, pin in versions.items()) or "none"
    yield f"- peers: {told}"
    for name, why in failed.items():
        yield f"- left out: {name}, because {why}"
    yield f"- it took {minutes:.0f} minutes"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30))


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"


def _node() -> str:
    try:
        said = subprocess.run(["node", "--version"], check=True, capture_output=True, text=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return f", node {said.stdout.strip().removeprefix('v')}"


def _table(figures: Sequence[Figure]) -> Iterator[str]:
    """Every figure that a peer has too: medians, spread, and how many times ours is ahead."""
    compared = [f for f in figures if _has_peer(figures, f)]
    names = list(dict.fromkeys(f.name for f in compared))
    engines = list(dict.fromkeys(f.of for f in compared))
    yield "## Side by side"
    yield ""
    yield (
        "Medians, the lowest and highest in brackets; behind a peer's, how many times ours is "
        "ahead of it."
    )
    for name in names:
        rows = [f for f in compared if f.name == name]
        mine = [engine for engine in engines if any(f.of == engine for f in rows)]
        yield ""
        yield f"**{name}** ({rows[0].unit})"
        yield ""
        yield f"| scenes | {' | '.join(mine)} |"
        yield f"|---|{'---|' * len(mine)}"
        for size in dict.fromkeys(f.size for f in rows):
            found = {f.of: f for f in rows if f.size == size}
            cells = [_cell(found.get(engine), found.get(OURS)) for engine in mine]
            yield f"| {size:,} | {' | '.join(cells)} |"


def _has_peer(figures: Sequence[Figure], figure: Figure) -> bool:
    """Whether another engine has a figure of the same name, for a story of some size."""
    others = (f for f in figures if f.name == figure.name and f.size)
    return figure.size is not None and len({f.of for f in others}) > 1


def _cell(figure: Figure | None, ours: Figure | None) -> str:
    if figure is None:
        return ""
    spread = f"({rounded(min(figure.runs))} to {rounded(max(figure.runs))})"
    if ours is None or figure.of == OURS:
        return f"**{rounded(figure.median)}** {spread}"
    return f"{rounded(figure.median)} {spread} {_ahead(ours, figure):.1f}x"


def _growth(figures: Sequence[Figure]) -> Iterator[str]:
    """How each figure grows with the story: 1 is as fast as it."""
    yield "## Growth"
    yield ""
    yield "The exponent from the smallest story to the largest: 1 grows just as the story does."
    yield ""
    yield "| measure | engine | exponent |"
    yield "|---|---|---|"
    by_kind: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        if figure.name in GROWING:
            by_kind.setdefault((figure.name, figure.of), []).append(figure)
    for (name, of), found in by_kind.items():
        first, last = found[0], found[-1]
        if first.size and last.size and first.size != last.size:
            grown = math.log(last.median / first.median) / math.log(last.size / first.size)
            yield f"| {name} | {of} | {grown:.2f} |"


def _alone(figures: Sequence[Figure]) -> Iterator[str]:
    """What has no peer, or brings its own."""
    yield "## What no peer has, and what is seen on the screen"
    yield ""
    yield "| measure | scenes | of | median | lowest to highest | unit |"
    yield "|---|---|---|---|---|---|"
    for figure in figures:
        if not _has_peer(figures, figure):
            spread = f"{rounded(min(figure.runs))} to {rounded(max(figure.runs))}"
            size = f"{figure.size:,}" if figure.size else ""
            yield (
                f"| {figure.name} | {size} | {figure.of} | {rounded(figure.median)} | {spread} "
                f"| {figure.unit} |"
            )


def _meaning(figures: Sequence[Figure]) -> Iterator[str]:
    yield "## What each row is"
    yield ""
    for name in dict.fromkeys(figure.name for figure in figures):
        if name in ABOUT:
            yield f"- **{name}**: {ABOUT[name]}"
