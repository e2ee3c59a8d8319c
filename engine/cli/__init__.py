"""The command line: one thin function a command, a file each.

What a command needs is imported when it runs, so that `engine --help` and `engine check`
never wait for a screen, and a book that is opened waits for nothing but its page.
"""

from __future__ import annotations

import gc
import os
import sys

from engine.cli.streams import ABORTED, CLOSED_PIPE, fail

PLAIN = {"--strict", "--prove", "--no-prove"}
"""The options of a check that do not need click."""
DIGITS = 18
"""A seed of more is left to click: not everything that is so long can be read as a number."""


def parse_play(words: list[str]) -> tuple[str | None, int | None] | None:
    """The story and the seed of `play`, `play STORY` or `play STORY --seed N`.

    As click would parse them, which takes it 12 ms; nothing for any other arguments.
    """
    match words:
        case ["play"]:
            return None, None
        case ["play", story] if not story.startswith("-"):
            return story, None
        case ["play", story, "--seed", seed] if not story.startswith("-") and _is_number(seed):
            return story, int(seed)
    return None


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) <= DIGITS


def parse_check(words: list[str]) -> tuple[list[str], bool, bool | None] | None:
    """The paths of `check`, whether it is strict, and whether to prove.

    As click would parse them; nothing for any other arguments.
    """
    command, *rest = words or [""]
    options = [word for word in rest if word.startswith("-")]
    if command != "check" or not PLAIN.issuperset(options):
        return None
    paths = [word for word in rest if word not in PLAIN]
    proofs = [word == "--prove" for word in options if word != "--strict"]
    return paths, "--strict" in options, proofs[-1] if proofs else None


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
    except OSError as error:
        fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    except ImportError as error:  # a package that is not there, or not whole
        fail(str(error))
    finally:
        gc.freeze()  # the exit need not look for garbage once more: all of it goes


def _run(words: list[str]) -> None:
    if found := parse_play(words):
        from engine.cli.reading import read  # noqa: PLC0415  (each command imports its own)

        sys.exit(read(*found))
    from engine.document.collecting import without_collections  # noqa: PLC0415  (the same)

    if wanted := parse_check(words):
        with without_collections():
            from engine.cli.checking import check  # noqa: PLC0415  (the same)

        paths, strict, prove = wanted
        sys.exit(check(paths, strict=strict, prove=prove))
    with without_collections():
        from engine.cli.commands import run  # noqa: PLC0415  (what the plainest words do without)

    run()
