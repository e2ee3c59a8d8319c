"""An author's desk: the commands run as an author runs them, in a folder of their own."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from click.testing import CliRunner

from engine.author.refusal import CannotError
from engine.cli.commands import engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str


@contextmanager
def at(folder: Path) -> Iterator[None]:
    before = os.getcwd()  # noqa: PTH109  (what chdir takes back)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(*words: object, cwd: Path) -> Done:
    """Run a command in this process; what it refuses in one sentence is status 2, as in `main`."""
    with TemporaryDirectory() as cache, at(cwd):
        done = CliRunner(env={"MARGINALIA_CACHE": cache}).invoke(
            engine, [str(word) for word in words]
        )
    if isinstance(done.exception, CannotError):
        return Done(2, done.stdout, f"{done.stderr}engine: {done.exception}\n")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


def tree(folder: Path) -> dict[str, str]:
    """Every file under a folder and what it says."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}
