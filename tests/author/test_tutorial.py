"""docs/authoring.md, word for word: what it says to type is typed, what it shows is compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
FENCE = re.compile(r"^```(\w+)(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
FAILS = {
    "engine replay playthroughs": "failed",
    "engine check .": "error[",
    "engine play winter-letter --at the-letter/window --set nerve=5": "engine: ",
}
"""Commands that may fail, and what then stands in their output: the page announces each."""


class Block(NamedTuple):
    language: str
    told: dict[str, str]
    body: str


class Reader:
    """Somebody who does what the page says."""

    screen: Terminal | None = None

    def __init__(self, folder: Path) -> None:
        self.cwd = folder / "desk"
        self.cwd.mkdir()
        programs = folder / "bin"
        programs.mkdir()
        engine = programs / "engine"
        engine.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m engine "$@"\n')
        engine.chmod(0o755)
        self.environment = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "MARGINALIA_DATA": str(folder / "data"),
            "MARGINALIA_CACHE": str(folder / "cache"),
        }

    def do(self, block: Block) -> None:
        if block.language == "console":
            if self.screen is not None:
                assert self.screen.leave() == 0
                self.screen = None
            for command, shown in commands(block.body):
                self.type(command, shown)
        elif "file" in block.told:
            (self.cwd / block.told["file"]).write_text(block.body, "utf-8")
        else:
            self.edit(block)

    def edit(self, block: Block) -> None:
        path = self.cwd / (block.told.get("add") or block.told["replace"])
        lines = path.read_text("utf-8").splitlines(keepends=True)
        wanted = block.told.get("above") or block.told["line"]
        found = [n for n, line in enumerate(lines) if line.strip().startswith(wanted.strip())]
        at = found[-1] if "last" in block.told else found[0]
        lines[at : at if "add" in block.told else at + 1] = [block.body]
        path.write_text("".join(lines), "utf-8")
        if "shows" in block.told:
            assert self.screen is not None
            self.screen.wait_for(block.told["shows"])

    def type(self, command: str, shown: list[str]) -> None:
        if command.startswith("cd "):
            self.cwd = self.cwd / command.removeprefix("cd ")
            return
        if command.endswith(" --watch"):
            self.screen = Terminal(shlex.split(command), self.cwd, self.environment)
            self.screen.wait_for("A draft: no place is kept.")
            return
        done = subprocess.run(
            ["sh", "-c", command], cwd=self.cwd, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
            timeout=60,
        )  # fmt: skip
        lines = done.stdout.splitlines()
        assert matches(shown, lines), f"$ {command}\n{done.stdout}"
        failing = any(FAILS.get(command, "\0") in line for line in shown)
        assert bool(done.returncode) == failing, f"$ {command} gave {done.returncode}"


def blocks(page: str = PAGE) -> list[Block]:
    found = []
    for language, told, body in FENCE.findall(page):
        words = [word.partition("=") for word in shlex.split(told)]
        found.append(Block(language, {name: value for name, _, value in words}, body))
    return found


def commands(body: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(shown: list[str], lines: list[str]) -> bool:
    """Whether the output is what is shown; ``...`` stands for any number of lines."""
    if not shown:
        return not lines
    if shown[0] == "...":
        return any(matches(shown[1:], lines[n:]) for n in range(len(lines) + 1))
    return bool(lines) and lines[0] == shown[0] and matches(shown[1:], lines[1:])


@pytest.mark.skipif(os.name == "nt", reason="the page is for a POSIX shell")
def test_the_tutorial_works_word_for_word(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for block in blocks():
        reader.do(block)
    assert (reader.cwd / "playthroughs" / "fed.yaml").is_file()


def test_the_tutorial_has_no_block_that_is_not_run() -> None:
    assert len(blocks()) == PAGE.count("\n```") // 2
    assert {block.language for block in blocks()} == {"console", "yaml"}
    assert all(
        block.language == "console" or block.told.keys() & {"file", "add", "replace"}
        for block in blocks()
    )
