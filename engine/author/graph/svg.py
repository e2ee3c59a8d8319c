"""The picture drawn, by Graphviz where it is installed."""

from __future__ import annotations

import shutil
import subprocess

from engine.author.refusal import CannotError

LONGEST = 120
"""How many seconds Graphviz may take."""
WHERE = (
    "install it (Debian and Ubuntu: apt install graphviz; macOS: brew install graphviz;"
    " Windows: winget install Graphviz.Graphviz), or use --format mermaid, which needs nothing"
)


def as_svg(dot: str, seconds: float = LONGEST) -> str:
    """Draw a picture that is written in DOT.

    Raises:
        CannotError: Graphviz is not installed, took too long, or failed.
    """
    program = shutil.which("dot")
    if program is None:
        raise CannotError(f"drawing needs the program dot of Graphviz, which is not here: {WHERE}")
    try:
        done = subprocess.run(  # noqa: S603  (no shell, and nothing of the story but its input)
            [program, "-Tsvg"], input=dot, capture_output=True, encoding="utf-8", timeout=seconds,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = (
            f"Graphviz took longer than {seconds:g} seconds: there are too many arrows to draw"
        )
        raise CannotError(message) from error
    if done.returncode:
        first = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise CannotError(f"Graphviz could not draw this: {first}")
    return done.stdout
