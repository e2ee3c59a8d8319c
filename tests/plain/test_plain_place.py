"""Where the place is kept in plain mode, and how a reading ends."""

from __future__ import annotations

import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import depot as books
import pytest

from engine.plain import play
from engine.play import begin, make_book, take
from engine.saves import SaveError, Saves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.play import Playthrough

QUESTION = "Press Enter to go on, type 2 to begin anew, or q to leave.\n"


def page_kept(path: Path, depot: books.Depot) -> Playthrough | None:
    with Saves(path) as saves:
        found = saves.resume(depot.book)
    return found.playthrough if found else None


def test_a_terminal_keeps_each_page(depot: books.Depot, path: Path, saves: Saves) -> None:
    printed = books.typed(depot, "3\n", saves)
    assert printed.endswith("The input has ended.\nYour place is kept, at page 2.\n")
    kept = page_kept(path, depot)
    assert kept is not None
    assert kept.moment == "platform/points"


def test_quitting_says_that_the_place_is_kept(depot: books.Depot, saves: Saves) -> None:
    assert books.typed(depot, "3\nq\n", saves).endswith("Your place is kept, at page 2.\n")
    assert books.typed(depot, "q\n").endswith("No place is kept of this reading.\n")


def test_the_next_start_offers_to_go_on(depot: books.Depot, saves: Saves) -> None:
    books.typed(depot, "3\n", saves)
    printed = books.typed(depot, "what\n\n", saves)
    assert printed.count(QUESTION) == 2
    assert "The Depot\nYou were at page 2: The platform.\n" in printed
    assert "The points groan and give.\n" in printed
    assert "by A. Writer" not in printed


def test_the_next_start_may_begin_anew(depot: books.Depot, path: Path, saves: Saves) -> None:
    books.typed(depot, "3\n", saves)
    assert "by A. Writer" in books.typed(depot, "2\n", saves)
    kept = page_kept(path, depot)
    assert kept is not None
    assert kept.number == 1


def test_leaving_at_the_question_changes_nothing(
    depot: books.Depot, path: Path, saves: Saves
) -> None:
    books.typed(depot, "3\n", saves)
    assert books.typed(depot, "q\n", saves).endswith(QUESTION + "Your turn: \n")
    kept = page_kept(path, depot)
    assert kept is not None
    assert kept.number == 2


def test_beginning_anew_may_be_asked_for(depot: books.Depot, saves: Saves) -> None:
    books.typed(depot, "3\n", saves)
    assert QUESTION not in books.typed(depot, "", saves, fresh=True)


def test_a_pipe_neither_reads_nor_moves_the_place(
    depot: books.Depot, path: Path, saves: Saves
) -> None:
    books.typed(depot, "3\n", saves)
    before = page_kept(path, depot)
    printed = books.piped(depot, "1\n", saves)
    assert printed == books.piped(depot, "1\n")
    assert printed.endswith(
        "The input has ended.\n"
        "No place is kept of this reading: its choices come from a pipe or a\nfile.\n"
    )
    assert page_kept(path, depot) == before


def test_a_pipe_goes_on_from_the_place_when_asked(
    depot: books.Depot, path: Path, saves: Saves
) -> None:
    assert "by A. Writer" in books.piped(depot, "3\n", saves, fresh=False)
    printed = books.piped(depot, "\n", saves, fresh=False)
    assert "by A. Writer" not in printed
    assert "The end: Dawn" in printed
    kept = page_kept(path, depot)
    assert kept is not None
    assert kept.number == 3


def test_what_an_edit_changed_is_told(depot: books.Depot, saves: Saves, tmp_path: Path) -> None:
    books.typed(depot, "3\n", saves)
    scene = tmp_path / "story" / "depot" / "scenes" / "platform.yaml"
    text = scene.read_text("utf-8")
    scene.write_text(text.replace("id: ask", "id: beg"), "utf-8")
    from engine.load import load  # noqa: PLC0415

    story = load(scene.parent.parent).story
    assert story is not None
    printed = books.typed(books.Depot(make_book(story), depot.library), "\n", saves)
    assert "The story has been edited since you were last here.\n" in printed


class Broken(Saves):
    """Saves on a disk that is full."""

    def keep(self, playthrough: Playthrough, slot: str = "auto") -> None:  # noqa: ARG002
        raise SaveError("The disk is full.")


def test_a_place_moves_only_when_the_reader_does(
    depot: books.Depot, path: Path, saves: Saves
) -> None:
    books.typed(depot, "3\n", saves)
    saves.close()
    before = path.read_bytes()
    books.typed(depot, "\nr\n", saves)
    saves.close()
    assert path.read_bytes() == before


def test_trouble_with_the_saves_is_told_once_and_the_story_goes_on(
    depot: books.Depot, path: Path
) -> None:
    printed = books.typed(depot, "3\n\nq\n", Broken(path))
    told, _, farewell = printed.rpartition("Your turn: ")
    assert told.count("The disk is full.\n") == 1
    assert "The end: Dawn" in told
    assert farewell == "Your place is not kept. The disk is full.\n"


def test_a_damaged_file_of_saves_is_told(depot: books.Depot, path: Path, saves: Saves) -> None:
    path.parent.mkdir()
    path.write_bytes(b"garbage" * 100)
    printed = books.typed(depot, "", saves)
    assert printed.startswith("The file of saves was damaged.")


def test_an_author_may_begin_anywhere(depot: books.Depot) -> None:
    out = io.StringIO()
    start = take(begin(depot.book, 1), "order")
    play(*depot, seed=1, stdin=io.StringIO("\n"), stdout=out, start=start)
    assert "Frost" not in out.getvalue()
    assert "The end: Dawn" in out.getvalue()


def test_interrupting_keeps_the_place(depot: books.Depot, saves: Saves) -> None:
    class Interrupted(books.Terminal):
        def readline(self, _size: int | None = -1, /) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    out = books.Terminal()
    assert play(*depot, seed=1, stdin=Interrupted(), stdout=out, saves=saves) == 130
    assert out.getvalue().endswith("\nYour place is kept, at page 1.\n")


def test_undecodable_input_is_wrong_input(depot: books.Depot) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"\xff\xfe\n3\n\n"), encoding="utf-8")
    out = io.StringIO()
    assert play(*depot, seed=1, stdin=stdin, stdout=out) == 0
    assert "The end: Dawn" in out.getvalue()


def test_an_output_without_unicode_is_spelt(depot: books.Depot) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    story = replace(depot.book.story, title="‘The Café’ – 5 № —")
    assert play(make_book(story), depot.library, seed=1, stdin=io.StringIO(), stdout=out) == 0
    assert raw.getvalue().decode("ascii").startswith("'The Cafe' - 5 No --\n")


def command(tmp_path: Path) -> list[str]:
    return [sys.executable, str(Path(__file__).with_name("reader.py")), str(tmp_path)]


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def run(tmp_path: Path, shell: str) -> subprocess.CompletedProcess[str]:
    reader = " ".join(f"'{word}'" for word in command(tmp_path))
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell.replace("READER", reader)],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
        timeout=20,
    )


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    done = run(tmp_path, "yes r | READER | head -1")
    assert (done.returncode, done.stdout, done.stderr) == (141, "The Depot\n", "")


def test_a_full_output_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "echo 1 | READER > /dev/full")
    assert done.returncode == 2
    assert done.stderr == "engine: the output cannot be written: No space left on device\n"


def test_an_endless_line_is_wrong_input(tmp_path: Path) -> None:
    done = run(tmp_path, "(head -c 30000000 /dev/zero; printf '\\n3\\n\\n') | READER")
    assert done.returncode == 0
    assert "The end: Dawn" in done.stdout


class Screen:
    """A real terminal with a reader in it."""

    def __init__(self, tmp_path: Path) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            command(tmp_path), stdin=slave, stdout=slave, stderr=slave, env=ENVIRONMENT,
            start_new_session=True, preexec_fn=_own_terminal,  # noqa: PLW1509
        )  # fmt: skip
        os.close(slave)
        self.shown = ""

    def until(self, words: str) -> None:
        end = time.monotonic() + 15
        while words not in self.shown:
            assert time.monotonic() < end, self.shown
            if select.select([self.master], [], [], 0.1)[0]:
                self.shown += os.read(self.master, 65536).decode()

    def type(self, keys: bytes) -> None:
        self.shown = ""
        os.write(self.master, keys)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)


def _own_terminal() -> None:
    import fcntl  # noqa: PLC0415
    import termios  # noqa: PLC0415

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    opened = Screen(tmp_path)
    yield opened
    opened.close()


def test_killed_on_a_terminal_it_offers_that_very_page(screen: Screen, tmp_path: Path) -> None:
    screen.until("Your turn: ")
    screen.type(b"3\n")
    screen.until("The points groan")
    screen.process.send_signal(signal.SIGKILL)
    screen.process.wait()
    again = Screen(tmp_path)
    again.until("You were at page 2")
    again.type(b"\n")
    again.until("The points groan and give.")
    again.close()


def test_ctrl_c_keeps_the_place(screen: Screen) -> None:
    screen.until("Your turn: ")
    screen.type(b"\x03")
    screen.until("Your place is kept, at page 1.")
    assert screen.process.wait() == 130


def test_ctrl_d_keeps_the_place(screen: Screen) -> None:
    screen.until("Your turn: ")
    screen.type(b"\x04")
    screen.until("The input has ended.")
    assert screen.process.wait() == 0
