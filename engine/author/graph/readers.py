"""How many readers come to each place, to colour a picture by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from engine.author.refusal import CannotError
from engine.author.shares import percent
from engine.author.shelf import errors
from engine.document.english import plural
from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.load import Loaded
    from engine.model.story import Story

READERS = 2_000
"""So many random readers are sent; half of them choose by chance alone."""
SEED = 0


class Share(NamedTuple):
    """How many readers come to a place.

    Attributes:
        readers: How many of those who choose by chance.
        of: How many of these there are.
        met: Whether anybody comes, by chance or from curiosity.
        unread: How many of its conditional and varying texts nobody has read.
    """

    readers: int
    of: int
    met: bool
    unread: int = 0

    @property
    def words(self) -> str:
        """The share in percent, and what is left unread by those who come."""
        share = percent(self.readers, self.of)
        if not self.unread or not self.met:
            return share
        return f"{share}, {plural(self.unread, 'text')} unread"


@frozen()
class Shares:
    """The readers of each moment and of each ending, by id."""

    moments: Mapping[str, Share]
    endings: Mapping[str, Share]


def shares_of(loaded: Loaded, story: Story) -> Shares:
    """Send random readers through a story, and count them.

    Raises:
        CannotError: It has errors, and cannot be played.
    """
    if errors(loaded):
        raise CannotError("the story has errors, so nobody can read it: --colour standing can")
    from engine.author.explore.sampling import read  # noqa: PLC0415  (only where it is asked for)

    found = read(story, READERS, SEED, 1, lambda *_: None)
    unmet = {missed.name for missed in found.coverage.moments.missed}
    of = READERS // 2
    unread = Counter(m.name for m in (*found.coverage.texts.missed, *found.coverage.varying.missed))
    moments = {
        name: Share(many, of, name not in unmet, unread[name])
        for name, many in found.visits.items()
    }
    endings = {
        reached.ending.id: Share(
            reached.visitors.by_chance if reached.visitors else 0, of, bool(reached.met)
        )
        for reached in found.endings
    }
    return Shares(moments, endings)
