"""Reads the pages of docs/checks: the files that each shows, what it runs, and what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from engine.cli.commands import engine

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "checks"
FILE = re.compile(r"^`([^`\n]+)`\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n\$ engine ([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Page:
    code: str
    name: str
    text: str
    files: dict[str, str]
    shell: str
    command: list[str]
    output: str

    def write(self, folder: Path) -> None:
        """The small story, with what this page changes in it."""
        for name, text in {**BASE, **self.files}.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        if self.shell:
            subprocess.run(["sh", "-c", self.shell], cwd=folder, check=True)


def page(path: Path) -> Page:
    text = path.read_text("utf-8")
    code, name = text.split("\n", 1)[0].removeprefix("# ").split()
    [(command, output)] = CONSOLE.findall(text)
    shell = "\n".join(SHELL.findall(text))
    files = dict(FILE.findall(text))
    return Page(code, name, text, files, shell, shlex.split(command), output.strip("\n"))


def run(command: list[str]) -> str:
    """What a command prints, in the folder at hand."""
    done = CliRunner().invoke(engine, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.stdout.strip("\n")


BASE: dict[str, str] = dict(FILE.findall((FOLDER / "README.md").read_text("utf-8")))
PAGES = [page(path) for path in sorted(FOLDER.glob("[EW]*.md"))]
