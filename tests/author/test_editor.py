"""Opening a place in the author's own editor: no shell, and each editor in its own words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.author import editor
from engine.author.editor import editor_at
from engine.author.refusal import CannotError
from engine.document.span import Span

FILE = str(Path("-hall.yaml").absolute())


@pytest.mark.parametrize(
    ("named", "words", "in_terminal"),
    [
        ("vi", ["vi", "+31", FILE], True),
        ("/usr/bin/nvim -u NONE", ["/usr/bin/nvim", "-u", "NONE", "+31", FILE], True),
        ("nano", ["nano", "+31,11", FILE], True),
        ("emacs -nw", ["emacs", "-nw", "+31:11", FILE], True),
        ("hx", ["hx", f"{FILE}:31:11"], True),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:31:11"], False),
        ("'/opt/My Editors/subl'", ["/opt/My Editors/subl", f"{FILE}:31:11"], False),
        ("kate", ["kate", "-l", "31", "-c", "11", FILE], False),
        ("strange; rm -rf x", ["strange;", "rm", "-rf", "x", FILE], True),
    ],
)
def test_each_editor_is_told_the_line_as_it_takes_it(
    named: str, words: list[str], *, in_terminal: bool
) -> None:
    found = editor_at(Span("-hall.yaml", 31, 11, 31, 15), {"EDITOR": named})
    assert (list(found.words), found.in_terminal) == (words, in_terminal)


def test_visual_goes_before_editor_and_an_empty_one_is_none() -> None:
    place = Span("hall.yaml", 3)
    assert editor_at(place, {"VISUAL": "hx", "EDITOR": "vi"}).words[0] == "hx"
    assert editor_at(place, {"VISUAL": " ", "EDITOR": "vi"}).words[0] == "vi"


def test_where_none_is_named_one_at_hand_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor.shutil, "which", lambda name: name if name == "vi" else None)
    assert editor_at(Span("hall.yaml"), {}).words[0] == "vi"
    monkeypatch.setattr(editor.shutil, "which", lambda _: None)
    with pytest.raises(CannotError, match="set VISUAL or EDITOR"):
        editor_at(Span("hall.yaml"), {})


def test_an_editor_that_cannot_be_read_is_told() -> None:
    with pytest.raises(CannotError, match="cannot be read"):
        editor_at(Span("hall.yaml"), {"EDITOR": "vi 'unclosed"})


def test_it_is_waited_for_and_told_where_it_is_not_there(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "edit.py"
    script.write_text(f"import sys, pathlib\npathlib.Path({str(seen)!r}).write_text(sys.argv[1])\n")
    found = editor_at(Span(FILE), {"EDITOR": f"{sys.executable} {script}"})
    assert found.open() == ""
    assert seen.read_text() == FILE
    missing = editor_at(Span(FILE), {"EDITOR": str(tmp_path / "none")})
    assert missing.open() == f"{tmp_path / 'none'} could not be opened: No such file or directory."
