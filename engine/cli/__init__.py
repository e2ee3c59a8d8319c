"""The commands: one thin function each, a file each.

What a command needs is imported when it runs, so that `engine --help` and `engine check`
never wait for a screen, and a book that is opened waits for nothing but its page.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import NamedTuple

from engine.author.refusal import CannotError
from engine.cli.streams import ABORTED, CLOSED_PIPE, fail
from engine.document.collecting import without_collections


class Asked(NamedTuple):
    """What is asked for in the plainest way: to read."""

    story: str | None = None
    seed: int | None = None


def asked(words: list[str]) -> Asked | None:
    """What `play`, `play STORY` and `play STORY --seed N` ask for; nothing of any other words.

    They ask for it as click would say, which takes 12 ms to say it.
    """
    match words:
        case ["play"]:
            return Asked()
        case ["play", story] if not story.startswith("-"):
            return Asked(story)
        case ["play", story, "--seed", seed] if not story.startswith("-") and seed.isdecimal():
            return Asked(story, int(seed))
    return None


def main() -> None:
    """Run a command; what goes wrong outside it is one sentence and an exit status."""
    try:
        _run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(ABORTED)
    except BrokenPipeError:
        # Nobody reads on: what is still buffered must not raise again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
    except CannotError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    finally:
        gc.freeze()  # the exit need not look for garbage once more: all of it goes


def _run(words: list[str]) -> None:
    if found := asked(words):
        from engine.cli.reading import read  # noqa: PLC0415  (each command imports its own)

        sys.exit(read(found.story, seed=found.seed))
    with without_collections():
        from engine.cli.commands import run  # noqa: PLC0415  (what the plainest words do without)

    run()
