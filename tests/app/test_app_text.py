"""The one gate from text to screen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.app import text
from engine.document.visible import UNSAFE
from engine.model.prose import Paragraph, Run

HOSTILE = {
    "escape": "\x1b[2J",
    "clipboard": "\x1b]52;c;aGVsbG8=\x07",
    "link": "\x1b]8;;https://example.org\x1b\\x\x1b]8;;\x1b\\",
    "c1": "\x9b31m\x85\x90",
    "bidi": "\u202eevil\u202c\u2066x\u2069\u200f",
    "separators": "\u2028\u2029",
    "nul": "\x00\x08\x7f\r\t",
    "surrogate": "\ud800",
    "invisible": "\u00ad\u200b\ufeff\u2060",
}


@given(st.text())
def test_nothing_unsafe_passes(given_text: str) -> None:
    for character in text.clean(given_text):
        assert character in "\n\u200c\u200d" or unicodedata.category(character) not in UNSAFE


@given(st.text())
def test_text_keeps_its_length_and_its_letters(given_text: str) -> None:
    cleaned = text.clean(given_text)
    assert len(cleaned) == len(given_text)
    assert all(new in (old, "\ufffd") for old, new in zip(given_text, cleaned, strict=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_act_on_a_terminal_is_replaced(name: str) -> None:
    assert "\ufffd" in text.clean(HOSTILE[name])
    assert "\x1b" not in text.plain(HOSTILE[name]).plain


@pytest.mark.parametrize(
    "said", ["[sic]", "[/]", "[@click=app.quit]x[/]", "[b]", "\\[x]", "$accent"]
)
def test_markup_is_only_text(said: str) -> None:
    assert text.plain(said).plain == said
    assert text.plain(said).spans == []
    assert text.paragraph(Paragraph.of((Run(said),)), {}).plain == said


def test_joiners_and_line_feeds_stay() -> None:
    assert text.clean("ক্\u200dষ\n👩\u200d👩") == "ক্\u200dষ\n👩\u200d👩"


@pytest.mark.parametrize("width", range(8, 30))
def test_no_line_ends_at_a_no_break_space(width: int) -> None:
    said = text.plain("It was no\u00a0more than p.\u00a037, he said, and no\u00a0less.")
    ends = [line.plain.rstrip(" ") for line in said.wrap(width)]
    assert "".join(ends).replace(" ", "") == said.plain.replace(" ", "")
    assert not any(line.endswith(("no", "p.", "\u00a0")) for line in ends)


def test_the_last_word_of_a_head_stands_on_no_line_alone() -> None:
    assert text.unwidowed("No source tells of it.") == "No source tells of\u00a0it."
    assert text.unwidowed("Alone.") == "Alone."


def test_emphasis_becomes_style_and_never_markup() -> None:
    shown = text.paragraph(Paragraph.of((Run("a"), Run("[b]", emphasis=True, strong=True))), {})
    assert shown.plain == "a[b]"
    assert [(s.start, s.end, s.style) for s in shown.spans] == [(1, 4, "bold italic")]


def test_marks_are_numbered_as_they_appear() -> None:
    paragraphs = [
        Paragraph.of((Run("x"), Run("", mark="late"), Run("", mark="soon"))),
        Paragraph.of((Run("", mark="late"), Run("", mark="last"))),
    ]
    marks = text.numerals(paragraphs)
    assert marks == {"late": 1, "soon": 2, "last": 3}
    assert text.paragraph(paragraphs[0], marks).plain == "x¹²"
    assert text.superscript(1037) == "¹⁰³⁷"


def test_a_sheet_beside_nothing_has_a_narrow_page_for_itself() -> None:
    right = text.Sheet([text.block(text.plain("nobody wrote it down " * 9))])
    alone, beside = text.Pair(text.Sheet([]), right), text.Pair(right, right)
    assert alone.get_height({}, 72) == right.get_height({}, 72)
    assert alone.get_height({}, 112) == right.get_height({}, 54)
    assert beside.get_height({}, 72) == right.get_height({}, 34)


def test_a_short_last_word_stays_with_the_one_before() -> None:
    said = text.paragraph(Paragraph.of((Run("She lay in "), Run("her bed.", emphasis=True))), {})
    held = text.held(said)
    assert held.plain == "She lay in her\u00a0bed."
    assert held.spans == said.spans
