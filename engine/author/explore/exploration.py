"""What exploring a book has found."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from engine.document.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.explore.coverage import Coverage, Missed
    from engine.model.state import Value
    from engine.model.story import Ending, Moment, Story
    from engine.play import Playthrough

Kind: TypeAlias = Literal["stuck", "loop", "error"]


@frozen()
class Walkthrough:
    """A way through the story that play has confirmed.

    Attributes:
        at: Its last page, with its seed and its choices.
        shortest: Whether it is certain that no way has fewer pages.
    """

    at: Playthrough
    shortest: bool


@frozen()
class Visitors:
    """The random readers who came to one ending.

    Attributes:
        all: How many there are.
        by_chance: How many of those who choose by chance alone.
        choices: How many of those by chance made so many choices.
        values: By the name of each variable, how many of those by chance ended with a value.
    """

    all: int = 0
    by_chance: int = 0
    choices: Counter[int] = field(default_factory=Counter)
    values: Mapping[str, Counter[Value]] = field(default_factory=dict)


@frozen()
class Reached:
    """One ending, and how it is reached.

    Attributes:
        ending: The ending.
        met: Whether some reader comes to it: nothing where that is not known.
        walkthrough: A way to it; nothing where none was found.
        visitors: The random readers who came to it; nothing where none were sent.
    """

    ending: Ending
    met: bool | None
    walkthrough: Walkthrough | None = None
    visitors: Visitors | None = None


@frozen()
class DeadEnd:
    """A place from which no ending can be reached.

    Attributes:
        kind: Whether nothing is left to do, or the story goes round, or breaks with an error.
        moment: The moment.
        seed: The seed with which the choices lead there.
        choices: The choices that lead there.
        pages: How many pages that takes.
        moments: Of a story that goes round, the moments in which it does.
        error: The error.
        readers: How many random readers came there.
        smallest: Whether no shorter way there is possible, or no choice can be left out.
    """

    kind: Kind
    moment: Moment
    seed: int
    choices: tuple[str, ...]
    pages: int
    moments: tuple[str, ...] = ()
    error: str = ""
    readers: int | None = None
    smallest: bool = True


@frozen()
class Tried:
    """How far a search through every state has come.

    Attributes:
        states: How many states were met.
        all_states: Whether there are no others.
        parts: How many questions were asked where there were too many states to try them all.
        open: How many of these found no answer.
    """

    states: int
    all_states: bool
    parts: int = 0
    open: int = 0

    @property
    def finished(self) -> bool:
        """Whether what was not met can never be met."""
        return self.all_states or not self.open


@frozen()
class Sent:
    """The random readers who were sent.

    Attributes:
        readers: How many.
        by_chance: How many of them chose by chance alone.
        seed: What chance grew from.
        pages: How many pages they read.
        choices: How many choices they made.
        given_up: How many came to no end within the most pages.
    """

    readers: int
    by_chance: int
    seed: int
    pages: int
    choices: int
    given_up: int


@frozen()
class Exploration:
    """What exploring a book has found.

    Attributes:
        story: The book.
        how: How it was explored.
        endings: Its endings, in the order of story.yaml.
        dead_ends: Where no ending can be reached.
        closed: The choices that certainly nobody can take, where their moments are read.
        coverage: What was met.
        undecided: How many conditional texts were left open.
        visits: How many readers by chance came to each moment, by id.
    """

    story: Story
    how: Tried | Sent
    endings: tuple[Reached, ...]
    dead_ends: tuple[DeadEnd, ...]
    closed: tuple[Missed, ...]
    coverage: Coverage
    undecided: int = 0
    visits: Mapping[str, int] = field(default_factory=dict)

    @property
    def sure(self) -> bool:
        """Whether what was not met can never be met."""
        return isinstance(self.how, Tried) and self.how.finished

    @property
    def failed(self) -> bool:
        """Whether a reader can come to a dead end, or to what stands there never."""
        never = any(reached.met is False for reached in self.endings)
        unread = self.sure and self.coverage.moments.missed
        return bool(self.dead_ends or self.closed or never or unread)
