"""How long a story is, and how much of it was read."""

from __future__ import annotations

from pathlib import Path

from engine.load import load
from engine.model.length import in_short, part

BOOK = Path(__file__).parents[1] / "app" / "books" / "story" / "night-post"


def test_a_story_says_in_short_how_long_it_is_and_how_much_of_it_was_read() -> None:
    story = load(BOOK).story
    assert story is not None
    every = [moment.id for scene in story.scenes.values() for moment in scene.moments]
    assert in_short(story, (), 230) == "About a minute in all."
    assert in_short(story, every, 20) == "100% read, of about 11 minutes."
    assert part(story, ["counter/ash"]) == 2
    assert part(story, ["counter/ash", "cut/since"]) == 2


def test_a_story_without_a_word_says_nothing_of_its_length(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text("format: 1\nstory: none\n", encoding="utf-8")
    story = load(tmp_path).story
    assert story is None or in_short(story, (), 230) == ""
