from __future__ import annotations

from engine.document.english import listed, plural


def test_a_list_in_words_ends_with_or() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a or b"
    assert listed(["a", "b", "c"], "and") == "a, b and c"


def test_only_one_thing_is_named_in_the_singular() -> None:
    assert [plural(n, "page") for n in (0, 1, 2)] == ["0 pages", "1 page", "2 pages"]
