"""A work in a line."""

from __future__ import annotations

import pytest

from engine.document.span import Span
from engine.model.record import Kind, Library, Source
from engine.record.works import held, work


@pytest.mark.parametrize(
    ("csl", "words"),
    [
        (
            {
                "author": [{"family": "Vane", "given": "Ada"}, {"literal": "and others"}],
                "title": "Ice",
            },
            "Ada Vane and others, Ice",
        ),
        (
            {"editor": [{"family": "Orlov"}], "title": "Papers", "volume": 2, "issued": "1918-01"},
            "Orlov (ed.), Papers, vol. 2, January 1918",
        ),
        (
            {"title": "A post", "publisher-place": "Paris", "issued": "2025-10-14"},
            "A post, Paris 14 October 2025",
        ),
        ({"title": "Ice", "issued": "about 1918-1919"}, "Ice, about 1918-1919"),
        ({}, "Ice 1918"),
    ],
)
def test_a_work_in_a_line_says_who_which_volume_and_when(
    csl: dict[str, object], words: str
) -> None:
    assert work(Source("ice", Kind.PRIMARY, csl, "Ice 1918", "", {}, Span("x"))) == words


@pytest.mark.parametrize("field", ["volume", "publisher-place", "issued"])
@pytest.mark.parametrize("value", [("1", "2"), {"number": 1}, None])
def test_what_is_neither_words_nor_a_number_says_nothing(field: str, value: object) -> None:
    odd = Source("ice", Kind.PRIMARY, {"title": "Ice", field: value}, "Ice", "", {}, Span("x"))
    assert work(odd) == "Ice"


def test_how_a_source_is_held_names_the_works_it_came_by() -> None:
    own = Source("ice", Kind.PRIMARY, {}, "Ice", "", {}, Span("x"))
    through = Source("oil", Kind.PRIMARY, {}, "Oil", "", {}, Span("x"), reached_by=("ice", "gone"))
    library = Library({"ice": own, "oil": through})
    assert held(own, library) == "We hold the text itself, or a part of it."
    assert held(through, library) == "We hold it only through Ice and gone."
