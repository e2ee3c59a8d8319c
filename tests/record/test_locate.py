from __future__ import annotations

from typing import TYPE_CHECKING

from engine.record.locate import locate, text

if TYPE_CHECKING:
    from pathlib import Path

    import archive


def test_each_locator_is_looked_up_on_its_very_line(small: archive.Archive, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "001_letters.txt").write_text("one\nIt froze hard.\nnothing\nIt snowed.\n")
    (texts / "notes.txt").write_text("not a text")
    found = locate(small.library, texts)
    assert [claim.number for claim in found.found] == ["S1-001"]
    assert [(miss.claim.number, miss.why) for miss in found.missed] == [
        ("S1-002", "the words stand on line 4"),
        ("S1-003", "there is no text 002"),
    ]
    assert [claim.number for claim in found.without] == ["S1-004"]
    assert text(found).splitlines() == [
        "S1-002 letters/snow: text 001, line 3: the words stand on line 4",
        "S1-003 pamphlet/no-snow: text 002, line 1: there is no text 002",
        "1 of 3 locators found on their line",
        "1 claims have no locator",
    ]
    (texts / "001_letters.txt").write_text("one\r\nIt froze\r\n")
    (texts / "002.txt").write_text("flakes")
    assert [miss.why for miss in locate(small.library, texts).missed] == [
        "the words are not there",
        "the words are not there",
    ]
    (texts / "001_letters.txt").write_text("one")
    assert locate(small.library, texts).missed[0].why == "text 001 ends at line 1"
