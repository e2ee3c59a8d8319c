"""A stranger's book in a real terminal: nothing but its words reaches the screen."""

from __future__ import annotations

import os
import pty
import re
import signal
import sys
import termios
from pathlib import Path

import folders
import pytest
from terminal import Terminal

from engine.app.terminal import USUAL, give_size

ROOT = Path(__file__).resolve().parents[2]
MARKUP = r"[@click=app.quit]x[/] [sic] [/] [link=http://x]y[/link] \x1b]52;c;aGk=\x07 \e[2J"
STRING = re.compile(rb"\x1b[\]P^_X]([^\x07\x1b]*)")
"""What a terminal takes as a string: titles, links, the clipboard, and a device's own."""
KEYS = ("\r", "1", "1", "2", "n", "\x1b", "h", "\x1b", "/", "snow", "\x1b", "\x1b", "w", "\r", "r")


def evil(name: str) -> str:
    """A file of the small story, with markup and written-out sequences in all its words."""
    text = folders.FILES[name]
    for words in (
        "A hall with a door.",
        "It is dark.",
        "Light a lamp.",
        "The hall",
        "There is snow.",
    ):
        text = text.replace(words, f"'{words} {MARKUP}'")
    quoted = f"'{MARKUP}'"
    return text.replace("It snowed.", quoted).replace("You cannot see the door.", quoted)


def reader(story: Path, home: Path) -> Terminal:
    """The reader of a story, in a terminal of 80 by 24; what it keeps lies beside its home."""
    kept = {f"MARGINALIA_{name}": f"{home}-kept" for name in ("DATA", "CACHE", "CONFIG")}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), **kept}
    return Terminal(
        [sys.executable, "-m", "engine", "play", str(story)], home, environment, (80, 24)
    )


def played(folder: Path, *, hostile: bool) -> tuple[bytes, dict[str, bytes]]:
    """What a terminal is sent while a book is played to its end, and the files left behind."""
    home = folder / "home"
    home.mkdir(parents=True)
    changed = {
        "hall": "scenes/hall.yaml",
        "yard": "scenes/yard.yaml",
        "letters": "seeds/letters.yaml",
    }
    story = folders.write(folder, **{k: evil(v) for k, v in changed.items()} if hostile else {})
    with reader(story, home) as terminal:
        terminal.wait_for("Begin")
        terminal.settle()
        for keys in KEYS:
            terminal.press(keys)
            terminal.settle()
        assert terminal.leave() == 0
    return terminal.written, {path.name: path.read_bytes() for path in home.rglob("*")}


def test_a_hostile_book_played_to_its_end_leaves_the_terminal_and_the_files_alone(
    tmp_path: Path,
) -> None:
    good, _ = played(tmp_path / "good", hostile=False)
    bad, files = played(tmp_path / "bad", hostile=True)
    assert b"An ending" in good
    assert b"An ending" in bad
    assert b"[sic]" in bad
    assert b"]52;c;aGk=" in bad  # its letters, and no sequence
    assert set(STRING.findall(bad)) <= set(STRING.findall(good))
    assert list(files) == ["hall-transcript.html"]
    assert b'<a href="http' not in files["hall-transcript.html"]


@pytest.mark.parametrize(("size", "given"), [((0, 0), USUAL), ((40, 120), (40, 120))])
def test_a_terminal_without_a_size_is_given_one(
    size: tuple[int, int], given: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, inside = pty.openpty()
    termios.tcsetwinsize(inside, size)
    with os.fdopen(inside, "w") as stdout:
        monkeypatch.setattr(sys, "__stdout__", stdout)
        give_size()
        assert termios.tcgetwinsize(inside) == given


def test_the_reader_leaves_when_its_terminal_is_closed(tmp_path: Path) -> None:
    story = folders.write(tmp_path)
    with reader(story, tmp_path) as terminal:
        terminal.wait_for("Begin")
        terminal.close()
        terminal.end()


def test_a_reader_who_went_to_the_shell_comes_back_to_the_whole_page(tmp_path: Path) -> None:
    story = folders.write(tmp_path)
    with reader(story, tmp_path) as terminal:
        terminal.wait_for("Begin")
        terminal.settle()
        terminal.press("\x1a")
        os.waitid(os.P_PID, terminal.program.pid, os.WSTOPPED)
        terminal.settle()
        before = len(terminal.written)
        os.kill(terminal.program.pid, signal.SIGCONT)
        while b"Begin" not in terminal.written[before:]:
            terminal.settle()
        assert terminal.leave() == 0
