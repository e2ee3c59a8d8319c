"""Playing a golden playthrough again, up to its first failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.author import words
from engine.author.expectations import Sight, misses, offered, standing_of, today
from engine.author.golden import Take
from engine.author.refusal import CannotError
from engine.author.start import begin_at, checked, moment_of, variable_of
from engine.document.frozen import frozen
from engine.document.nearest import did_you_mean
from engine.play import CONTINUE, take, view

if TYPE_CHECKING:
    from engine.author.expectations import Miss
    from engine.author.golden import Expect, Golden, Setting, Step
    from engine.document.span import Span
    from engine.model.state import Value, Variable
    from engine.play import Book, Page, Playthrough

MOST_PAGES = 1_000
"""Pages turned in a row without a choice: a story that goes on longer goes in a circle."""


@frozen()
class Failure:
    """Where a playthrough is no longer possible, or no longer the same.

    Attributes:
        step: The step at fault.
        number: Its number, from 1.
        sight: The page that came nearest to it.
        misses: What was expected of that page and is not there.
        wrong: What is wrong, where it is not an expectation.
        offers: The choices there, in words.
    """

    step: Step
    number: int
    sight: Sight
    misses: tuple[Miss, ...] = ()
    wrong: str = ""
    offers: tuple[str, ...] = ()


class Renamed(NamedTuple):
    """Something that the file names as it was called before its author renamed it.

    Attributes:
        was: The name in the file.
        today: The name it has today.
        span: Where it is written.
    """

    was: str
    today: str
    span: Span


@frozen()
class Replayed:
    """A golden playthrough, played.

    Attributes:
        sight: The last page.
        choices: How many choices were taken.
        failure: The first thing that went wrong; nothing where it passed.
        renamed: What goes by another name today, up to there.
    """

    sight: Sight
    choices: int
    failure: Failure | None = None
    renamed: tuple[Renamed, ...] = ()


class NoBeginningError(Exception):
    """A playthrough cannot begin as its file says.

    Attributes:
        span: The words at fault.
    """

    def __init__(self, error: CannotError, span: Span) -> None:
        super().__init__(str(error))
        self.span = span


def beginning(golden: Golden, book: Book) -> Playthrough:
    """The first page of a golden playthrough.

    Raises:
        NoBeginningError: The book has no such place, no such variable, or it no such value.
    """
    at = golden.at
    try:
        moment = moment_of(_place_today(at.name, book) if at else "", book.story)
    except CannotError as error:
        raise NoBeginningError(error, at.span if at else golden.steps[0].span) from None
    values = [_value(setting, book) for setting in golden.settings]
    return begin_at(book, golden.seed, moment, values)


def _place_today(name: str, book: Book) -> str:
    """A place by the name it has today."""
    names = book.story.renames
    return names.moment(name) if "/" in name else names.scene(name)


def _value(setting: Setting, book: Book) -> tuple[Variable, Value]:
    try:
        variable = variable_of(setting.name, book.story)
    except CannotError as error:
        raise NoBeginningError(error, setting.named) from None
    try:
        return variable, checked(variable, setting.value)
    except CannotError as error:
        raise NoBeginningError(error, setting.span) from None


def replay(golden: Golden, book: Book) -> Replayed:
    """Play a golden playthrough of a book.

    Raises:
        NoBeginningError: It cannot begin as its file says.
    """
    player = Player(beginning(golden, book))
    renamed = []
    if golden.at:
        renamed.append(Renamed(golden.at.name, _place_today(golden.at.name, book), golden.at.span))
    failure = None
    for number, step in enumerate(golden.steps, 1):
        if isinstance(step, Take):
            renamed.append(Renamed(step.choice, player.today(step.choice), step.span))
            fault = player.choose(step.choice)
        else:
            fault = player.expect(step)
            sight = fault.sight if fault else player.sight
            renamed += (Renamed(str(w.value), today(w, sight), w.span) for w in step.wants)
        if fault is not None:
            offers = tuple(offered(fault.sight.page))
            failure = Failure(step, number, fault.sight, fault.misses, fault.wrong, offers)
            break
    else:
        player.turn_pages()
    changed = tuple(found for found in renamed if found.was != found.today)
    return Replayed(player.sight, player.choices, failure, changed)


@frozen()
class Fault:
    """What is wrong at one step."""

    sight: Sight
    misses: tuple[Miss, ...] = ()
    wrong: str = ""


class Player:
    """Plays a book step by step; a page without a choice is turned by itself.

    Attributes:
        sight: The page it is at.
        choices: How many choices it has taken.
    """

    def __init__(self, first: Playthrough) -> None:
        self.sight = _sight(first, 0)
        self.choices = 0

    def today(self, choice: str) -> str:
        """Turn pages up to the next choices, and say what one of them is called today."""
        self.turn_pages()
        names = self.sight.at.book.story.renames
        return names.choice(self.sight.page.moment.id, choice)

    def choose(self, choice: str) -> Fault | None:
        """Turn pages up to the next choices, and take one of them."""
        choice = self.today(choice)
        page = self.sight.page
        found = standing_of(page).get(choice)
        if found != "offered":
            return Fault(self.sight, wrong=_why_not(choice, found, page))
        self.sight = _sight(take(self.sight.at, choice), self.sight.read)
        self.choices += 1
        return None

    def expect(self, expect: Expect) -> Fault | None:
        """Find the first page, up to the next choices, that holds everything expected."""
        seen = []
        for sight in self._ahead():
            missing = misses(expect.wants, sight)
            if not missing:
                self.sight = sight
                return None
            seen.append(Fault(sight, tuple(missing)))
        return min(seen, key=_distance)

    def turn_pages(self) -> list[Sight]:
        """Turn pages up to the next choices, or to the end.

        Returns:
            The pages from the one it was at, which comes first, to the one it is at.
        """
        pages = self._ahead()
        self.sight = pages[-1]
        return pages

    def _ahead(self) -> list[Sight]:
        sights = [self.sight]
        while _only_turns(sights[-1].page) and len(sights) < MOST_PAGES:
            sights.append(_sight(take(sights[-1].at, CONTINUE), sights[-1].read))
        return sights


def _sight(at: Playthrough, read: int) -> Sight:
    page = view(at)
    return Sight(at, page, read + words.count(words.prose_of(page)))


def _only_turns(page: Page) -> bool:
    return any(offer.id == CONTINUE for offer in page.offers)


def _distance(fault: Fault) -> tuple[int, float]:
    """The page that misses least comes first; of several, the one whose words are nearest."""
    return len(fault.misses), -sum(miss.likeness for miss in fault.misses)


def _why_not(choice: str, found: str | None, page: Page) -> str:
    wanted = f'the choice "{choice}" cannot be taken'
    if found is not None:
        return f"{wanted}: it is {found}"
    if page.ending:
        return f"{wanted}: the story has ended, with {page.ending.id}"
    meant = did_you_mean(choice, [c.id for c in page.moment.choices])
    return f"{wanted}: this moment has no such choice{meant}"
