"""pytwee reads Twee, and does nothing else with it."""

from __future__ import annotations

import sys
from pathlib import Path

from pytwee import Story, twee3


def main() -> None:
    """Read a story, as pytwee's own command does."""
    story = Story()
    parser = twee3.Parser(story)
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        for line in file:
            parser(line.rstrip("\n"))
    del parser
    print(len(story.passages))


if __name__ == "__main__":
    main()
