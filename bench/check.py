"""Measure `engine check` on generated stories.

    python bench/check.py [SCENES ...]

Each scene is about 1.5 KB and has three choices. A cold check reads, validates and checks
every file in a new process, without any memory of earlier checks and without a proof; the
second figure is a check again, in the same process, after one file was edited. Times are
seconds of processor time, the least of three; memory is the peak of the process.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TIMES = 3
STORY = """\
format: 1
story: many
title: Many Scenes
summary: A generated story.
start: s0
state:
  grain: {type: integer, minimum: 0, maximum: 10, default: 5, label: Grain, show: gauge}
  order: {type: integer, minimum: 0, maximum: 10, default: 3, label: Order, show: gauge}
endings:
  out: {title: Out}
"""
PROSE = """\
      Paper lies in drifts along the counter, and nobody has swept since the week the
      clerks stopped coming. The key clicks twice and is silent.

      Somebody has hung a coat over the telegraph. Beyond the window a line of wagons waits
      for an engine that was promised on Tuesday, and the men who sleep in them have begun
      to burn the slats. *You count {grain} sacks and stop counting.*

      Nobody asks what the office is for. The stove takes what it is given, a drawer, a
      ledger, the leg of a chair, and gives back less than it took.
"""


def scene(number: int, count: int) -> str:
    """One scene; every one can be reached, and the last ends the story."""
    there = [f"s{min(number * 3 + step, count - 1)}" for step in (1, 2, 3)]
    ways = [there[0], f"s{min(number + 1, count - 1)}", there[2]]
    if number == count - 1:
        return _file(number, "    ending: out\n")
    choices = "".join(
        f"      - id: {name}\n"
        f"        text: {text}\n"
        f"        effects: [{effect}]\n"
        f"        goto: {way}\n"
        for name, text, effect, way in (
            ("front", "Tell them the stations will be run like a front.", "order += 2", ways[0]),
            ("bargain", "Offer a dry room for every shift worked.", "grain -= 1", ways[1]),
            ("wait", "Wait until the engine comes, if it comes at all.", "order -= 1", ways[2]),
        )
    )
    return _file(number, f"    choices:\n{choices}")


def _file(number: int, rest: str) -> str:
    return (
        f"scene: s{number}\n"
        f"title: Asleep at the key, {number}\n"
        "date: {ns: 1918-03-01}\n"
        "place: Moscow, central rail offices\n"
        "moments:\n"
        "  drifts:\n"
        "    standing: invented\n"
        f"    text: |\n{PROSE}"
        "    record: silent\n"
        "    goto: wires\n"
        "  wires:\n"
        "    standing: invented\n"
        "    text:\n"
        "      - By nightfall one line hums.\n"
        "      - if: order >= 3\n"
        "        text: On the far track a boiler ticks as it warms.\n"
        "        else: The yard is silent.\n"
        f"    record: silent\n{rest}"
    )


def write(folder: Path, count: int) -> Path:
    """Write a story of so many scenes."""
    home = folder / "many"
    (home / "scenes").mkdir(parents=True)
    (home / "story.yaml").write_text(STORY, "utf-8")
    for number in range(count):
        (home / "scenes" / f"s{number}.yaml").write_text(scene(number, count), "utf-8")
    return home


def measure(home: Path) -> dict[str, float]:
    """Check in this process, edit one file, check again."""
    from engine.check import check  # noqa: PLC0415  (its import is measured)

    memory: dict = {}
    findings = len(check([home], memory=memory).findings)
    cold = time.process_time()
    edited = home / "scenes" / "s7.yaml"
    edited.write_text(edited.read_text("utf-8").replace("hums.", "hums again."), "utf-8")
    before = time.process_time()
    check([home], memory=memory)
    again = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cold": cold, "again": again, "peak": peak, "findings": findings}


def main(words: list[str]) -> None:
    """Measure each size in new processes, and print the least."""
    if words[:1] == ["--one"]:
        print(json.dumps(measure(Path(words[1]))))
        return
    print(f"{'scenes':>8} {'bytes':>7} {'cold s':>8} {'again s':>8} {'peak MB':>8}")
    for count in map(int, words or ["100", "1000", "10000"]):
        with tempfile.TemporaryDirectory() as folder:
            home = write(Path(folder), count)
            command = [sys.executable, __file__, "--one", str(home)]
            runs = [json.loads(subprocess.check_output(command)) for _ in range(TIMES)]
            size = (home / "scenes" / "s0.yaml").stat().st_size
        cold, again = (min(run[key] for run in runs) for key in ("cold", "again"))
        peak = max(run["peak"] for run in runs)
        print(f"{count:>8} {size:>7} {cold:>8.2f} {again:>8.2f} {peak:>8.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
