"""Bardic, given the jobs of `driving.py`; it plays what `bardic compile` has made."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from bardic.cli.lint import lint_file
from bardic.runtime.engine import BardEngine
from driving import EDITS, drive, written


class Bardic:
    """An engine of Bardic's."""

    deepest = 50
    undoes = False

    def __init__(self) -> None:
        self._story: dict
        self._engine: BardEngine

    def load(self, path: str) -> None:
        """From compiled Bardic."""
        self._story = json.loads(Path(path).read_text("utf-8"))
        self.restart()

    def page(self) -> tuple[str, list[str]]:
        """The page's words."""
        output = self._engine.current()
        return output.content.strip().replace("\n\n", "\n"), [
            choice["text"] for choice in output.choices
        ]

    def choose(self, number: int) -> None:
        """Take a choice."""
        self._engine.choose(number)

    def restart(self) -> None:
        """A new engine on the same story."""
        self._engine = BardEngine(self._story)

    def keep(self, path: str) -> None:
        """Its own state, as JSON."""
        written(path, json.dumps(self._engine.save_state()))

    def restore(self, path: str) -> None:
        """The state, from its file."""
        self._engine.load_state(json.loads(Path(path).read_text("utf-8")))

    def undo(self) -> None:
        """Its own undo."""
        if not self._engine.undo():
            raise AssertionError("there is nothing to undo")


def recheck(path: str) -> dict:
    """Lint, then edit one passage and lint again, some times: it remembers nothing."""
    text, runs = Path(path).read_text("utf-8"), []
    with tempfile.TemporaryDirectory() as folder:
        edited = Path(folder, "story.bard")
        edited.write_text(text, "utf-8")
        lint_file(str(edited), no_plugins=True)
        for number in range(EDITS):
            edited.write_text(text.replace("sacks left", f"bags left {number}", 1), "utf-8")
            begun = time.perf_counter()
            lint_file(str(edited), no_plugins=True)
            runs.append(time.perf_counter() - begun)
    return {"runs": runs}


if __name__ == "__main__":
    drive(Bardic(), sys.argv[1:], recheck=recheck)
