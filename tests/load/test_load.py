from __future__ import annotations

import random
from typing import TYPE_CHECKING

import folders
import pytest

from engine.check import check
from engine.load import find_stories, load, load_head
from engine.load.validation_cache import ValidationCache
from engine.model.calendar import Day, describe, when

if TYPE_CHECKING:
    from pathlib import Path


def test_a_story_is_read_as_it_is_written(tmp_path: Path) -> None:
    found = folders.loaded(tmp_path)
    assert found.findings == ()
    story = found.story
    assert story is not None
    assert (story.id, story.title, story.start) == ("hall", "The Hall", "hall/dark")
    assert [v.name for v in story.variables] == ["lamps", "door"]
    assert story.scenes["hall"].date.day == Day(1918, 1, 28)
    assert [m.id for m in story.scenes["yard"].moments] == ["yard/snow"]
    claim = found.library.claim("letters/snow")
    assert claim is not None
    assert (claim.page, claim.speaker, claim.date.first) == ("12", "Anna", "1918-01")


def test_a_plain_date_is_a_day_or_words_and_is_told_as_it_is_written(tmp_path: Path) -> None:
    hall = folders.HALL.replace("{os: 1918-01-15}", "1854-09-06")
    yard = folders.YARD.replace("{text: later}", "that winter")
    letters = folders.LETTERS.replace("{text: January 1918, from: 1918-01, to: 1918-01}", "DATE")
    said = []
    for date in ("1854", "1854-09", "1854-09-06", "1854-09-06 to 1854-09-08", "that autumn"):
        of_claim = letters.replace("DATE", date)
        found = folders.loaded(tmp_path, hall=hall, yard=yard, letters=of_claim)
        assert found.findings == ()
        assert found.story is not None
        scenes = found.story.scenes
        assert describe(scenes["hall"].date) == "6 September 1854"
        assert scenes["hall"].date.day == Day(1854, 9, 6)
        assert describe(scenes["yard"].date) == "that winter"
        claim = found.library.claim("letters/snow")
        assert claim is not None
        said.append((when(claim.date), claim.date.first, claim.date.last))
    assert said == [
        ("1854", "1854", "1854"),
        ("September 1854", "1854-09", "1854-09"),
        ("6 September 1854", "1854-09-06", "1854-09-06"),
        ("6 to 8 September 1854", "1854-09-06", "1854-09-08"),
        ("that autumn", "", ""),
    ]


@pytest.mark.parametrize(
    ("date", "name"),
    [("1854-02-30", "no-such-day"), ("1918-01-16", "unnamed-calendar"), ("1918-03-01", None)],
)
def test_a_plain_day_must_exist_and_not_stand_among_days_of_two_calendars(
    tmp_path: Path, date: str, name: str | None
) -> None:
    yard = folders.YARD.replace("{text: later}", date)
    told = [f.code.name for f in folders.loaded(tmp_path, yard=yard).findings]
    assert told == ([name] if name else [])


def test_a_claim_whose_time_is_open_at_one_end_is_told_without_a_gap(tmp_path: Path) -> None:
    letters = folders.LETTERS.replace(
        "text: January 1918, from: 1918-01, to: 1918-01", "from: 1918-01"
    )
    claim = folders.loaded(tmp_path, letters=letters).library.claim("letters/snow")
    assert claim is not None
    assert when(claim.date) == "January 1918"


def test_a_shelf_reads_only_the_head_of_a_story(tmp_path: Path) -> None:
    home = folders.write(tmp_path, hall="scene: 'broken\n")
    head = load_head(home)
    assert head is not None
    assert (head.title, list(head.endings)) == ("The Hall", ["out"])
    assert load_head(tmp_path) is None
    assert find_stories(tmp_path) == [home]
    assert find_stories(home) == [home]
    assert find_stories(tmp_path / "none") == []


def test_the_hash_changes_with_the_story_and_not_with_its_sources(tmp_path: Path) -> None:
    def hash_of(name: str, **changed: str) -> str:
        story = folders.loaded(tmp_path / name, **changed).story
        assert story is not None
        return story.hash

    same = hash_of("one")
    assert hash_of("two") == same
    assert hash_of("three", letters=folders.LETTERS.replace("Anna", "Boris")) == same
    assert hash_of("four", hall=folders.HALL.replace("dark.", "very dark.")) != same


def test_a_library_shows_the_path_a_person_would_write(tmp_path: Path) -> None:
    story = folders.STORY.replace("library: seeds", "library: ../../seeds")
    home = folders.write(tmp_path / "project" / "story", story=story)
    (home / "seeds").rename(tmp_path / "project" / "seeds")
    found = load(home)
    assert found.findings == ()
    assert any(path == str(tmp_path / "project" / "seeds" / "letters.yaml") for path in found.texts)


def test_a_library_beside_a_linked_story_is_where_the_system_finds_it(tmp_path: Path) -> None:
    home = folders.write(
        tmp_path / "real", story=folders.STORY.replace("library: seeds", "library: ../seeds")
    )
    (home / "seeds").rename(tmp_path / "real" / "seeds")
    (tmp_path / "hall").symlink_to(home)
    assert load(tmp_path / "hall").findings == ()


@pytest.mark.parametrize(("day", "names"), [("01-31", []), ("02-01", ["reform-gap"])])
def test_old_style_ends_with_january_1918(tmp_path: Path, day: str, names: list[str]) -> None:
    hall = folders.HALL.replace("1918-01-15", f"1918-{day}")
    assert [f.code.name for f in folders.loaded(tmp_path, hall=hall).findings] == names


def test_a_choice_that_two_moments_offer_needs_the_moment_named(tmp_path: Path) -> None:
    dusk = """\
      dusk:
        standing: invented
        text: Dusk.
        record: silent
        choices:
          - {id: light, text: Light it., goto: dark}
      dark:"""
    hall = folders.HALL.replace("      dark:", dusk, 1).replace("lamps >= 2", "chosen(light)")
    [finding] = folders.loaded(tmp_path, hall=hall).findings
    assert finding.message.startswith('several choices of this scene are named "light"')


def test_a_shape_that_was_right_is_not_validated_again(tmp_path: Path) -> None:
    home, memory = folders.write(tmp_path), tmp_path / "cache" / "shapes.txt"
    assert load(home, ValidationCache(memory)).findings == ()
    assert len(memory.read_text().split()) == 4
    assert load(home, ValidationCache(memory)).findings == ()
    assert len(memory.read_text().split()) == 4
    (home / "scenes" / "hall.yaml").write_text("scene: hall\n")
    assert {f.code.name for f in load(home, ValidationCache(memory)).findings} >= {"missing-key"}


@pytest.mark.parametrize("trash", [b"\xff" * 100, b"", b"0" * 32 + b"\n" + b"\x00" * 9])
def test_a_spoilt_memory_of_shapes_is_no_trouble(tmp_path: Path, trash: bytes) -> None:
    memory = tmp_path / "shapes.txt"
    memory.write_bytes(trash)
    assert load(folders.write(tmp_path), ValidationCache(memory)).findings == ()
    assert load(folders.write(tmp_path), ValidationCache(tmp_path)).findings == ()


def test_no_fault_in_a_file_ever_raises_or_lacks_a_place(tmp_path: Path) -> None:
    rng = random.Random(1918)
    for number in range(120):
        texts = {
            name: _spoilt(text, rng)
            for name, text in (
                ("hall", folders.HALL),
                ("yard", folders.YARD),
                ("story", folders.STORY),
                ("letters", folders.LETTERS),
            )
        }
        report = check([folders.write(tmp_path / str(number), **texts)])
        for finding in report.findings:
            assert finding.span.line >= 1
            assert finding.span.column >= 1
            lines = report.texts.get(finding.span.path, "").split("\n")
            assert finding.span.line <= max(len(lines), 1)


def _spoilt(text: str, rng: random.Random) -> str:
    """A few lines lost, doubled, cut, or given other signs."""
    lines = text.split("\n")
    for _ in range(rng.randint(0, 2)):
        at = rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[rng.randrange(len(lines))])
            case 2:
                lines[at] = lines[at][: rng.randint(0, len(lines[at]))]
            case 3:
                lines[at] += rng.choice([":", " #", "]", "}", "'", "\t", " and", "\x07", "&a"])
            case _:
                lines[at] = lines[at].replace(rng.choice("aeiou:"), rng.choice(["", "é", "- "]))
    return "\n".join(lines)
