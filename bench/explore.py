"""How fast the random readers of `engine explore` are, on the generated story.

    python bench/explore.py [--json]

They choose, count what they met, and render no text but in one reader of a hundred. The walks
of inkjs and bink over the same graph stand in `bench/README.md`, from the same `make bench`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from figures import OURS, Figure, tell
from generated import write

from engine.explore.readers import Readers
from engine.explore.rounds import read
from engine.load import load

SCENES = 1_000
READERS = 2_000
RUNS = 5
SEED = 1918


def rates(home: Path) -> list[float]:
    """Choices a second, in runs with a seed each."""
    story = load(home).story
    if story is None:
        raise AssertionError("the story cannot be played")
    found = []
    for run in range(RUNS):
        readers = Readers(story, SEED + run)
        begun = time.perf_counter()
        tally = read(readers, READERS)
        found.append(tally.choices / (time.perf_counter() - begun))
    return found


def main(words: list[str]) -> None:
    """Write the story, let them read, print."""
    with tempfile.TemporaryDirectory() as folder:
        found = rates(write(Path(folder), SCENES))
    tell([Figure("choices of random readers", OURS, "/s", found, SCENES, more=True)], words)


if __name__ == "__main__":
    main(sys.argv[1:])
