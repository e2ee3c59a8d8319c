"""The length of a story in words, and in reading time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from engine.document.english import plural
from engine.model.story import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.model.story import Block, Moment, Story

HOUR = 60
"""Minutes."""


def words(moments: Iterable[Moment]) -> int:
    """How many words some moments have.

    Of what can be told in several ways, the longest is counted; what the choices say is too.
    """
    return sum(map(_words, moments))


def met(story: Story, ids: Iterable[str]) -> Iterator[Moment]:
    """The moments of some full ids, but for those that are no longer there."""
    for name in ids:
        with suppress(KeyError):
            yield story.moment(name)


def _words(moment: Moment) -> int:
    said = sum(_longest(block) for block in moment.text)
    return said + sum(len(choice.text.text.split()) for choice in moment.choices)


def _longest(block: Block) -> int:
    if isinstance(block, Passage):
        texts = [block.prose, *filter(None, (block.otherwise,))]
    else:
        texts = list(block.texts)
    return max((len(one.text.split()) for one in texts), default=0)


def time(count: int, pace: int) -> str:
    """How long so many words take to read at so many a minute.

    >>> time(60, 230), time(2500, 230), time(14500, 230)
    ('a minute', '11 minutes', '1 hour and 3 minutes')
    """
    minutes = max(1, round(count / pace))
    hours, rest = divmod(minutes, HOUR)
    said = [plural(hours, "hour")] if hours else []
    if rest or not hours:
        said.append("a minute" if minutes == 1 else plural(rest, "minute"))
    return " and ".join(said)


def part(story: Story, ids: Iterable[str]) -> int:
    """How many of a hundred words of a story were read; at least one, once any were."""
    seen = words(met(story, ids))
    return max(1, 100 * seen // max(1, story.words)) if seen else 0


def in_short(story: Story, ids: Iterable[str], pace: int) -> str:
    """How long a story is and how much of it was read, in a few words; empty without any."""
    if not story.words:
        return ""
    whole, read = f"bout {time(story.words, pace)}", part(story, ids)
    return f"{read}% read, of a{whole}." if read else f"A{whole} in all."


def share(story: Story, ids: Iterable[str], pace: int) -> str:
    """How much of a story was read in all readings, in a sentence or two.

    Args:
        story: The story.
        ids: The full ids of the moments read.
        pace: Words a minute.
    """
    ids = tuple(ids)
    seen = words(met(story, ids))
    whole = f"All of it takes about {time(story.words, pace)}."
    if not seen:
        return f"You have read none of its {story.words:,} words yet. {whole}"
    took = f"about {time(seen, pace)} at {pace} words a minute"
    return f"You have read {part(story, ids)}% of its {story.words:,} words: {took}. {whole}"
