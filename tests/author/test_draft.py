"""A draft: read again as its files are saved, with the place kept, and never closed by an error."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import author_desk as desk
import folders
import pytest
from work import calls

from engine.author.draft import Draft
from engine.author.start import Start
from engine.play import take, view
from engine.saves import NOWHERE, Saves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from engine.author.draft import Edition
    from engine.play import Playthrough


class Author:
    """Somebody who writes a story and plays it."""

    def __init__(self, tmp_path: Path, start: Start | None = None) -> None:
        self.home = folders.write(tmp_path)
        self.draft = Draft(self.home, Saves(NOWHERE), start or Start(), watched=True)
        book = self.draft.edition.book
        assert book is not None
        self.at: Playthrough = self.draft.begin(book)
        self.saves = 0

    def save(self, old: str, new: str, scene: str = "hall") -> Edition:
        file = self.home / "scenes" / f"{scene}.yaml"
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        self.saves += 1
        os.utime(file, ns=(0, self.saves))
        return self.look()

    def look(self) -> Edition:
        found = [edition for _ in range(3) if (edition := self.draft.look())]
        assert len(found) == 1
        return found[0]

    def carry(self, edition: Edition) -> tuple[str, ...]:
        assert edition.book is not None
        self.at, lost = self.draft.carry(self.at, edition.book)
        return lost

    @property
    def words(self) -> str:
        return " ".join(paragraph.text for paragraph in view(self.at).paragraphs)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author(tmp_path)


def test_a_save_shows_on_the_page_and_the_place_is_kept(author: Author) -> None:
    author.at = take(author.at, "light")
    edition = author.save("It is dark.", "It is pitch dark.")
    assert edition.news == "Read again: hall.yaml; no finding."
    assert author.carry(edition) == ()
    assert (author.at.number, author.words) == (2, "It is pitch dark.")
    assert author.draft.look() is None


def test_what_is_lost_or_changed_on_the_way_is_told(author: Author) -> None:
    author.at = take(author.at, "light")
    assert author.carry(author.save("lamps += 1", "lamps += 2")) == ("“Lamps” is now 3; it was 2.",)
    author.at = take(author.at, "open")
    lost = author.carry(author.save("id: open", "id: leave"))
    assert lost == ("The way you came is no longer in it, so this page is as it was kept.",)
    assert author.at.moment == "yard/snow"


def test_an_error_leaves_the_book_as_it_was_until_it_is_mended(author: Author) -> None:
    edition = author.save("goto: yard", "goto: yrad")
    assert (edition.book, edition.news) == (None, "Read again: hall.yaml; 1 error.")
    assert [finding.span.line for finding in edition.errors] == [20]
    assert author.draft.place(author.at).line == 20
    mended = author.save("goto: yrad", "goto: yard")
    assert mended.errors == ()
    author.carry(mended)
    assert author.draft.place(author.at).line == 6


def test_an_error_that_can_be_played_with_is_told_too(author: Author) -> None:
    edition = author.save("goto: yard", "goto: dark")
    assert edition.book is not None
    assert [finding.code.name for finding in edition.errors] == [
        "no-ending", "unreachable-scene",
    ]  # fmt: skip


@pytest.mark.parametrize("broken", ["", "scene: [", "\x00", "moments:\n" * 3, "- " * 30_000])
def test_a_half_written_file_is_told_and_read_again(author: Author, broken: str) -> None:
    file = author.home / "scenes" / "hall.yaml"
    whole = file.read_text()
    file.write_text(broken)
    assert author.look().errors
    file.write_text(whole)
    assert not author.look().errors


def test_a_folder_that_goes_and_comes_back_is_told(author: Author) -> None:
    author.at = take(author.at, "light")
    away = author.home.with_name("away")
    author.home.rename(away)
    edition = author.look()
    assert [finding.message for finding in edition.errors] == ["the folder hall does not exist"]
    assert author.draft.edit(author.draft.place(author.at)).endswith("is no longer there.")
    away.rename(author.home)
    author.carry(author.look())
    assert author.at.number == 2


def test_a_story_emptied_while_it_is_read_is_told(author: Author) -> None:
    shutil.rmtree(author.home / "scenes")
    assert author.look().errors
    (author.home / "story.yaml").unlink()
    assert author.look().errors


def test_a_new_scene_and_a_changed_source_are_noticed(author: Author) -> None:
    (author.home / "scenes" / "x.yaml").write_text("scene: x\n")
    assert author.look().errors
    (author.home / "scenes" / "x.yaml").unlink()
    author.look()
    letters = author.home / "seeds" / "letters.yaml"
    letters.write_text(letters.read_text().replace("It snowed.", "It snowed all day."))
    edition = author.look()
    assert edition.news == "Read again: letters.yaml; no finding."
    assert edition.library.sources["letters"].claims["snow"].says == "It snowed all day."


def test_a_save_is_read_when_it_is_over(author: Author) -> None:
    file = author.home / "scenes" / "hall.yaml"
    text = file.read_text()
    for step in range(3):
        file.write_text(text.replace("It is dark.", "It is dark" + "." * step))
        assert author.draft.look() is None
    assert author.look().changed == (str(file),)


def test_it_begins_again_where_its_author_asked_for(tmp_path: Path) -> None:
    author = Author(tmp_path, Start("hall/dark", ("lamps=2",)))
    author.at = take(author.at, "open")
    author.carry(author.save("There is snow.", "There is deep snow.", "yard"))
    assert author.words == "There is deep snow. Behind you the door stands open."
    assert [page.moment for page in author.at.pages()] == ["yard/snow", "hall/dark"]


def test_it_begins_at_the_start_where_the_place_asked_for_is_gone(tmp_path: Path) -> None:
    author = Author(tmp_path, Start("hall/dark"))
    author.home.joinpath("story.yaml").write_text(
        author.home.joinpath("story.yaml").read_text().replace("start: hall", "start: yard")
    )
    edition = author.save("dark", "gloom")
    assert edition.book is not None
    assert author.draft.begin(edition.book).moment == "yard/snow"


def test_only_what_has_changed_is_read_again(author: Author) -> None:
    for number in range(40):
        text = folders.dedent(folders.YARD).replace("scene: yard", f"scene: y{number}")
        (author.home / "scenes" / f"y{number}.yaml").write_text(text)
    author.look()
    first = calls(lambda: Draft(author.home, author.draft.saves, Start()))
    file = author.home / "scenes" / "hall.yaml"
    file.write_text(file.read_text().replace("It is dark.", "It is black."))
    assert calls(author.look) < first / 2


def test_a_playthrough_is_written_down_and_plays_again(author: Author) -> None:
    author.at = take(take(author.at, "light"), "open")
    told = author.draft.record(author.at)
    file = author.home / "playthroughs" / "out.yaml"
    assert told == f"Written to {file}: engine replay plays it again."
    assert [line for line in file.read_text().splitlines() if line.startswith("  - ")] == [
        "  - expect: {moment: hall/dark}  # The hall",
        "  - light",
        "  - open",
        "  - expect: {moment: yard/snow}  # The yard",
        "  - expect: {ending: out}  # Out",
    ]
    assert author.draft.record(author.at).startswith(f"Written to {file.with_name('out-2.yaml')}")


def test_a_playthrough_that_began_elsewhere_is_written_with_its_beginning(
    tmp_path: Path,
) -> None:
    author = Author(tmp_path, Start("hall", ("lamps=2",)))
    author.at = take(author.at, "open")
    assert author.draft.record(author.at).startswith("Written to ")
    text = (author.home / "playthroughs" / "out.yaml").read_text()
    assert "seed: 0\nat: hall\nset:\n  lamps: 2\nsteps:\n" in text
    assert desk.run("replay", ".", cwd=author.home).out.startswith("passed ")


def test_a_playthrough_that_cannot_be_played_again_is_not_written(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.at = take(take(author.at, "light"), "open")
    author.carry(author.save("id: open", "id: leave"))
    assert author.draft.record(author.at).startswith("This way through the story is no longer")
    assert not (author.home / "playthroughs").exists()


def test_a_disk_that_cannot_be_written_is_told(author: Author) -> None:
    (author.home / "playthroughs").write_text("in the way")
    assert author.draft.record(author.at).startswith("This playthrough could not be written: ")


def test_the_terminal_is_lent_to_an_editor_that_takes_it(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    lent = []

    @contextmanager
    def lend() -> Iterator[None]:
        lent.append("taken")
        yield
        lent.append("back")

    monkeypatch.setenv("VISUAL", f"{sys.executable} -c pass")
    assert author.draft.edit(author.draft.place(author.at), lend) == ""
    assert lent == ["taken", "back"]
    monkeypatch.setenv("VISUAL", "/none/code")
    assert author.draft.edit(author.draft.place(author.at), lend) == (
        "/none/code could not be opened: No such file or directory."
    )
    assert len(lent) == 2
