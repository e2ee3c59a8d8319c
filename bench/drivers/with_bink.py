"""bink, given the jobs of `driving.py`; it plays what inkjs has compiled."""

from __future__ import annotations

import sys
from pathlib import Path

from bink.story import Story
from driving import UNDONE, drive, written


class Bink:
    """A story of bink's."""

    deepest = UNDONE
    undoes = False

    def __init__(self) -> None:
        self._story: Story
        self._text = ""
        self._kept: list[tuple[str, str]] = []

    def load(self, path: str) -> None:
        """From compiled Ink."""
        self._story = Story(Path(path).read_text("utf-8-sig"))
        self._text = self._story.continue_maximally()

    def page(self) -> tuple[str, list[str]]:
        """The page's words."""
        return self._text[:-1], list(self._story.get_current_choices())

    def choose(self, number: int) -> None:
        """Take a choice; what an undo needs is kept, where one is asked for."""
        if self.undoes:
            self._kept = [*self._kept[-UNDONE:], (self._story.save_state(), self._text)]
        self._story.choose_choice_index(number)
        self._text = self._story.continue_maximally()

    def restart(self) -> None:
        """Begin again."""
        self._story.reset_state()
        self._text = self._story.continue_maximally()

    def keep(self, path: str) -> None:
        """The state, which holds the choices; the words are those last told."""
        written(path, self._story.save_state())

    def restore(self, path: str) -> None:
        """The state, from its file."""
        self._story.load_state(Path(path).read_text("utf-8"))

    def undo(self) -> None:
        """It has none: a state is kept before each choice, and taken up again."""
        state, self._text = self._kept.pop()
        self._story.load_state(state)


if __name__ == "__main__":
    drive(Bink(), sys.argv[1:])
