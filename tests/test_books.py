"""What holds for the shipped books together."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from engine.load import find_stories, load
from engine.model import walk
from engine.model.record import Kind

ROOT = Path(__file__).resolve().parents[1]
BOOKS = {home.name: load(home) for home in find_stories(ROOT / "story")}


def test_the_books_are_different_fictions_and_share_nothing_but_real_people() -> None:
    stories = [book.story for book in BOOKS.values() if book.story]
    assert len(stories) == len(BOOKS)
    for one, other in combinations(stories, 2):
        assert not set(one.scenes) & set(other.scenes)
        assert not set(one.endings) & set(other.endings)
        assert not {v.name for v in one.variables} & {v.name for v in other.variables}
        for person in set(one.people) & set(other.people):
            assert one.people[person].real
            assert other.people[person].real


@pytest.mark.parametrize("name", BOOKS)
def test_no_book_cites_a_fiction_and_each_says_what_it_adapts(name: str) -> None:
    book = BOOKS[name]
    assert book.story is not None
    adapted = book.library.sources[book.story.adapts or ""]
    assert adapted.kind is Kind.FICTION
    for moment in walk.moments(book.story):
        for citation in moment.citations:
            claim = book.library.claim(citation.claim)
            assert claim is not None
            assert claim.kind is not Kind.FICTION


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_warns_before_it_begins_and_names_who_was_real(name: str) -> None:
    story = BOOKS[name].story
    assert story is not None
    assert story.content_notes
    assert story.credits
    for person in story.people.values():
        assert person.note, person.id
