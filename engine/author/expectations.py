"""What a golden playthrough expects of a page, and what the page has instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.author import words
from engine.author.golden import MOST_WORDS
from engine.document.frozen import frozen
from engine.document.nearest import did_you_mean
from engine.language.show import show_value
from engine.play import CONTINUE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from engine.author.golden import Want
    from engine.play import Page, Playthrough


@frozen()
class Sight:
    """One page that is looked at.

    Attributes:
        at: The playthrough there.
        page: What there is to see.
        read: How many words have been read, this page included.
    """

    at: Playthrough
    page: Page
    read: int


@frozen()
class Miss:
    """Something that was expected and is not there.

    Attributes:
        want: What was expected.
        expected: The same in words.
        there: What is there instead.
        likeness: How near that comes, from 0 to 1.
    """

    want: Want
    expected: str
    there: str
    likeness: float = 0.0


def misses(wants: Iterable[Want], sight: Sight) -> list[Miss]:
    """Everything expected of a page that is not there."""
    return [miss for want in wants if (miss := _CHECKS[want.what](want, sight))]


def offered(page: Page) -> Iterator[str]:
    """The choices of a page in words, those that cannot be taken with the reason."""
    shown = {offer.id for offer in page.offers}
    for offer in page.offers:
        if offer.id != CONTINUE:
            yield offer.id if offer.locked is None else f"{offer.id} (locked: {offer.locked})"
    for choice in page.moment.choices:
        if choice.id not in shown:
            yield f"{choice.id} (hidden)"


def today(want: Want, sight: Sight) -> str:
    """The name that a moment or a choice has today, as its author has renamed it; else its own."""
    known, names = str(want.value), sight.at.book.story.renames
    if want.what == "moment":
        return names.moment(known)
    if want.what in {"offered", "locked", "hidden"}:
        return names.choice(sight.page.moment.id, known)
    return known


def _moment(want: Want, sight: Sight) -> Miss | None:
    if sight.page.moment.id == today(want, sight):
        return None
    return Miss(want, f"the moment {want.value}", f"the moment {sight.page.moment.id}")


def _text(want: Want, sight: Sight) -> Miss | None:
    wanted = str(want.value)
    page = words.all_of(sight.page)
    if words.are_in(wanted, page):
        return None
    differs = words.difference(wanted, page)
    return Miss(want, f"the words: {differs.expected}", differs.there, differs.likeness)


def _ending(want: Want, sight: Sight) -> Miss | None:
    ending = sight.page.ending
    if ending and ending.id == want.value:
        return None
    known = sight.page.story.endings
    hint = "" if want.value in known else did_you_mean(str(want.value), known)
    there = f"the ending {ending.id}" if ending else "the story goes on"
    return Miss(want, f"the ending {want.value}", f"{there}{hint}")


def _state(want: Want, sight: Sight) -> Miss | None:
    places = sight.at.book.layout.variables
    expected = f"{want.name} = {show_value(want.value)}"
    if want.name not in places:
        hint = did_you_mean(want.name, places)
        return Miss(want, expected, f"the story declares no {want.name}{hint}")
    value = sight.at.state[places[want.name]]
    if value == want.value and isinstance(value, bool) is isinstance(want.value, bool):
        return None
    return Miss(want, expected, f"{want.name} = {show_value(value)}")


def _claim(want: Want, sight: Sight) -> Miss | None:
    page = sight.page
    offers = [citation for offer in page.offers for citation in offer.citations]
    cited = [c.claim for c in (*page.moment.citations, *page.revealed, *offers)]
    if want.value in cited:
        return None
    return Miss(want, f"the claim {want.value}", f"cited here: {_listed(cited)}")


def _offered(want: Want, sight: Sight) -> Miss | None:
    return _choice(want, sight, "offered")


def _locked(want: Want, sight: Sight) -> Miss | None:
    return _choice(want, sight, "locked")


def _hidden(want: Want, sight: Sight) -> Miss | None:
    return _choice(want, sight, "hidden")


def _choice(want: Want, sight: Sight, wanted: str) -> Miss | None:
    states = standing_of(sight.page)
    found = states.get(today(want, sight))
    if found == wanted:
        return None
    hint = "" if found else did_you_mean(str(want.value), states)
    there = f"it is {found}" if found else f"this moment has no such choice{hint}"
    return Miss(want, f'the choice "{want.value}" {wanted}', there)


def standing_of(page: Page) -> dict[str, str]:
    """Each choice of the moment, by id: offered, locked or hidden."""
    states = {choice.id: "hidden" for choice in page.moment.choices}
    for offer in page.offers:
        if offer.id != CONTINUE:
            states[offer.id] = "offered" if offer.locked is None else "locked"
    return states


def _words(want: Want, sight: Sight) -> Miss | None:
    least, most = want.bounds
    if least <= sight.read <= most:
        return None
    most_words = "" if most == MOST_WORDS else f" and at most {most:,}"
    return Miss(want, f"at least {least:,}{most_words} words read", f"{sight.read:,}")


def _listed(names: Collection[str]) -> str:
    return ", ".join(names) if names else "nothing"


_CHECKS: Mapping[str, Callable[[Want, Sight], Miss | None]] = {
    "moment": _moment,
    "text": _text,
    "ending": _ending,
    "state": _state,
    "claim": _claim,
    "offered": _offered,
    "locked": _locked,
    "hidden": _hidden,
    "words": _words,
}
