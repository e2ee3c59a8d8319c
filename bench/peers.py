"""The peers: installed by name into a folder of their own, which git does not see.

One that does not install is left out, and the report says why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE / ".peers"
PYTHON = FOLDER / "py" / "bin" / "python"
BARDIC = FOLDER / "py" / "bin" / "bardic"
INKJS = FOLDER / "node" / "node_modules" / "inkjs"
LONGEST = 300
"""Seconds after which an installation has failed."""


@dataclass
class Peers:
    """Which peers are there.

    Attributes:
        versions: The version of each that installed, by name.
        missing: Why each of the others did not.
    """

    versions: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        """Whether a peer can be measured."""
        return name in self.versions


def install() -> Peers:
    """Install all that are pinned, one by one, so that one failure is only one."""
    peers = Peers()
    FOLDER.mkdir(exist_ok=True)
    pinned = (HERE / "peers.txt").read_text("utf-8").splitlines()
    for line in (line for line in pinned if line and not line.startswith("#")):
        registry, pin = line.split()
        name, _, version = pin.partition("==")
        why = _npm(name, version) if registry == "npm" else _pip(pin)
        if why:
            peers.missing[name] = why
        else:
            peers.versions[name] = version
    if "inkjs" not in peers and "bink" in peers:
        del peers.versions["bink"]
        peers.missing["bink"] = "it plays what inkjs compiles, and inkjs is not there"
    return peers


def _npm(name: str, version: str) -> str:
    if not shutil.which("npm") or not shutil.which("node"):
        return "node and npm are not there"
    quiet = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
    node = FOLDER / "node"
    node.mkdir(exist_ok=True)
    return _ran(["npm", "install", *quiet, "--prefix", str(node), f"{name}@{version}"])


def _pip(pin: str) -> str:
    if not PYTHON.exists() and (why := _ran([sys.executable, "-m", "venv", str(FOLDER / "py")])):
        return why
    quiet = ("--quiet", "--disable-pip-version-check")
    return _ran([str(PYTHON), "-m", "pip", "install", *quiet, pin])


def _ran(command: list[str]) -> str:
    """Run a command; say in a line why it failed, if it did."""
    environment = {**os.environ, "NODE_NO_WARNINGS": "1"}
    try:
        done = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"{Path(command[0]).name} did not come to an end"
    return "" if done.returncode == 0 else f"{Path(command[0]).name} could not install it"
