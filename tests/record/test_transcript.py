"""A playthrough written down: every page, every choice, a note for every citation."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import archive
import folders
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from engine.record import transcript
from engine.record.transcript.document import Document, Leaf, Mark, Note, Paragraph, Part, Words
from engine.record.transcript.transcribe import _apart

EVIL = "<script>x</script> [a](http://x) <b onclick=y> `c` ![i](j) # *h* \x1b]52;c;aGk=\x07\u202e"
TEXT = st.text(max_size=40)
WORDS = st.builds(Words, TEXT, st.booleans(), st.booleans())
PIECES = st.lists(st.one_of(WORDS, st.builds(Mark, st.just(1))), max_size=5).map(tuple)
PARAGRAPHS = st.builds(Paragraph, PIECES, st.sampled_from(["prose", "quote"]))
PARTS = st.builds(
    Part, st.sampled_from(["claim", "voice", "editor", "place"]), st.tuples(WORDS, WORDS)
)
NOTES = st.builds(Note, st.just(1), st.tuples(PARTS)).map(lambda note: (note,))
LEAVES = st.builds(
    Leaf,
    st.just(1),
    st.lists(PARAGRAPHS, max_size=3).map(tuple),
    TEXT,
    heading=TEXT,
    place=TEXT,
    remark=TEXT,
    ending=st.none() | st.tuples(TEXT, TEXT),
    choice=PIECES,
    notes=NOTES,
)
DOCUMENTS = st.builds(
    Document,
    TEXT,
    TEXT,
    st.tuples(TEXT),
    st.tuples(LEAVES),
    st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
)


def told(*paragraphs: Paragraph, title: str = "T", heading: str = "") -> Document:
    return Document(title, "", (), (Leaf(1, paragraphs, "", heading),), ())


def written(small: archive.Archive) -> Document:
    return transcript.transcribe(archive.played(small.book, *archive.TO_THE_END), small.library)


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.targets: set[str] = set()
        self.ids: set[str] = set()
        self.said = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name in ("href", "src"):
                self.targets.add(str(value))
            if name == "id":
                self.ids.add(str(value))

    def handle_data(self, data: str) -> None:
        self.said += data


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_transcript_holds_pages_choices_notes_and_works(
    small: archive.Archive, form: str
) -> None:
    name = f"transcript.{form.replace('markdown', 'md')}"
    style = (Path(transcript.__file__).parent / "page.css").read_text("utf-8")
    expected = Path(__file__).with_name(name).read_text("utf-8")
    expected = expected.replace("<style>\n", f"<style>\n{style}")
    assert getattr(transcript, form)(written(small)) == expected


def test_marks_side_by_side_are_not_read_as_one_number() -> None:
    pieces = _apart((Words("It froze."), Mark(6), Mark(7), Words(" So."), Mark(8)))
    document = told(Paragraph(pieces))
    assert "It froze.6, 7 So.8" in Page(transcript.html(document)).said
    assert "It froze.[^6], [^7] So.[^8]" in transcript.markdown(document)


def test_a_claim_cited_again_refers_to_its_first_note(small: archive.Archive) -> None:
    notes = [
        " ".join("".join(words.text for words in part.pieces) for part in note.parts)
        for leaf in written(small).leaves
        for note in leaf.notes
    ]
    again = [note for note in notes if note.startswith("As note 1.")]
    assert again == ["As note 1. Makes it likelier, at the same time. The same night."]


def test_every_mark_of_the_page_leads_to_its_note_and_back(small: archive.Archive) -> None:
    document = written(small)
    page = Page(transcript.html(document))
    notes = {note.number for leaf in document.leaves for note in leaf.notes}
    marked = notes - {number for leaf in document.leaves for number in leaf.loose}
    assert marked
    assert marked < notes
    assert {f"note-{n}" for n in notes} <= page.ids
    assert page.targets == {f"#note-{n}" for n in marked} | {f"#mark-{n}" for n in marked}
    assert {target.removeprefix("#") for target in page.targets} <= page.ids


def test_the_record_of_a_page_stands_with_that_page(small: archive.Archive) -> None:
    document = written(small)
    pages = transcript.html(document).split("<section id=")[1:]
    for page, leaf in zip(pages, document.leaves, strict=True):
        assert page.startswith(f'"page-{leaf.number}">')
        for note in leaf.notes:
            assert f'id="note-{note.number}"' in page


@given(document=DOCUMENTS)
def test_whatever_the_words_a_page_holds_nothing_but_words(document: Document) -> None:
    page = Page(transcript.html(document))
    assert not page.tags & {"script", "img", "iframe", "object", "link", "b"}
    assert page.targets <= {"#note-1", "#mark-1"}


@given(document=DOCUMENTS)
def test_whatever_the_words_markdown_holds_nothing_but_words(document: Document) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    for token in parser.parse(transcript.markdown(document)):
        for part in (token, *(token.children or ())):
            assert part.type not in {
                *("html_block", "html_inline", "link_open", "image", "code_inline"),
                *("code_block", "fence", "table_open", "hr", "ordered_list_open"),
            }


def test_a_hostile_page_shows_its_words_and_does_nothing() -> None:
    document = told(Paragraph((Words(EVIL),)), title=EVIL, heading=EVIL)
    page = Page(transcript.html(document))
    assert (
        page.said.count("<script>x</script> [a](http://x)") == 4
    )  # the title of the window as well
    assert not page.targets
    for text in (transcript.html(document), transcript.markdown(document)):
        assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_telegram_keeps_its_lines() -> None:
    telegram = Paragraph((Words("ALL STATIONS STOP\nNO RECEIPT"),), "quote")
    document = told(telegram)
    assert "> ALL STATIONS STOP\\\n> NO RECEIPT\n" in transcript.markdown(document)
    assert "ALL STATIONS STOP<br>NO RECEIPT" in transcript.html(document)


def test_a_transcript_is_written_under_a_free_name_by_its_ending(
    small: archive.Archive, tmp_path: Path
) -> None:
    at = archive.played(small.book, *archive.TO_THE_END)
    first = transcript.save(tmp_path / "t.html", at, small.library)
    second = transcript.save(tmp_path / "t.html", at, small.library)
    assert (first.name, second.name) == ("t.html", "t-2.html")
    assert first.read_text("utf-8").startswith("<!doctype html>")
    with pytest.raises(ValueError, match=r"\.md or \.html"):
        transcript.save(tmp_path / "t.doc", at, small.library)
    assert not list(tmp_path.glob("t.doc")) + list(tmp_path.glob(".t*"))


def test_the_dates_follow_the_calendar_that_was_chosen(
    small: archive.Archive, tmp_path: Path
) -> None:
    read = archive.played(small.book)
    path = transcript.save(tmp_path / "t.md", read, small.library, new_first=True)
    written = path.read_text("utf-8").replace("\u00a0", " ")
    assert written.count("28 January 1918 New Style, 15 January Old Style") == 2
    assert "January Old Style, " not in written


def test_a_claim_tied_to_a_text_that_was_not_shown_is_still_a_note(tmp_path: Path) -> None:
    yard = folders.YARD.replace("door stands open.", "door[^door] stands open.").replace(
        "bearing: context", "bearing: context, mark: door"
    )
    yard = yard.replace("door == open", "door == shut")
    found = folders.loaded(tmp_path, yard=yard)
    at = archive.played(folders.make_book(found.story), "light", "open")
    leaf = transcript.transcribe(at, found.library).leaves[-1]
    assert leaf.loose == tuple(note.number for note in leaf.notes) == (1,)
