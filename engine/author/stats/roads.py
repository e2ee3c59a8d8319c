"""Roads through a book: random readers play it, and what they read is counted.

Half of the readers choose by chance alone: they tell how often an ending comes up and how long
it is typically read. The other half prefer what nobody has chosen yet, so that rare endings
and long ways round are met. Then others set out from somewhere on the shortest and the longest
road to each ending, to find a shorter or a longer one. It is a sample all the same: a shorter
or a longer road may exist.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.author import words
from engine.document.frozen import frozen
from engine.play import CONTINUE, begin, take, view
from engine.play.dice import Dice, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.play import Book, Offer, Page, Playthrough

SAMPLE = 400
"""How many random readers play."""
TRIES = 40
"""How many readers try to find a shorter road to each ending, and as many a longer one."""
MOST_PAGES = 2_000
"""A reader who has not come to an end by then is stopped."""


@frozen()
class Road:
    """One reader's way.

    Attributes:
        ending: The ending it came to; nothing where it was stopped or stuck.
        words: How many words of prose were read.
        choices: How many choices were made.
        curious: Whether the reader preferred what nobody had chosen yet.
        at: The last page.
    """

    ending: str | None
    words: int
    choices: int
    curious: bool
    at: Playthrough


@frozen()
class RoadsTo:
    """The roads to one ending.

    Attributes:
        ending: The ending's id.
        roads: How many readers came to it.
        share: How many of the readers by chance alone, from 0 to 1.
        shortest: The road with the fewest words; nothing where nobody came to it.
        typical: The one in the middle.
        longest: The one with the most words.
    """

    ending: str
    roads: int
    share: float
    shortest: Road | None
    typical: Road | None
    longest: Road | None


@frozen()
class Sample:
    """What a sample of readers met.

    Attributes:
        readers: How many played.
        seed: What chance grew from.
        endings: The roads to each ending, in the order of story.yaml.
        stopped: How many readers came to no ending.
        typical: The road in the middle of all roads to an ending.
    """

    readers: int
    seed: int
    endings: tuple[RoadsTo, ...]
    stopped: int
    typical: Road | None


def sample(book: Book, seed: int = 0, readers: int = SAMPLE) -> Sample:
    """Let random readers play a book; the same seed gives the same readers everywhere."""
    walker = _Walker(book, seed)
    roads = [walker.road(number, curious=number % 2 == 1) for number in range(readers)]
    ended = [road for road in roads if road.ending]
    return Sample(
        readers=readers,
        seed=seed,
        endings=tuple(_roads_to(ending, roads, walker) for ending in book.story.endings),
        stopped=len(roads) - len(ended),
        typical=_middle([road for road in ended if not road.curious] or ended),
    )


class _Walker:
    def __init__(self, book: Book, seed: int) -> None:
        self._book = book
        self._seed = seed
        self._taken: Counter[tuple[str, str]] = Counter()
        self._dice = Dice(key(seed, "tries"))

    def road(self, number: int, *, curious: bool) -> Road:
        """One reader's way from the beginning."""
        dice = Dice(key(self._seed, f"reader {number}"))
        return self._walk(begin(self._book, self._seed + number), 0, 0, dice, curious=curious)

    def better(self, road: Road, *, longer: bool) -> Road:
        """A shorter or a longer road to the same ending, where one is found close by."""
        for _ in range(TRIES):
            other = self._from_within(road)
            if other.ending == road.ending and other.words != road.words:
                road = other if (other.words > road.words) is longer else road
        return road

    def _from_within(self, road: Road) -> Road:
        """A road that leaves another somewhere, and goes on by chance."""
        pages = list(road.at.pages())
        since = self._dice.roll(0, len(pages) - 1)
        read = sum(_words(view(at)) for at in pages[since + 1 :])
        choices = sum(at.choice not in (None, CONTINUE) for at in pages[since:])
        return self._walk(pages[since], read, choices, self._dice, curious=False)

    def _walk(self, at: Playthrough, read: int, choices: int, dice: Dice, *, curious: bool) -> Road:
        for _ in range(MOST_PAGES):
            page = view(at)
            read += _words(page)
            offer = self._chosen(page, dice, curious=curious)
            if page.ending or offer is None:
                return Road(page.ending.id if page.ending else None, read, choices, curious, at)
            choices += offer.id != CONTINUE
            at = take(at, offer.id)
        return Road(None, read, choices, curious, at)

    def _chosen(self, page: Page, dice: Dice, *, curious: bool) -> Offer | None:
        """What a reader takes; nothing where nothing can be taken."""
        offers = [offer for offer in page.offers if offer.locked is None]
        if not offers:
            return None
        taken = {offer.id: self._taken[page.moment.id, offer.id] for offer in offers}
        if curious:
            least = min(taken.values())
            offers = [offer for offer in offers if taken[offer.id] == least]
        offer = offers[dice.roll(0, len(offers) - 1)] if len(offers) > 1 else offers[0]
        self._taken[page.moment.id, offer.id] += 1
        return offer


def _words(page: Page) -> int:
    return words.count(words.prose_of(page))


def _roads_to(ending: str, roads: Sequence[Road], walker: _Walker) -> RoadsTo:
    plain = [road for road in roads if not road.curious]
    there = sorted((road for road in roads if road.ending == ending), key=_length)
    by_chance = [road for road in there if not road.curious]
    return RoadsTo(
        ending=ending,
        roads=len(there),
        share=len(by_chance) / len(plain) if plain else 0.0,
        shortest=walker.better(there[0], longer=False) if there else None,
        typical=_middle(by_chance or there),
        longest=walker.better(there[-1], longer=True) if there else None,
    )


def _middle(roads: Sequence[Road]) -> Road | None:
    return sorted(roads, key=_length)[(len(roads) - 1) // 2] if roads else None


def _length(road: Road) -> tuple[int, int]:
    return road.words, road.choices
