"""An author's reading as lines: what is behind a page, and what a save has changed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import folders
import pytest

from engine.author.draft import Draft
from engine.author.start import Start
from engine.plain import play_draft
from engine.saves import NOWHERE, Saves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Typed(io.StringIO):
    """Lines typed one after the other; between two of them something may be done."""

    def __init__(self, lines: Iterator[str | Callable[[], None]]) -> None:
        super().__init__()
        self._lines = lines

    def readline(self, _size: int = -1) -> str:
        for step in self._lines:
            if isinstance(step, str):
                return f"{step}\n"
            step()
        return ""


def read(draft: Draft, *steps: str | Callable[[], None]) -> str:
    out = io.StringIO()
    assert play_draft(draft, stdin=Typed(iter(steps)), stdout=out) == 0
    return " ".join(out.getvalue().split())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return folders.write(tmp_path)


def test_it_begins_where_it_was_asked_to(home: Path) -> None:
    told = read(Draft(home, Saves(NOWHERE), Start("yard", ("door=open",))), "q")
    assert "Behind you the door stands open." in told
    assert "No place is kept of this reading: it is a draft" in told


def test_what_is_behind_a_page_is_told_in_sentences(home: Path) -> None:
    told = read(Draft(home, Saves(NOWHERE), Start()), "1", "i", "inspect")
    assert (
        "The choice open is offered; requires lamps >= 2 holds, for lamps is 2;"
        " it does door = open; it goes to yard/snow."
    ) in told
    assert "lamps is 2; it was 1 before the last choice." in told
    assert told.count("Visits: hall 1, hall/dark 2.") == 2


def test_a_save_is_told_as_a_line_and_the_page_is_read_again(home: Path) -> None:
    draft = Draft(home, Saves(NOWHERE), Start(), watched=True)
    file = home / "scenes" / "hall.yaml"

    def save(old: str, new: str) -> Callable[[], None]:
        def saving() -> None:
            file.write_text(file.read_text().replace(old, new))
            assert draft.look() is None

        return saving

    told = read(
        draft,
        "1",
        save("It is dark.", "It is pitch dark."), "?",
        save("goto: yard", "goto: yarrd"), "?", "x", "1",
        save("goto: yarrd", "goto: yard"), "?", "2",
    )  # fmt: skip
    assert "Read again: hall.yaml; no finding." in told
    assert "It is pitch dark." in told
    assert "hall.yaml, line 20, column 15: no scene, and no moment of this scene" in told
    assert "It cannot be played so: the page stays as it was." in told
    assert told.count("error E0203") == 2
    assert "There is snow." in told


def test_a_playthrough_is_written_and_an_editor_that_is_not_there_told(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/none/vi")
    told = read(Draft(home, Saves(NOWHERE), Start()), "1", "golden", "e")
    assert "hall-dark.yaml: engine replay plays it again." in told
    assert "/none/vi could not be opened: No such file or directory." in told


def test_help_tells_an_author_what_can_be_typed(home: Path) -> None:
    told = read(Draft(home, Saves(NOWHERE), Start()), "?", "x")
    assert "golden: write this playthrough down as a golden one." in told
    assert "q or quit: leave." in told
    assert "Nothing is wrong with the story." in told
