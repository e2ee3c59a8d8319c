"""What a reader has met, and what is written of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import archive
import bibtexparser
import pytest

from engine.record import export
from engine.record import notebook as notes
from engine.record.notebook import notebook

if TYPE_CHECKING:
    from pathlib import Path

    from engine.record.notebook import Notebook


def whole(small: archive.Archive, *opened: str) -> Notebook:
    return notebook(archive.played(small.book, *archive.TO_THE_END), small.library, opened)


def names(book: Notebook) -> list[str]:
    return [note.claim.id for note in book.notes]


def test_every_claim_shown_is_noted_in_order_with_where(small: archive.Archive) -> None:
    book = whole(small)
    assert names(book) == ["letters/frost", "pamphlet/no-oil", "pamphlet/no-snow", "letters/snow"]
    assert [note.number for note in book.notes] == [1, 2, 3, 4]
    frost, oil, snow, _ = book.notes
    assert [(s.page, s.moment, s.title) for s in frost.sightings] == [
        (1, "hall/dark", "The hall"),
        (2, "hall/dark", "The hall"),
    ]
    assert oil.sightings[0].choice == "Light a lamp."
    assert [(s.page, s.heading) for s in snow.sightings] == [(3, "Behind what you chose")]


def test_what_a_choice_would_give_away_is_not_noted_before_it_is_taken(
    small: archive.Archive,
) -> None:
    book = notebook(archive.played(small.book, "light"), small.library)
    assert names(book) == ["letters/frost", "pamphlet/no-oil"]


def test_what_was_opened_is_marked_and_stays_from_one_reading_to_the_next(
    small: archive.Archive,
) -> None:
    at = archive.played(small.book)
    book = notebook(at, small.library, ["letters/snow", "letters/frost", "gone/claim"])
    assert names(book) == ["letters/frost", "pamphlet/no-oil", "letters/snow"]
    assert [note.opened for note in book.notes] == [True, False, True]
    assert book.notes[-1].sightings == ()
    assert names(notes.opened_only(book)) == ["letters/frost", "letters/snow"]
    assert (book.met, book.opened) == (2, 2)


def test_a_notebook_is_filtered_by_source_and_by_person(small: archive.Archive) -> None:
    book = whole(small)
    assert names(notes.of_source(book, "letters")) == ["letters/frost", "letters/snow"]
    assert "letters/frost" in names(notes.of_source(book, "pamphlet"))
    assert names(notes.of_person(book, "anna")) == ["letters/frost", "pamphlet/no-snow"]
    assert [person.id for person in notes.people(book, small.library)] == ["muravev", "anna"]
    assert [note.number for note in notes.of_person(book, "anna").notes] == [1, 3]
    assert [work.id for work in book.sources] == ["letters", "pamphlet"]


def test_markdown_has_numbered_notes_and_a_bibliography(small: archive.Archive) -> None:
    text = export.markdown(whole(small, "letters/snow"), small.library)
    assert text.startswith("# Notebook: The Hall\n\n4 claims of the record, 1 opened.\n")
    assert (
        "\n## The hall, a night in January (about 15 January 1918 Old Style, 28 January New Style)"
        "\n\n- It froze hard that night.[^1]\n"
        "  - S1-001; Anna Orlova; 15 January 1918 Old Style, 28 January New Style; "
        "document, by way of a polemic.\n"
        "  - Page 1, The hall: makes it likelier. The same night.\n"
    ) in text
    assert "  - Page 1, The hall: makes it less likely, of the choice “Light a lamp.”.\n" in text
    assert "  - The editor: Disputed. Nobody else says so.\n" in text
    assert (
        "  - It reached us only to be denied.\n  - In conflict: The weather.\n  - Opened.\n" in text
    )
    bibliography = text.partition("\n## Bibliography\n\n")[2]
    assert bibliography.startswith("- Orlova, Anna and others, *Letters \\& Bills")
    for number in range(1, 5):
        assert text.count(f"[^{number}]\n") == 1
        assert text.count(f"\n[^{number}]: ") == 1


def test_nothing_that_a_source_says_is_markup(small: archive.Archive) -> None:
    from dataclasses import replace  # noqa: PLC0415

    letters = small.library.sources["letters"]
    evil = replace(letters.claims["frost"], says="1. <b>x</b> *y* [z](u)\n# h \x1b[2J \u202e")
    library = replace(
        small.library,
        sources={**small.library.sources, "letters": replace(letters, claims={"frost": evil})},
    )
    text = export.markdown(notebook(archive.played(small.book), library), library)
    assert "- 1\\. \\<b\\>x\\</b\\> \\*y\\* \\[z\\](u) \\# h �\\[2J �[^1]\n" in text


def test_an_empty_notebook_is_written_as_well(small: archive.Archive) -> None:
    empty = notes.of_person(whole(small), "nobody")
    assert export.markdown(empty, small.library) == (
        "# Notebook: The Hall\n\n0 claims of the record, 0 opened.\n"
    )
    assert json.loads(export.as_csl_json(empty, small.library)) == []
    assert export.as_bibtex(empty, small.library) == ""


def test_a_notebook_is_written_in_three_forms_and_never_over_a_file(
    small: archive.Archive, tmp_path: Path
) -> None:
    book = whole(small)
    (tmp_path / "notes.md").write_text("mine")
    written = export.save(tmp_path / "notes.md", book, small.library)
    assert written == tmp_path / "notes-2.md"
    assert (tmp_path / "notes.md").read_text() == "mine"
    assert written.read_text("utf-8") == export.markdown(book, small.library)
    items = json.loads(export.save(tmp_path / "notes.json", book, small.library).read_text())
    assert [item["id"] for item in items] == ["letters", "pamphlet"]
    bib = export.save(tmp_path / "notes.BIB", book, small.library).read_text("utf-8")
    assert [e.key for e in bibtexparser.parse_string(bib).entries] == ["letters", "pamphlet"]
    assert not [p.name for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_what_cannot_be_written_leaves_nothing_behind(
    small: archive.Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = whole(small)
    with pytest.raises(ValueError, match=r"written as \.md, \.json, \.bib, not as notes\.doc"):
        export.save(tmp_path / "notes.doc", book, small.library)
    with pytest.raises(FileNotFoundError):
        export.save(tmp_path / "missing" / "notes.md", book, small.library)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("engine.document.writing.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        export.save(tmp_path / "notes.md", book, small.library)
    assert sorted(tmp_path.iterdir()) == before


def test_the_dates_follow_the_calendar_that_was_chosen(small: archive.Archive) -> None:
    read = archive.played(small.book, *archive.TO_THE_END)
    book = notebook(read, small.library, new_first=True)
    written = export.markdown(book, small.library)
    assert written.count("28 January 1918 New Style, 15 January Old Style") == 2
    assert "January Old Style, " not in written
