"""Sources as bibliographic records that other programs read."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from importlib import resources
from typing import TYPE_CHECKING, Any

import archive
import bibtexparser
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from engine.document.span import Span
from engine.model import csl
from engine.model.record import Kind, Source
from engine.record.bibliography import Bibliography, csl_json, date_parts, item, note_on
from engine.record.bibtex import bibtex

if TYPE_CHECKING:
    from engine.model.record import Library

NAME = {
    "type": "object",
    "additionalProperties": False,
    "properties": {part: {"type": "string", "minLength": 1} for part in csl.NAME_PARTS},
}
DATE = {
    "type": "object",
    "additionalProperties": False,
    "minProperties": 1,
    "properties": {
        "literal": {"type": "string"},
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer"},
            },
        },
    },
}
ITEMS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": sorted(csl.TYPES)},
            **{name: {"type": "array", "items": NAME} for name in csl.NAMES},
            **dict.fromkeys(csl.DATES, DATE),
            **{name: {"type": "string"} for name in csl.WORDS},
        },
    },
}
"""What CSL-JSON asks of items, as far as ours go."""


def source(name: str = "work", **fields: Any) -> Source:  # noqa: ANN401  (any value of CSL)
    record = {"type": "book", "title": "A Title", **fields}
    return Source(name, Kind.SCHOLARSHIP, record, "Short", "It leans.", {}, Span("x"))


def entries(text: str) -> dict[str, dict[str, Any]]:
    parsed = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not parsed.failed_blocks
    return {e.key: {"ENTRY": e.entry_type, **{f.key: f.value for f in e.fields}}
            for e in parsed.entries}  # fmt: skip


def test_the_csl_json_of_the_library_is_as_csl_asks(real: Library) -> None:
    items = json.loads(csl_json(real.sources.values()))
    Draft202012Validator(ITEMS).validate(items)
    assert [one["id"] for one in items] == list(real.sources)


def test_dates_are_parts_and_what_is_no_date_stays_words() -> None:
    def issued(date: object) -> object:
        return item(source(issued=date)).get("issued")

    assert issued(1990) == {"date-parts": [[1990]]}
    assert issued("2025-10-14") == {"date-parts": [[2025, 10, 14]]}
    assert issued("1918-01/1918-03") == {"date-parts": [[1918, 1], [1918, 3]]}
    assert issued("n.d.") == {"literal": "n.d."}
    assert issued("1918-02-30") == {"literal": "1918-02-30"}
    assert issued("1918-13") == {"literal": "1918-13"}
    assert date_parts("1918-1") == []


def test_a_field_that_csl_does_not_know_is_left_out() -> None:
    made = item(source(type="scroll", nonsense="x", note={"a": 1}, author="Anna", volume=4))
    assert made == {
        "id": "work",
        "type": "document",
        "title": "A Title",
        "volume": "4",
        "annote": "It leans.",
    }


def test_and_others_is_no_name_of_a_person() -> None:
    made = source(author=[{"family": "Orlova", "given": "A."}, {"literal": "and others"}])
    assert item(made)["author"][1] == {"literal": "others"}
    assert "author = {Orlova, A. and others}" in bibtex([made])
    assert Bibliography([made]).lines()[0].plain.startswith("Orlova, A. and others, A Title")


def test_the_style_is_valid_and_lists_author_title_place_and_year(real: Library) -> None:
    from citeproc import CitationStylesStyle  # type: ignore[import-untyped]  # noqa: PLC0415

    style = (resources.files("engine.record") / "marginalia.csl").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CitationStylesStyle(io.BytesIO(style), validate=True)
    lines = {line.source: line for line in Bibliography(real.sources.values()).lines()}
    assert lines["cliff-1990"].markdown == (
        "Cliff, Tony, *Trotsky 1917–1923: The Sword of the Revolution* (London, 1990)."
    )
    assert lines["lenin-cw-27"].plain == (
        "Lenin, V. I., Collected Works, 4th English edn, vol. 27 "
        "(Moscow: Progress Publishers, 1972)."
    )
    assert lines.keys() == real.sources.keys()


def test_a_note_has_the_page_and_how_the_claim_reached_us(small: archive.Archive) -> None:
    claim = small.library.claim("letters/frost")
    assert claim is not None
    made = note_on(claim, small.library, Bibliography(small.library.sources.values()))
    assert made.markdown == (
        "Anna Orlova and others, *Letters \\& Bills, 1918: 100% True*, 2nd edn "
        "(Paris: Press \\#1, 1930), pp. 12–13, quoted in Against Anna."
    )
    with pytest.raises(KeyError):
        Bibliography([]).note("letters")


def test_the_bibtex_of_the_library_is_read_by_another_program(real: Library) -> None:
    found = entries(bibtex(real.sources.values()))
    assert list(found) == list(real.sources)
    for name, work in real.sources.items():
        assert found[name]["title"] == work.csl["title"]
    assert found["cliff-1990"]["ENTRY"] == "book"
    assert found["stalin-blog-2025"]["ENTRY"] == "online"
    assert found["stalin-blog-2025"]["month"] == "oct"
    assert found["meijer-1-1964"]["editor"] == "Meijer, J. M."
    assert found["short-history-1939"]["author"].startswith("A Commission")


SPECIAL = r"Bread & “Peace”, 50% of {all} \cite{x} $5 #1 a_b ~ @x é Жар <i>no</i>"


@pytest.mark.parametrize("title", [SPECIAL, "a } b", "{ open", "ends in \\", "1918"])
def test_a_title_with_special_characters_comes_back_as_it_was(title: str) -> None:
    found = entries(bibtex([source(title=title)]))
    assert found["work"]["title"] == title


def test_an_entry_has_a_field_once() -> None:
    assert entries(bibtex([source(number=7, issue=8)]))["work"]["number"] == "7"


def test_names_that_look_like_two_stay_one() -> None:
    names = [
        {"family": "Smith, Jr", "given": "A and B"},
        {"literal": "Bread and Peace, Ltd"},
        {"family": "Müller", "given": "Jo", "non-dropping-particle": "von der"},
    ]
    parsed = bibtexparser.parse_string(
        bibtex([source(author=names)]), append_middleware=[SeparateCoAuthors()]
    )
    assert len(parsed.entries[0]["author"]) == 3


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_title_breaks_a_bibliography(title: str) -> None:
    work = source(title=f"T {title}")
    assert list(entries(bibtex([work]))) == ["work"]
    Draft202012Validator(ITEMS).validate(json.loads(csl_json([work])))
    (line,) = Bibliography([work]).lines()
    assert not re.search("[\x00-\x1f\x7f-\x9f\ue000\ue001]", line.plain)


def test_a_bibliography_in_brackets_is_neither_quoted_nor_set_apart() -> None:
    work = replace(source(), csl={"type": "chapter", "title": "[A fragment]"})
    assert Bibliography([work]).lines()[0].markdown == r"\[A fragment\]."


def test_the_citation_processor_is_loaded_only_when_a_bibliography_is_made() -> None:
    code = (
        "import sys\n"
        "from engine.record import bibliography, export, notebook, sources\n"
        "print('citeproc' in sys.modules, 'lxml' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=archive.ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert done.stdout == "False False\n"
