"""Bibliographic records in the words of CSL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("old", "new", "message", "help_"),
    [
        ("issued: 1930", "year: 1930", 'no field "year"', 'did you mean "issued"?'),
        ("issued: 1930", "publishr: Duma", 'no field "publishr"', 'did you mean "publisher"?'),
        ("issued: 1930", "shelf: 12", 'no field "shelf"', None),
        ("type: book", "type: newspaper-article", "no type", 'did you mean "article-newspaper"?'),
        ("type: book", "type: scroll", 'no type "scroll"', None),
    ],
)
def test_what_no_bibliography_would_show_is_told(
    tmp_path: Path, old: str, new: str, message: str, help_: str | None
) -> None:
    assert old in folders.LETTERS
    letters = folders.LETTERS.replace(old, new)
    [finding] = folders.loaded(tmp_path, letters=letters).findings
    assert (finding.code.name, finding.help) == ("unknown-field", help_)
    assert message in finding.message
