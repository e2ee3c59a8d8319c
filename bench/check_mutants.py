"""Plant faults in a book, and print the share of them that the check reports.

    python bench/check_mutants.py STORY [COUNT] [SEED]

STORY is a folder of a story without findings; it is copied, with the folder `seeds` beside
its shelf. A fault that is not reported is listed, and counts as missed where something that a
reader could meet before, be it a moment, a choice, a text or an ending, can be met no more.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "check"))

import mutants


def main(words: list[str]) -> None:
    """Plant, check, and print the share."""
    source = Path(words[0])
    count, seed = (int(word) for word in (*words[1:], "200", "1917")[:2])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder, "story", source.name)
        shutil.copytree(source, home)
        seeds = source.parent.parent / "seeds"
        if seeds.is_dir():
            shutil.copytree(seeds, Path(folder, "seeds"))
        told = Counter[str]()
        planted = Counter[str]()
        missed: list[mutants.Planted] = []
        unproved = 0
        for fault in mutants.faults(home, count, seed):
            planted[fault.kind] += 1
            told[fault.kind] += bool(fault.codes)
            missed += [fault] if fault.missed else []
            unproved += not fault.codes and not fault.proved
            if not fault.codes:
                print(f"{'MISSED' if fault.missed else 'unseen'}: {fault}")
    for kind, number in planted.items():
        print(f"{told[kind]:>4} of {number:>3} reported: {kind}")
    print(f"{told.total()} of {planted.total()} faults of {len(planted)} kinds reported")
    print(f"{unproved} unreported of which the check said that the story is not proved")
    print(f"{len(missed)} unreported that change what a reader can see")


if __name__ == "__main__":
    main(sys.argv[1:])
